"""What is followed, cited and taken along."""

from django.urls import re_path

from hub.sharing.views import citations, feeds, files

_ARTICLE = r"^articles/(?P<page_id>\d{1,9})/"

app_name = "sharing"
urlpatterns = [
    re_path(r"^feeds/articles\.(?P<kind>atom|rss)$", feeds.feed, name="feed"),
    re_path(r"^feeds/topics/(?P<slug>[\w-]{1,255})\.(?P<kind>atom|rss)$", feeds.feed, name="topic_feed"),
    re_path(rf"{_ARTICLE}citation\.(?P<extension>ris|bib)$", citations.citation, name="citation"),
    re_path(rf"{_ARTICLE}references\.(?P<extension>ris|bib)$", citations.references, name="references"),
    re_path(rf"{_ARTICLE}card\.png$", files.card, name="card"),
    re_path(rf"{_ARTICLE}finding\.png$", files.finding, name="finding"),
    re_path(rf"{_ARTICLE}article\.pdf$", files.pdf, name="pdf"),
]
