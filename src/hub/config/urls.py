"""Every route of the site. Each is classified for the gate in ``hub.config.routes``.

What readers see has an address in each language: English without a prefix, ``/es/…`` in Spanish.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from hub.access.views.media import serve as serve_media
from hub.articles.domain.site_map import HubSitemap
from hub.articles.views.files import robots
from hub.checking.views.marks import marks
from hub.contributions.views.webhook import webhook
from hub.reach.views.beacon import end_style, read_mark
from hub.translation.views.explanation import how_translated
from hub.updates.views.impact import unsubscribe

urlpatterns = [
    path("", include("hub.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("", include("hub.common.urls")),
    path("media/<path:path>", serve_media, name="media"),
    path("", include("hub.articles.urls")),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": HubSitemap}}, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    re_path(r"^reach/(?P<page_id>[0-9]{1,9})/read\.gif$", read_mark, name="read_mark"),
    re_path(r"^reach/(?P<page_id>[0-9]{1,9})/end\.css$", end_style, name="read_end_style"),
    path("unsubscribe/<str:token>/", unsubscribe, name="unsubscribe"),
    path("contributions/webhook/", webhook, name="contributions_webhook"),
    # Before the views of Wagtail and wagtail-localize at the same addresses.
    path("admin/", include("hub.translation.admin_urls")),
    path("admin/", include("hub.articles.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *i18n_patterns(
        path("", include("hub.access.urls")),
        path("check/", include("hub.checking.urls")),
        path("figures/", marks, name="figures"),
        path("translation/", how_translated, name="how_translated"),
        path("evaluation/", include("hub.evaluation.urls")),
        path("funders/", include("hub.funding.urls")),
        path("", include("hub.articles.browse_urls")),
        path("search/", include("hub.search.urls")),
        path("", include("hub.sharing.urls")),
        path("contribute/", include("hub.contributions.urls")),
        path("suggest/", include("hub.suggestions.urls")),
        path("impact/", include("hub.updates.urls")),
        path("reports/", include("hub.reach.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
