"""Every route of the site. Each is classified for the gate in ``hub.config.routes``."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", include("hub.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("", include("hub.access.urls")),
    path("", include("hub.common.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]
