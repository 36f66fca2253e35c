"""A glossary's file is shown before it is taken over, and taken over whole or not at all."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import ModelLogEntry
from wagtail_localize.models import Translation

from hub.translation.domain.glossary_files import Entry, GlossaryFileError
from hub.translation.domain.glossary_import import (
    IMPORTED,
    entries_of,
    import_glossary,
    plan_import,
    read_upload,
    starter_glossary,
)
from hub.translation.domain.glossary_use import ask_again_for, unused_wordings
from hub.translation.domain.segments import segments_of
from hub.translation.domain.translating import translate_page
from hub.translation.models import GlossaryTerm
from tests.hub.articles.factories import article
from tests.hub.translation.factories import NOW, WordByWord, spanish
from tests.hub.translation.glossaries import CSV, DCA

pytestmark = pytest.mark.django_db


def term(english, wording, **fields):
    return GlossaryTerm.objects.create(locale=spanish(), term=english, wording=wording, **fields)


def upload(content=CSV, name="terms.csv", **options):
    return read_upload(SimpleUploadedFile(name, content), language="", **options)


def test_plan_says_what_is_added_changed_and_left():
    term("relapse", "recidiva")
    term("Remission", "remisión", case_sensitive=True)
    entries = [
        Entry("es", "relapse", "recaída"),
        Entry("es", "Remission", "remisión"),
        Entry("de", "relapse", "Rezidiv"),
    ]

    plan = plan_import(entries)

    assert [entry.language for entry in plan.added] == ["de"]
    assert [(change.entry.translation, change.was.translation) for change in plan.changed] == [("recaída", "recidiva")]
    assert [entry.term for entry in plan.same] == ["Remission"]


def test_import_writes_the_plan_and_logs_it():
    term("relapse", "recidiva")
    user = User.objects.create_user("julia")

    import_glossary(
        entries=[Entry("es", "relapse", "recaída", "noun"), Entry("es", "placebo", "placebo")],
        name="terms.csv",
        user=user,
    )

    assert entries_of(GlossaryTerm.objects.select_related("locale")) == [
        Entry("es", "placebo", "placebo", "", case_sensitive=False),
        Entry("es", "relapse", "recaída", "noun", case_sensitive=False),
    ]
    assert GlossaryTerm.objects.get(term="placebo").wording == ""
    entry = ModelLogEntry.objects.get(action=IMPORTED)
    assert (entry.user, entry.data) == (
        user,
        {"file": "terms.csv", "added": ["placebo"], "changed": {"relapse": "recidiva"}},
    )


def test_import_that_fails_writes_nothing():
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        import_glossary(entries=[Entry("es", "a", "b"), Entry("es", "a", "c")], name="terms.csv", user=None)

    assert GlossaryTerm.objects.count() == 0


def test_file_is_read_by_its_name():
    assert len(upload().entries) == len(upload(DCA, "terms.TBX").entries) == len(upload(DCA, "terms.xml").entries) == 2


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("terms.xlsx", CSV, "“terms.xlsx” must be a CSV file or a TBX file (.csv, .tbx or .xml)."),
        ("terms.csv", b"x" * (1024 * 1024 + 1), "“terms.csv” has 1.0\xa0MB; a glossary may have 1.0\xa0MB."),
    ],
)
def test_file_of_another_type_or_size_is_refused(name, content, sentence):
    with pytest.raises(GlossaryFileError) as refusal:
        upload(content, name)

    assert str(refusal.value) == sentence


def test_starter_glossary_has_the_same_terms_in_every_language():
    read = starter_glossary()

    languages = {entry.language for entry in read.entries}
    assert (read.bad, read.notes) == ((), ())
    assert languages == {"es", "fr", "de", "it", "pt"}
    assert len(read.entries) == len(languages) * len({entry.term for entry in read.entries})


def test_wording_of_a_longer_term_goes_before_one_within_it():
    glossary = {"survival": "supervivencia", "overall survival": "sobrevida global"}

    assert unused_wordings("Overall survival rose.", "La supervivencia global aumentó.", glossary) == (
        "The glossary translates “overall survival” as “sobrevida global”.",
    )
    assert unused_wordings("Overall survival rose.", "La sobrevida global aumentó.", glossary) == ()
    assert unused_wordings("All were treated.", "Todos.", {"ALL": "LLA"}) == ()


def test_changed_term_has_the_machine_s_segments_translated_again_and_no_others():
    original = article("A trial of the new treatment")
    translate_page(page=original, locale=spanish(), engine=WordByWord(), now=NOW, publish=True)
    changed = term("treatment", "terapia")

    concerned = ask_again_for(terms=[changed])

    segments = segments_of(Translation.objects.get())
    assert concerned == [(original.translation_key, spanish())]
    assert {each.source for each in segments if each.asked_again} == {
        each.source for each in segments if "treatment" in each.source.lower()
    }
