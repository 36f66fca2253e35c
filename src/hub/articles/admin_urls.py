"""Views of the admin that go before Wagtail's own at the same addresses."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from hub.articles.views.editor import ArticleCreateView, PageEditView, PageRevertView
from hub.articles.views.moderation import ArticleWorkflowAction

_patterns = [
    path(
        "pages/add/articles/articlepage/<int:parent_page_id>/",
        ArticleCreateView.as_view(),
        {"content_type_app_name": "articles", "content_type_model_name": "articlepage"},
    ),
    path("pages/<int:page_id>/edit/", PageEditView.as_view()),
    path("pages/<int:page_id>/revisions/<int:revision_id>/revert/", PageRevertView.as_view()),
    # Approving an incomplete article is refused in words.
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/", ArticleWorkflowAction.as_view()
    ),
]
urlpatterns = _patterns
for decorate in (require_admin_access, display_custom_404, never_cache):  # as Wagtail does with its own
    urlpatterns = decorate_urlpatterns(urlpatterns, decorate)
