"""Every check of the library has its words."""

from __future__ import annotations

from hub.checking.domain.explanations import EXPLANATIONS, by_group
from hub.checking.enums import CheckGroup
from hub.studies.domain import check_names


def test_every_check_has_its_paragraph():
    assert sorted(entry.check for entry in EXPLANATIONS) == sorted(check_names())


def test_every_paragraph_stands_under_one_heading():
    grouped = by_group()

    assert [group for group, _ in grouped] == list(CheckGroup)
    assert sorted(entry.check for _, entries in grouped for entry in entries) == sorted(check_names())


def test_paragraphs_are_whole_and_differ():
    for entry in EXPLANATIONS:
        assert entry.says.endswith(".")
        assert entry.leaves_alone.endswith(".")
        assert entry.levels
    assert len({entry.title for entry in EXPLANATIONS}) == len(EXPLANATIONS)
