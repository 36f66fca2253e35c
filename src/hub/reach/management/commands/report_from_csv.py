"""Make a funder's report again from its CSV."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.reach.domain.printing import print_report
from hub.reach.domain.report_files import read_report, report_lines
from hub.reach.results import ReportFileError


class Command(BaseCommand):
    """Print the figures of a report on a grant, computed again from the counts in its CSV."""

    help = "Print a report on a grant from its CSV, its shares and intervals computed again from the counts."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and where to write a PDF."""
        parser.add_argument("file", type=Path, help="The CSV that the report's page offers.")
        parser.add_argument("--pdf", type=Path, help="Write the report as PDF here too.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file and print the report."""
        try:
            report = read_report(options["file"].read_bytes())
        except (OSError, ReportFileError) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        for line in report_lines(report):
            self.stdout.write(line)
        if options["pdf"]:
            options["pdf"].write_bytes(print_report(report))
