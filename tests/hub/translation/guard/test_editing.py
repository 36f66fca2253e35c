"""A segment as a person types it: figures stay, words are theirs."""

from __future__ import annotations

import pytest

from hub.translation.domain.guard import (
    Protected,
    TokenShape,
    carried_over,
    editable,
    fixed_parts,
    prefilled,
    protect,
    read_typed,
)

SOURCE = (
    "Event-free survival at 4 years was 83.3% (95% CI 64.5–92.7) with <b>blinatumomab</b> in thirty "
    "infants &amp; children."
)
TYPED = (
    "La supervivencia libre de eventos a ⟦4 años⟧ fue del ⟦83,3 % (IC del 95 %: 64,5–92,7)⟧ con <b>⟦blinatumomab⟧</b> "
    "en ⟦treinta⟧ lactantes y niños."
)
PRINTED = (
    "La supervivencia libre de eventos a 4 años fue del 83,3\xa0% (IC del 95\xa0%: 64,5–92,7) con <b>blinatumomab</b> "
    "en treinta lactantes y niños."
)


def protected(source=SOURCE):
    return protect(source, terms=Protected(names=frozenset({"blinatumomab"})), shape=TokenShape.WORD)


def refused(typed, source=SOURCE, target="es"):
    result = read_typed(typed, protected(source), target=target)
    assert result.text == ""
    return result.refusals


def test_figures_are_printed_for_the_language():
    assert fixed_parts(protected(), target="de") == (
        "4 Jahre",
        "83,3\xa0% (95-%-KI 64,5–92,7)",
        "blinatumomab",
        "dreißig",
    )


def test_what_is_typed_around_the_figures_is_kept():
    assert read_typed(TYPED, protected(), target="es").text == PRINTED


@pytest.mark.parametrize(
    ("written", "other"),
    [("⟦4 años⟧", "[[4 años]]"), ("83,3 %", "83,3\xa0%"), ("64,5–92,7", "64,5-92,7"), ("⟦4 años⟧", "⟦ 4 años ⟧")],
)
def test_a_figure_typed_in_another_spelling_is_printed_in_the_right_one(written, other):
    assert read_typed(TYPED.replace(written, other), protected(), target="es").text == PRINTED


def test_a_stored_translation_is_written_as_it_was_typed():
    assert editable(PRINTED, protected(), target="es") == TYPED.replace(" %", "\xa0%")


def test_a_stored_translation_without_a_figure_is_not_written():
    assert editable(PRINTED.replace("83,3", "84,3"), protected(), target="es") is None


def test_a_figure_of_equal_digits_is_found_in_its_place():
    source = "Of 4 infants, 44 weeks later, 4 relapsed."
    printed = "De 4 lactantes, 44 semanas después, recayeron 4."

    assert editable(printed, protected(source), target="es") == (
        "De ⟦4⟧ lactantes, ⟦44 semanas⟧ después, recayeron ⟦4⟧."
    )


def test_words_are_carried_over_to_a_corrected_figure():
    now = protected(SOURCE.replace("83.3%", "84.1%"))

    assert carried_over(PRINTED, protected(), now, target="es") == TYPED.replace("83,3", "84,1").replace(" %", "\xa0%")


def test_words_are_not_carried_over_to_other_figures():
    now = protected(SOURCE.replace("in thirty", "in many"))

    assert carried_over(PRINTED, protected(), now, target="es") is None


@pytest.mark.parametrize("language", ["es", "fr", "de", "it", "pt"])
def test_the_original_is_read_back_as_it_was_prefilled(language):
    written = prefilled(protected(), target=language).replace("Event-free", "X").replace("infants", "Y")

    result = read_typed(written, protected(), target=language)

    assert result.refusals == ()
    assert editable(result.text, protected(), target=language) == written


def test_german_case_of_a_time_is_found_again():
    source = "After 4 years, most infants were alive."
    result = read_typed("Nach ⟦4 Jahre⟧ lebten die meisten Säuglinge.", protected(source), target="de")

    assert result.text == "Nach 4 Jahren lebten die meisten Säuglinge."
    assert editable(result.text, protected(source), target="de") == "Nach ⟦4 Jahren⟧ lebten die meisten Säuglinge."


def test_lost_figure_is_named():
    assert refused(TYPED.replace("⟦4 años⟧", "cuatro años")) == (
        "The figure “4 años” (“4 years” in the original) is missing: put ⟦4 años⟧ where it belongs.",
    )


def test_lost_name_is_named():
    assert refused(TYPED.replace("⟦blinatumomab⟧", "él")) == (
        "The name “blinatumomab” is missing: put ⟦blinatumomab⟧ where it belongs.",
    )


def test_doubled_figure_is_named():
    assert refused(TYPED + " ⟦treinta⟧") == ("The figure “treinta” stands there too often.",)


def test_moved_figure_is_named():
    moved = TYPED.replace("en ⟦treinta⟧ ", "").replace("a ⟦4 años⟧", "en ⟦treinta⟧ a ⟦4 años⟧")

    assert refused(moved) == ("“4 años” has to stand before “treinta”, as in the original: figures keep their order.",)


def test_changed_figure_is_named():
    assert refused(TYPED.replace("⟦4 años⟧", "⟦5 años⟧")) == (
        "⟦5 años⟧ is no figure of this segment; what stands in ⟦ ⟧ stays.",
        "The figure “4 años” (“4 years” in the original) is missing: put ⟦4 años⟧ where it belongs.",
    )


def test_added_figure_is_refused():
    assert refused(TYPED + " 7") == ("There is a figure that the source has not: “7”.",)
    assert refused(TYPED + " doce") == ("There is a number in words that the source has not: “doce”.",)


def test_broken_bracket_is_refused():
    assert refused(TYPED.replace("años⟧", "años")) == ("A ⟦ or a ⟧ stands alone; a figure is written ⟦like this⟧.",)


def test_empty_translation_is_refused():
    assert refused("  ") == ("The translation is empty. To show the original instead, keep the original.",)


@pytest.mark.parametrize("tag", ["<i>", "<script>", '<b onclick="x">', "<b/onclick=x>", "<b id=⟦4 años⟧>"])
def test_a_tag_that_the_source_has_not_is_refused(tag):
    assert refused(TYPED.replace("<b>", tag)) != ()


def test_what_a_tag_hides_is_not_stored():
    assert read_typed(TYPED.replace("<b>", "<B @click=x>"), protected(), target="es").text == PRINTED


def test_lost_denial_is_a_doubt_and_not_refused():
    result = read_typed("El criterio se cumplió.", protected("The endpoint was not met."), target="es")

    assert result.text == "El criterio se cumplió."
    assert result.doubts == ("A negation was lost: “The endpoint was not met”.",)


def test_letters_that_mean_something_in_html_are_kept():
    source = protected("Children &lt; adults &amp;amp; others.")

    assert prefilled(source, target="es") == "Children ⟦<⟧ adults &amp;amp; others."
    assert read_typed("Niños ⟦<⟧ adultos &amp;amp; otros.", source, target="es").text == (
        "Niños &lt; adultos &amp;amp; otros."
    )
