"""Routes of articles beside the pages themselves."""

from django.urls import re_path

from hub.articles.views.files import figure

app_name = "articles"
urlpatterns = [
    re_path(
        r"^figures/(?P<page_id>\d{1,9})/(?P<digest>[0-9a-f]{64})\.(?P<extension>svg|png|csv)$",
        figure,
        name="figure",
    ),
]
