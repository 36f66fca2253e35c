"""Every route of the site. Each is classified for the gate in ``hub.config.routes``."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from hub.articles.views import ArticleWorkflowAction, robots
from hub.checking.views.marks import marks

urlpatterns = [
    path("", include("hub.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("", include("hub.access.urls")),
    path("", include("hub.common.urls")),
    path("check/", include("hub.checking.urls")),
    path("figures/", marks, name="figures"),
    path("evaluation/", include("hub.evaluation.urls")),
    path("funders/", include("hub.funding.urls")),
    path("", include("hub.articles.urls")),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    # Before Wagtail's own view at this address: approving an incomplete article is refused in words.
    path(
        "admin/pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        require_admin_access(ArticleWorkflowAction.as_view()),
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]
