"""The admin starts its widgets without inline scripts."""

from __future__ import annotations

import json
import re

import pytest
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminPageChooser, AdminTimeInput
from wagtail.admin.widgets.workflows import AdminTaskChooser

from hub.accounts.admin_scripts import start_script
from hub.common.models import HubImage
from tests.hub.access.factories import make_editor, signed_in, undeclared_page

STARTS = re.compile(r'<script type="application/json" data-hub-start="(\w+)">(.*?)</script>', re.DOTALL)
# A script without an address that browsers would run.
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"(?:application/json|text/)[^>]*)[^>]*>")


def test_start_script_escapes_what_could_end_it():
    made = start_script("InlinePanel", {"label": "</script><b>&"})

    ((name, arguments),) = STARTS.findall(made)
    assert name == "InlinePanel"
    assert json.loads(arguments) == [{"label": "</script><b>&"}]
    assert made.count("<") == 2


@pytest.mark.parametrize(
    ("widget", "name"),
    [
        (AdminDateInput(), "initDateChooser"),
        (AdminTimeInput(), "initTimeChooser"),
        (AdminDateTimeInput(), "initDateTimeChooser"),
    ],
)
def test_pickers_start_without_inline_script(widget, name):
    html = widget.render("when", None, {"id": "id_when"})

    ((found, arguments),) = STARTS.findall(html)
    assert found == name
    assert json.loads(arguments)[0] == "id_when"
    assert "format" in json.loads(arguments)[1]
    assert not INLINE.search(html)


@pytest.mark.django_db
def test_page_chooser_starts_without_inline_script():
    page = undeclared_page()

    html = AdminPageChooser().render("page", page.pk, {"id": "id_page"})

    ((found, arguments),) = STARTS.findall(html)
    assert found == "PageChooser"
    assert json.loads(arguments)[0] == "id_page"
    assert "Undeclared" in html
    assert not INLINE.search(html)


def test_task_chooser_starts_without_inline_script():
    html = AdminTaskChooser().render("task", None, {"id": "id_task"})

    assert STARTS.findall(html) == [("createTaskChooser", '["id_task"]')]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/pages/add/articles/articlepage/{root}/",
        "/admin/pages/{root}/edit/",
        "/admin/pages/{root}/history/",
        "/admin/settings/common/hubsettings/",
        "/admin/images/add/",
        "/admin/documents/multiple/add/",
        "/admin/workflows/add/",
        "/admin/reports/site-history/",
        "/admin/users/new/",
    ],
)
def test_admin_pages_have_no_inline_script(address):
    root = undeclared_page().get_parent().pk

    response = signed_in(make_editor(superuser=True)).get(address.format(root=root), follow=True)

    assert response.status_code == 200
    assert INLINE.findall(response.text) == []
    assert "js/admin-initialisers" in response.text
    assert re.search(r"script-src 'self' 'nonce-", response["Content-Security-Policy"])


def test_images_have_choosers_with_inert_starts(db):
    from wagtail.images.widgets import AdminImageChooser

    html = AdminImageChooser().render("image", None, {"id": "id_image"})

    assert STARTS.findall(html)[0][0] == "ImageChooser"
    assert HubImage.objects.count() == 0
