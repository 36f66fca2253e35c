"""Each way in which machine translation is known to fail in practice, met by the guard."""

from __future__ import annotations

import pytest

from hub.translation.domain.guard import FaultKind, Protected, TokenShape, protect, restore, translate_segments, verify
from hub.translation.domain.guard.shapes import code

TERMS = Protected(names=frozenset({"blinatumomab", "Interfant-06"}))
ZQ = [code(place) for place in range(9)]


def faults(segment, answer, target="es", shape=TokenShape.WORD, terms=TERMS):
    return {fault.kind for fault in verify(answer, protect(segment, terms=terms, shape=shape), target=target)}


def sent(segment, shape=TokenShape.WORD, terms=TERMS):
    return protect(segment, terms=terms, shape=shape).text


@pytest.mark.parametrize("digit", ["84", "8", "²", "½", "٣", "Ⅳ", "①", "XII"])
def test_digits_altered(digit):
    # LibreTranslate 587
    segment = "Survival was 83.3% in infants."

    assert sent(segment) == f"Survival was {ZQ[0]} in infants."
    assert faults(segment, f"La supervivencia fue {ZQ[0]} en lactantes.") == set()
    assert FaultKind.DIGIT in faults(segment, f"La supervivencia fue {ZQ[0]} en {digit} lactantes.")
    assert FaultKind.TOKENS in faults(segment, f"La supervivencia fue {digit} % en lactantes.")


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("es", "doce"),
        ("fr", "douze"),
        ("de", "zwölf"),
        ("it", "dodici"),
        ("pt", "doze"),
        ("ca", "dotze"),
        ("de", "einundzwanzig"),
        ("es", "veintiún"),
        ("it", "ventuno"),
        ("fr", "cent"),
        ("pt", "duas"),
        ("es", "mil"),
    ],
)
def test_number_words_altered(target, word):
    # LibreTranslate 587
    segment = "Thirty infants were treated."

    assert sent(segment) == f"{ZQ[0]} infants were treated."
    assert faults(segment, f"{ZQ[0]} x x x.", target) == set()
    assert FaultKind.NUMBER_WORD in faults(segment, f"{ZQ[0]} x {word} x.", target)


@pytest.mark.parametrize(("first", "second"), [("La primera recaída", "La segunda recaída")])
def test_rank_altered(first, second):
    assert faults("The first relapse was early.", f"{first} fue temprana.") == set()
    assert faults("The first relapse was early.", f"{second} fue temprana.") == {FaultKind.RANK}


def test_half_and_double_altered():
    assert faults("Half of infants relapsed.", "La mitad de los lactantes recayó.") == set()
    assert faults("Half of infants relapsed.", "El doble de los lactantes recayó.") == {FaultKind.RANK}


def test_version_with_a_letter_is_not_taken_for_a_decimal():
    # argos-translate 499
    segment = "It was computed with version 0.85.x of the package."
    protected = protect(segment, terms=TERMS, shape=TokenShape.WORD)

    assert [token.text for token in protected.tokens] == ["0.85.x"]
    assert restore(protected.text, protected, target="es") == segment


def test_sign_turned_into_a_figure():
    # tolgee 3330
    segment = 'See <a id="a1">the protocol</a> # and the annex.'

    assert FaultKind.DIGIT in faults(segment, f'Véase <a id="a1">el protocolo</a> {ZQ[0]}1 y el anexo.')
    assert FaultKind.DIGIT in faults(segment, f'Véase <a id="a1">el protocolo</a> 1 {ZQ[0]} y el anexo.')


def test_tag_turned_into_a_figure():
    # tolgee 3330
    segment = 'See <a id="a1">the protocol</a> and the annex.'

    assert FaultKind.DIGIT in faults(segment, "Véase 1 el protocolo y el anexo.")
    assert FaultKind.TAGS in faults(segment, 'Véase <a id="1">el protocolo</a> y el anexo.')


def test_protected_text_moved_to_the_front():
    # integreat-cms 3160
    segment = "Infants were treated with blinatumomab."

    assert faults(segment, f"Los lactantes fueron tratados con {ZQ[0]}.") == set()
    assert FaultKind.MOVED in faults(segment, f"{ZQ[0]} los lactantes fueron tratados con.")


def test_emptied_brackets_show_that_something_moved():
    segment = "The endpoint was not met (P=0.2)."

    assert FaultKind.MOVED in faults(segment, f"El criterio {ZQ[0]} no se alcanzó ().")


@pytest.mark.parametrize("spoiled", ["«{}»", ".{}", "{}.", "-{}", "({})", '"{}"', "{}:", "{}%", "&lt;{}", "−{}"])
def test_punctuation_inserted_around_placeholder(spoiled):
    # deepltranslate-core 642
    segment = "Infants received 15 mg each day."

    assert faults(segment, f"Los lactantes recibieron {spoiled.format(ZQ[0])} cada día.") != set()


