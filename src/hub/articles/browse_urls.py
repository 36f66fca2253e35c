"""Ways to articles besides topics: their authors, studies, congresses and series."""

from django.urls import path, re_path

from hub.articles.views import browse

app_name = "browse"
urlpatterns = [
    path("authors/", browse.authors, name="authors"),
    re_path(r"^authors/(?P<person_id>\d{1,9})(?:-(?P<slug>[\w-]{1,160}))?/$", browse.author, name="author"),
    path("studies/", browse.studies, name="studies"),
    path("congresses/", browse.congresses, name="congresses"),
    path("congresses/<slug:slug>/", browse.congress, name="congress"),
    path("series/", browse.all_series, name="all_series"),
    path("series/<slug:slug>/", browse.series, name="series"),
]
