"""How the figures of an article were checked, as its readers see it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from hub.articles.domain.article_view import article_view
from hub.articles.models import ArticlePage
from hub.articles.results import ArticleChecks
from hub.studies.models import Study
from tests.hub.articles import factories

pytestmark = pytest.mark.django_db


def worked_example() -> Study:
    """Make a study of 30 treated people and 214 earlier ones, with the figures of the worked example."""
    study = factories.study(outcomes=0, historical=True, primary_reference=factories.reference("paper"))
    new, old = study.arms.all()
    survival = {"measure": "survival_probability", "better": "higher"}
    incidence = {"measure": "cumulative_incidence", "better": "lower"}
    for number, (name, shape, treated, control) in enumerate(
        [
            ("Disease-free survival", survival, ("83.3", "64.5", "92.7"), ("44.0", "37.0", "50.8")),
            ("Overall survival", survival, ("93.3", "75.9", "98.3"), ("60.2", "53.0", "66.7")),
            ("Cumulative incidence of relapse", incidence, ("13.3", "4.1", "28.1"), ("49.6", "42.5", "56.3")),
        ]
    ):
        outcome = factories.outcome_with_results(study, [], number, name=name, key=f"outcome-{number}", **shape)
        factories.result(outcome, new, treated)
        factories.result(outcome, old, control)
    return Study.objects.get(pk=study.pk)


def checks_of(page: ArticlePage) -> ArticleChecks:
    return article_view(page, today=factories.DAY).checks


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def words(html: str) -> str:
    return " ".join(plain(re.sub(r"<[^>]+>", " ", html).replace("&nbsp;", " ")).split())


@pytest.fixture
def reader() -> Client:
    client = Client(headers={"sec-fetch-site": "same-origin"})
    client.post("/access/attest/", {"next": "/"})
    return client


def section(client: Client, page: ArticlePage) -> str:
    return re.search(r'<section class="checks".*?</section>', client.get(page.url).text, re.DOTALL)[0]


def test_worked_example_names_what_was_reproduced_and_what_is_only_consistent():
    checks = checks_of(factories.article(of=worked_example()))

    found = [
        (group.word, plain(whose), [(plain(names), plain(sentence)) for names, sentence, _ in told])
        for group in checks.groups
        for whose, told in group.parts
    ]
    assert [(word, whose) for word, whose, _ in found] == [
        ("reproduced", "New treatment, n = 30"),
        ("consistent", "Old treatment, n = 214"),
    ]
    assert found[0][2] == [
        (
            "Disease-free survival at 4 years",
            "25 of 30 with a log-log interval (Greenwood) gives 83.3% (64.5–92.7) to the digit.",
        ),
        (
            "Overall survival at 4 years",
            "28 of 30 with a log-log interval (Greenwood) gives 93.3% (75.9–98.3) to the digit.",
        ),
        (
            "Cumulative incidence of relapse at 4 years",
            "4 of 30, beside 1 competing death, with a log-log interval on the incidence itself (Aalen variance) gives "
            "13.3% (4.1–28.1) to the digit.",
        ),
    ]
    assert all("people without censoring would give" in sentence for _, sentence in found[1][2])


def test_worked_example_says_what_the_print_implies(reader):
    text = words(section(reader, factories.article(of=worked_example())))

    for implied in (
        "is 25 of 30",
        "is 28 of 30",
        "is 4 of 30",
        "leaves 1 of 30 who died in remission",
        "so 1 died after a",
    ):
        assert implied in text


def test_count_that_its_own_check_gives_is_not_told_twice():
    study = factories.study(outcomes=0)
    arm = study.arms.first()
    outcome = factories.outcome_with_results(study, [], name="Remission", measure="proportion", better="higher")
    factories.result(outcome, arm, ("70", "", ""), time=None, time_unit="")

    checks = checks_of(factories.article(of=study))

    assert checks.figures[0].sentence == "21 of 30 are 70%."
    assert checks.implied == ()


def test_section_of_historical_control_says_that_the_arms_were_not_randomised(reader):
    text = words(section(reader, factories.article(of=worked_example())))

    assert "Not a randomised comparison" in text


def test_section_lists_every_figure_with_its_chain(reader):
    html = section(reader, factories.article(of=worked_example()))

    entries = re.findall(r'<li class="figure-check" id="figure-r\d+".*?</li>', html, re.DOTALL)
    assert len(entries) == 6
    assert re.sub(r" (?=\))|(?<=\() ", "", words(entries[0])) == (
        "83.3% (95% CI 64.5–92.7) reproduced Result Disease-free survival at 4 years: "
        "83.3% (95% CI 64.5–92.7); New treatment; n = 30 Method "
        "Not recorded; the interval fits log-log Source As published: Example, Journal of Examples 2026 Check 25 of 30 "
        "with a log-log interval (Greenwood) gives 83.3% (64.5–92.7) to the digit."
    )


def test_every_mark_leads_to_an_entry(reader):
    html = reader.get(factories.article(of=worked_example()).url).text

    targets = re.findall(r'href="#([^"]+)" data-figure-mark', html)
    assert len(targets) == 6 + 6  # the key figures, and the cells of the table
    assert [target for target in targets if html.count(f'id="{target}"') != 1] == []


def test_finding_states_the_check_of_each_key_figure_as_a_word(reader):
    html = reader.get(factories.article(of=worked_example()).url).text

    finding = re.search(r'<section class="finding".*?</section>', html, re.DOTALL)[0]
    assert re.findall(r"</span>(reproduced|consistent)</a>", finding) == ["reproduced", "consistent"] * 3


def test_first_screen_of_a_phone_says_what_was_found_and_whether_to_trust_it():
    view = article_view(factories.article(of=worked_example()), today=factories.DAY)

    assert plain(view.in_brief).startswith("Disease-free survival 83.3% vs 44.0%")
    assert plain(view.trust_in_brief) == (
        "Not a randomised comparison: old treatment is a historical control. Key figures: 3 reproduced, 3 consistent."
    )


def test_recomputed_figures_stand_by_themselves():
    study = factories.study()
    study.results.update(source="recomputed", method="Kaplan–Meier", interval_method="log-log, Greenwood")

    checks = checks_of(factories.article(of=Study.objects.get(pk=study.pk)))

    assert [group.word for group in checks.groups] == ["reproduced"]
    assert "patient-level data" in checks.groups[0].lead
    assert ("Method", "Kaplan–Meier; interval: log-log, Greenwood") in checks.figures[0].chain
    assert ("Source", "Recomputed from patient-level data") in checks.figures[0].chain


def test_figures_that_differ_in_their_time_alone_are_told_together():
    study = factories.study(outcomes=0)
    arm = study.arms.first()
    outcome = factories.outcome_with_results(study, [], name="Relapse", measure="survival_probability", better="higher")
    for time in (5, 10, 20):
        factories.result(outcome, arm, ("80", "", ""), time=time)

    (group,) = checks_of(factories.article(of=Study.objects.get(pk=study.pk))).groups

    ((_, told),) = group.parts
    assert [plain(names) for names, _, _ in told] == ["Relapse at 5, 10 and 20 years"]


def test_leads_hold_of_published_figures_beside_patient_level_data():
    study = factories.study(outcomes=0)
    arm = study.arms.last()
    outcome = factories.outcome_with_results(study, [], measure="survival_probability", better="higher")
    for source in ("published", "recomputed"):
        factories.result(outcome, arm, ("44.0", "37.0", "50.8"), source=source)

    (group,) = checks_of(factories.article(of=Study.objects.get(pk=study.pk))).groups

    ((_, ((_, sentence, _),)),) = group.parts
    assert plain(sentence).startswith("The patient-level data give 44.0%")
    assert group.lead.endswith("from a whole number of people by a named method, or from patient-level data.")


def test_article_without_a_study_has_no_checks():
    page = factories.article(live=False)
    page.study = None

    assert checks_of(page) == ArticleChecks()


def test_contrast_is_named_with_both_arms():
    study = factories.study()
    new, old = study.arms.all()
    factories.result(
        study.outcomes.get(), new, ("0.60", "0.44", "0.81"), comparator=old, measure="hazard_ratio", unit="", time=None,
        time_unit="",
    )  # fmt: skip

    *_, figure = checks_of(factories.article(of=study, live=False)).by_result.values()

    assert (figure.name, figure.group) == ("Outcome 0, hazard ratio", "New treatment compared with old treatment")
    assert plain(figure.printed) == "0.60 (95% CI 0.44–0.81)"
