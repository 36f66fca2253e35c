"""Where readers evaluate an article."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from hub.evaluation.views import answers


class PageNumber(IntConverter):
    """A page's number; a longer one fits no database, so there is no page at such an address."""

    regex = "[0-9]{1,9}"


register_converter(PageNumber, "page_number")

app_name = "evaluation"
urlpatterns = [
    path("<page_number:page_id>/", answers.answer, name="answer"),
    path("<page_number:page_id>/mine/", answers.mine, name="mine"),
]