@pytest.mark.parametrize("shape", TokenShape)
@pytest.mark.parametrize("sign", [".", ",", " ", "-", "]"])
def test_punctuation_inserted_inside_placeholder(shape, sign):
    # deepltranslate-core 642
    segment = "Infants received 15 mg each day."
    broken = sent(segment, shape).replace("qb", f"q{sign}b").replace("QB", f"Q{sign}B")

    assert broken != sent(segment, shape)
    assert faults(segment, broken, shape=shape) != set()


@pytest.mark.parametrize(
    "answer",
    [
        "<b>infantes con <i>enfermedad</b></i> vivieron.",
        "<b>infantes con</b> <i><b>enfermedad</b></i> vivieron.",
        "<b>infantes con</b> <i>enfermedad</i> vivieron.",
        "<b>infantes</b> <b>con <i>enfermedad</i></b> vivieron.",
        "<b>infantes con <i></i>enfermedad</b> vivieron.",
        "<b>infantes con <i>enfermedad</i> vivieron.",
        "<i>infantes con <b>enfermedad</b></i> vivieron.",
        "infantes con enfermedad vivieron.",
    ],
)
def test_nested_tags_split(answer):
    # LibreTranslate 806
    segment = "<b>infants with <i>disease</i></b> lived."

    assert faults(segment, "<b>infantes con <i>enfermedad</i></b> vivieron.") == set()
    assert faults(segment, answer) == {FaultKind.TAGS}


def test_figure_that_left_its_tag():
    segment = "Survival was <b>83.3%</b> in infants."

    assert faults(segment, f"La supervivencia fue <b>alta</b> {ZQ[0]} en lactantes.") == {FaultKind.TAGS}


@pytest.mark.parametrize(
    "answer",
    [
        "<x1> la protocol </x1>",
        '<A ID="a1">el protocolo</A>x</a>',
        '<a href="a1">el protocolo</a>',
        "< a id='a1'>el protocolo</ a>",
    ],
)
def test_placeholder_tags_mangled(answer):
    # translatebot-django 119
    assert FaultKind.TAGS in faults('<a id="a1">The protocol</a>', answer) or FaultKind.SYMBOL in faults(
        '<a id="a1">The protocol</a>', answer
    )


def test_tag_spelled_in_another_way_is_the_same_tag():
    assert faults('<a id="a1">The protocol</a><br/>', "<A id='a1' >El protocolo</A><br />") == set()


@pytest.mark.parametrize(
    ("segment", "kept"),
    [
        ("Infants received CAR T-cell therapy.", "CAR T-cell"),
        ("Neutropenia of Grade ≥3 was seen.", "Grade ≥3"),
        ("The HR was high.", "HR"),
    ],
)
def test_words_that_apertium_mistook_are_not_shown_to_it(segment, kept):
    protected = protect(segment, terms=TERMS, shape=TokenShape.WORD)

    assert [token.text for token in protected.tokens] == [kept]
    assert kept not in protected.text


@pytest.mark.parametrize(
    ("target", "kept", "lost"),
    [
        ("es", "El estudio no alcanzó su objetivo.", "El estudio alcanzó su objetivo."),
        ("fr", "L’étude n’a pas atteint son objectif.", "L’étude a atteint son objectif."),
        ("de", "Die Studie erreichte ihr Ziel nicht.", "Die Studie erreichte ihr Ziel."),
        ("it", "Lo studio non ha raggiunto l’obiettivo.", "Lo studio ha raggiunto l’obiettivo."),
        ("pt", "O estudo não atingiu seu objetivo.", "O estudo atingiu seu objetivo."),
        ("ca", "L’estudi no va assolir l’objectiu.", "L’estudi va assolir l’objectiu."),
    ],
)
def test_did_not_meet_lost(target, kept, lost):
    # Apertium
    assert faults("The study did not meet its endpoint.", kept, target) == set()
    assert faults("The study did not meet its endpoint.", lost, target) == {FaultKind.NEGATION}
    assert faults("The study met its endpoint.", kept, target) == {FaultKind.NEGATION}


def test_negation_that_went_into_another_clause():
    segment = "Survival did not differ, but relapse differed."

    assert faults(segment, "La supervivencia no difirió, pero la recaída difirió.") == set()
    assert faults(segment, "La supervivencia difirió, pero la recaída no difirió.") == {FaultKind.NEGATION}


@pytest.mark.parametrize("glued", ["de{}", "{}días", "1{}", "{}0", "{0}{0}"])
def test_digit_glued_to_a_word(glued):
    # Apertium, which wrote a word and a digit in one
    segment = "Each 28-day cycle was complete."

    assert sent(segment) == f"Each {ZQ[0]} cycle was complete."
    assert faults(segment, f"Cada ciclo {ZQ[0]} fue completo.") == set()
    assert faults(segment, f"Cada ciclo {glued.format(ZQ[0])} fue completo.") != set()


