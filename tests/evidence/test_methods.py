import doctest
import inspect
import re
from pathlib import Path

import pytest

import evidence
from evidence import estimators
from tests.reference.agreement import largest

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "docs" / "reference" / "figures.md"
PAGES = sorted(page for page in (ROOT / "docs" / "methods").glob("*.md") if page.name != "README.md")
EXAMPLE = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", [*PAGES, FIGURES], ids=lambda page: page.stem)
def test_examples_of_a_page_print_what_it_says(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = "\n".join(EXAMPLE.findall(page.read_text(encoding="utf-8")))

    outcome = doctest.DocTestRunner().run(doctest.DocTestParser().get_doctest(examples, {}, page.stem, str(page), 0))

    assert outcome.attempted > 0
    assert outcome.failed == 0


FUNCTIONS = [name for name in estimators.__all__ if inspect.isfunction(getattr(estimators, name))]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_estimator_has_a_page_in_the_index(name: str) -> None:
    index = (ROOT / "docs" / "methods" / "README.md").read_text(encoding="utf-8")

    pages = re.findall(rf"^\| \[[^]]+\]\(([^)]+)\) \|[^|]* ?`evidence\.{name}`[^|]*\|", index, re.MULTILINE)

    # The estimate of every cause at once shares a page with that of one.
    assert pages == [f"{name.replace('_', '-').replace('incidences', 'incidence')}.md"]
    assert f"`evidence.{name}(" in (ROOT / "docs" / "methods" / pages[0]).read_text(encoding="utf-8")
    assert hasattr(evidence, name)


@pytest.mark.parametrize("page", [*PAGES, FIGURES, ROOT / "docs" / "methods" / "README.md"], ids=lambda page: page.stem)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_agreement_with_r_is_as_close_as_the_index_says() -> None:
    index = (ROOT / "docs" / "methods" / "README.md").read_text(encoding="utf-8")
    stated = {label: float(error) for label, error in re.findall(r"\| ([^|]+) \| (\de-\d+) \|", index)}

    measured = {label: error for label, error in largest().items() if error > 0}

    assert set(measured) <= set(stated)
    # Another processor may round the last digit otherwise.
    assert [label for label, error in measured.items() if error > 10 * stated[label]] == []
