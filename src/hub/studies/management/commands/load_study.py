"""``hub load-study FILE …``: bring studies in the database to what their files say."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.studies.domain import load_study
from hub.studies.results import LoadReport


class Command(BaseCommand):
    """Loads study files; refuses a file with all its problems."""

    help = "Load studies from YAML files. See docs/reference/study-file.md for the format."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="one YAML file for each study")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load each file; end with exit code 1 if any was refused."""
        reports = [self._load(path) for path in options["files"]]
        refused = [report for report in reports if not report.ok]
        if refused:
            count = sum(len(report.problems) for report in refused)
            files = ", ".join(report.file for report in refused)
            raise CommandError(f"{count} {'problem' if count == 1 else 'problems'}; nothing was written for {files}.")

    def _load(self, path: Path) -> LoadReport:
        report = load_study(path)
        for problem in report.problems:
            self.stderr.write(problem.sentence(report.file))
        if report.ok:
            changes = f" ({', '.join(report.changes)})" if report.changes else ""
            self.stdout.write(f"{report.file}: {report.study_key} {report.status}{changes}.")
        return report