def test_two_figures_glued_to_each_other():
    segment = "The doses were 5 mg and 15 mg each."

    for between in ("", ",", ".", "-", ":"):
        assert faults(segment, f"Las dosis fueron {ZQ[0]}{between}{ZQ[1]} y cada una.") != set()


@pytest.mark.parametrize(
    ("target", "right", "wrong"),
    [
        ("es", "Suspenda el medicamento.", "Mantenga el medicamento."),
        ("fr", "Suspendez le médicament.", "Gardez le médicament."),
        ("de", "Das Arzneimittel aussetzen.", "Das Arzneimittel behalten."),
        ("it", "Sospenda il medicinale.", "Mantenga il medicinale."),
        ("pt", "Suspenda o medicamento.", "Mantenha o medicamento."),
        ("ca", "Suspengui el medicament.", "Mantingui el medicament."),
    ],
)
def test_hold_the_medicine_became_keep(target, right, wrong):
    # JAMA Intern Med 2019
    assert faults("Hold the medicine.", right, target) == set()
    assert faults("Hold the medicine.", wrong, target) == {FaultKind.SENSE}


def test_increase_became_decrease():
    assert faults("The risk increased.", "El riesgo aumentó.") == set()
    assert faults("The risk increased.", "El riesgo disminuyó.") == {FaultKind.SENSE}


def test_figures_swapped_between_clauses():
    segment = "Survival was 83.3%, and relapse was 13%."

    assert faults(segment, f"La supervivencia fue {ZQ[1]}, y la recaída fue {ZQ[0]}.") >= {FaultKind.ORDER}
    assert FaultKind.CLAUSE in faults(segment, f"La supervivencia fue {ZQ[0]} {ZQ[1]}, y la recaída fue.")


class Answers:
    """Answers as told, one list for each time it is asked."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def translate(self, texts, source, target):
        self.asked.append(list(texts))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def translated(engine, *segments, source="en", target="es"):
    return translate_segments(segments, source=source, target=target, engine=engine, terms=TERMS, glossary={})


def test_failing_segment_is_sent_in_each_shape_then_left_in_source():
    engine = Answers(["x"], ["x"], ["x"])
    (done,) = translated(engine, "Survival was 83.3%.")

    assert (done.verdict, done.text, done.shape) == ("left_in_source", "Survival was 83.3%.", None)
    assert engine.asked == [
        [f"Survival was {ZQ[0]}."],
        [f'Survival was <span translate="no" class="notranslate">{ZQ[0].upper()}</span>.'],
        [f"Survival was [[{ZQ[0].upper()}]]."],
    ]
    assert done.faults[0].message == "“83.3%” was dropped."
    assert len(done.faults) == len(set(done.faults))


def test_only_failing_segments_are_sent_again():
    engine = Answers(["x", "y"], [f'La <span translate="no" class="notranslate">{ZQ[0].upper()}</span>'])
    first, second = translated(engine, "The 4%", "And")

    assert (first.verdict, first.text, first.shape) == ("passed_after_retry", "La 4\xa0%", TokenShape.ELEMENT)
    assert (second.verdict, second.text, second.faults) == ("passed", "y", ())


@pytest.mark.parametrize(
    "answer", [[], ["a", "b"], None, "a", [None], [""], ["  "], [3], RuntimeError("broken"), TimeoutError()]
)
def test_engine_that_fails_leaves_the_source(answer):
    (done,) = translated(Answers(answer, answer, answer), "Survival was 83.3%.")

    assert (done.verdict, done.text) == ("left_in_source", "Survival was 83.3%.")
    assert {fault.kind for fault in done.faults} == {FaultKind.NO_ANSWER}
    assert not done.may_be_tried_again


def test_busy_engine_is_asked_once_and_may_be_tried_again():
    busy = RuntimeError("later")
    busy.retry_after = 30
    engine = Answers(busy)
    (done,) = translated(engine, "Survival was 83.3%.")

    assert done.may_be_tried_again
    assert len(engine.asked) == 1


@pytest.mark.parametrize(("source", "target"), [("es", "de"), ("en", "ja"), ("en", "xx")])
def test_language_that_the_guard_does_not_know_is_never_asked_for(source, target):
    engine = Answers()
    (done,) = translated(engine, "Survival was 83.3%.", source=source, target=target)

    assert (done.verdict, engine.asked) == ("left_in_source", [])


@pytest.mark.parametrize("segment", ["A Zqbbjk token", "[[x]]", "\ue001", "1 " * 300])
def test_segment_that_cannot_be_protected_is_not_sent(segment):
    engine = Answers()
    (done,) = translated(engine, segment)

    assert (done.verdict, done.text, engine.asked) == ("left_in_source", segment, [])


def test_no_segments_no_request():
    engine = Answers()

    assert translated(engine) == []
    assert engine.asked == []
