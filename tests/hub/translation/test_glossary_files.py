"""Glossaries as files: the same glossary comes out of each form, and nothing wrong slips in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub.translation.domain.glossary_files import (
    BadLine,
    Entry,
    GlossaryFileError,
    entry_problem,
    read_csv,
    read_tbx,
    write_csv,
    write_tbx,
)
from tests.hub.translation import glossaries

LANGUAGES = ["es", "fr", "de", "it", "pt"]
ENTRIES = (
    Entry("es", "event-free survival", "supervivencia libre de eventos", "Time until relapse or death"),
    Entry("de", "remission", "Remission", "feminine"),
)


def without_lines(entries):
    return tuple(replace(entry, line=0) for entry in entries)


def csv_lines(*lines, language="es"):
    return read_csv("\n".join(["term,translation,note", *lines]).encode(), languages=LANGUAGES, language=language)


@pytest.mark.parametrize("content", [glossaries.DCA, glossaries.DCT, glossaries.BEFORE_2019])
def test_tbx_of_every_style_holds_the_same_glossary(content):
    read = read_tbx(content, languages=LANGUAGES)

    assert without_lines(read.entries) == ENTRIES
    assert read.bad == ()
    assert read.notes == ("Not used: wordings in “ja”, which is no language of this hub.",)


def test_csv_is_read():
    read = read_csv(glossaries.CSV, languages=LANGUAGES)

    assert without_lines(read.entries) == ENTRIES
    assert [entry.line for entry in read.entries] == [2, 3]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_of_a_spreadsheet_of_another_country_is_read(delimiter):
    content = b"\xef\xbb\xbf" + glossaries.CSV.replace(b",", delimiter.encode())

    assert without_lines(read_csv(content, languages=LANGUAGES).entries) == ENTRIES


def test_what_is_written_is_read_again():
    entries = (*ENTRIES, Entry("es", "-ase", "-asa", 'a "suffix", with\u2028a <note> & more', case_sensitive=True))

    assert without_lines(read_csv(write_csv(entries), languages=LANGUAGES).entries) == (
        *ENTRIES,
        replace(entries[2], note='a "suffix", with a <note> & more'),
    )
    assert without_lines(read_tbx(write_tbx(ENTRIES, source="A hub"), languages=LANGUAGES).entries) == ENTRIES


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed():
    assert b"'=SUM" in write_csv([Entry("es", "x", "=SUM(A:A)")])


def test_term_in_two_languages_is_one_concept():
    entries = [Entry("es", "remission", "remisión"), Entry("fr", "remission", "rémission")]

    assert write_tbx(entries, source="A hub").count(b"<conceptEntry") == 1


def test_language_of_the_form_is_taken_where_the_file_has_none():
    assert without_lines(csv_lines("remission,remisión,").entries) == (Entry("es", "remission", "remisión"),)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (",remisión", "The term is missing."),
        ("remission", "The translation is missing."),
        (f"remission,{'r' * 201}", "The translation has 201 characters; it may have 200."),
        ("remission,<b>r</b>", "The translation holds a character that a translation cannot have."),
        ("83,84", "The term has no letters."),
        ("grade 3,grado 4", "The translation has other figures than the term; a glossary must not change a figure."),
        (
            "remission,la remisión 12",
            "The translation has other figures than the term; a glossary must not change a figure.",
        ),
    ],
)
def test_bad_line_is_named_by_its_number(line, problem):
    read = csv_lines("relapse,recaída", "", line)

    assert read.bad == (BadLine(4, problem),)
    assert [entry.term for entry in read.entries] == ["relapse"]


def test_term_with_two_wordings_is_refused():
    read = csv_lines("relapse,recaída", "Relapse,recidiva", "relapse,recaída")

    assert [str(bad) for bad in read.bad] == ["Line 3: “Relapse” stands in line 2 already, otherwise."]


def test_language_that_the_hub_has_not_is_named():
    content = glossaries.CSV.replace(b"\nde,", b"\nxx,")

    assert read_csv(content, languages=LANGUAGES).bad == (BadLine(3, "“xx” is no language of this hub."),)


def test_column_that_is_not_used_is_named():
    content = glossaries.CSV.replace(b"note", b"Remark", 1)

    assert read_csv(content, languages=LANGUAGES).notes == ("Not used: the column “remark”.",)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"term,translation\nr\xe9mission,x", "The file is not text in UTF-8; save it as “CSV UTF-8”."),
        (b"<html>", "The file is not a CSV file, although its name says so."),
        (b"a\0b", "The file is not a CSV file, although its name says so."),
        (b"", "The first line has to name the columns; “term” is not among them."),
        (b"term,Wording\n", "The first line has to name the columns; “translation” is not among them."),
        (b"term,translation,term\n", "Two columns have the same name."),
        (b"term,translation\na,b", "The file has no column “language”; choose the language of its translations."),
        (b'language,term,translation\nes,"a', "Line 2 cannot be read as CSV: unexpected end of data."),
    ],
)
def test_file_that_is_no_glossary_in_csv_is_refused(content, sentence):
    with pytest.raises(GlossaryFileError) as refusal:
        read_csv(content, languages=LANGUAGES)

    assert str(refusal.value) == sentence


DOCTYPE = b'<!DOCTYPE tbx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tbx><text>&b;</text></tbx>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            DOCTYPE,
            "The file has a document type or entities, which are not read; take the line <!DOCTYPE …> out of it.",
        ),
        (
            b'<!DOCTYPE martif SYSTEM "http://example.org/x.dtd"><martif/>',
            "The file has a document type or entities, which are not read; take the line <!DOCTYPE …> out of it.",
        ),
        (b"<html/>", "This is no TBX file: its first element is “html”."),
        (b"<tbx>\n<text>", "Line 2 is no XML: no element found."),
        (b'<?xml version="1.0" encoding="klingon"?><tbx/>', "The file's encoding is not known; save it in UTF-8."),
        (b"", "Line 1 is no XML: no element found."),
        (b"<tbx>" + b"<a>" * 99, "Elements stand too deep in each other in line 1."),
    ],
)
def test_file_that_is_no_glossary_in_tbx_is_refused(content, sentence):
    with pytest.raises(GlossaryFileError) as refusal:
        read_tbx(content, languages=LANGUAGES)

    assert str(refusal.value) == sentence


def test_concept_without_an_english_term_is_named_by_its_line():
    content = glossaries.DCA.replace(
        b'<langSec xml:lang="en"><termSec><term>remission', b'<langSec xml:lang="la"><termSec><term>x'
    )

    assert read_tbx(content, languages=LANGUAGES).bad == (BadLine(19, "The entry has no English term."),)


def test_wording_with_another_figure_is_named_by_its_line():
    content = glossaries.DCA.replace(b"<term>Remission<", b"<term>Remission 2<")

    assert [bad.line for bad in read_tbx(content, languages=LANGUAGES).bad] == [21]


def test_language_without_a_region_goes_before_one_with():
    content = glossaries.DCA.replace(
        b'<langSec xml:lang="de">',
        b'<langSec xml:lang="de-AT"><termSec><term>Andere</term></termSec></langSec><langSec xml:lang="de">',
    )

    assert without_lines(read_tbx(content, languages=LANGUAGES).entries) == ENTRIES


def test_entry_that_can_be_used_has_no_problem():
    assert entry_problem("grade 3", "grado 3", "") == ""
