"""Every check is explained where experts look for it."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from evidence.checks import CHECKS

PAGE = Path(__file__).parents[3] / "docs" / "methods" / "checks.md"


def test_every_check_has_a_heading_and_every_heading_a_check() -> None:
    headings = re.findall(r"^### (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    assert headings == list(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_check_tells_its_statement_assumption_and_level(name: str) -> None:
    documentation = import_module(f"evidence.checks.{name.replace('-', '_')}").__doc__ or ""

    missing = [
        part for part in (f"{name}: ", "\nStatement. ", "\nAssumes ", "\nLevel: ") if part not in f"{documentation}"
    ]

    assert missing == []
    assert "\nProof. " in documentation or "\nSource. " in documentation
