"""Views of the admin that go before those of wagtail-localize at the same addresses."""

from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from hub.translation.views.localize import closed

_patterns = [
    path("localize/", closed),
    # Its list of translated words for scripts is all that stays.
    re_path(r"^localize/(?!jsi18n/$)(?P<way>.+)$", closed),
]
urlpatterns = decorate_urlpatterns(decorate_urlpatterns(_patterns, require_admin_access), never_cache)
