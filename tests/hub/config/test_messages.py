"""Every text that readers see is marked and translated, and no figure or tag is lost on the way."""

from __future__ import annotations

from pathlib import Path

from hub.config import messages


def test_marked_texts_are_found_in_templates_and_code(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        "{% load i18n %}<div>\n"
        '      <p>{% translate "Nothing is 100% sure" %}</p>\n'
        "  {% blocktranslate trimmed count n=n %}{{ n }} figure{% plural %}{{ n }} figures{% endblocktranslate %}\n"
        '{% translate "May" context "month" %}</div>\n'
    )
    (tmp_path / "words.py").write_text('A = gettext_lazy("Back")\nB = ngettext("one", "%(n)s", 2)\nC = gettext(name)\n')

    found = [(text.english, text.context, text.files) for text in messages.marked_texts(tmp_path)]

    page = {"templates/page.html"}
    assert found == [
        (("%(n)s figure", "%(n)s figures"), None, page),
        ("Nothing is 100%% sure", None, page),
        ("May", "month", page),
        ("Back", None, {"words.py"}),
        (("one", "%(n)s"), None, {"words.py"}),
    ]
