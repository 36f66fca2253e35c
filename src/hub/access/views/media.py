"""Uploaded images, served by the hub itself so that their audience holds in every storage.

Only what the database knows leaves: resized copies to their image's audience, originals and
editors' portraits to editors. Documents have their own address and are never served from here.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from wagtail.users.models import UserProfile

from hub.access.domain import may_receive
from hub.access.views.gate import render_gate
from hub.common.enums import Audience
from hub.common.models import HubImage, HubRendition

CONTENT_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve one stored image to its audience."""
    content_type = CONTENT_TYPES.get(PurePosixPath(path).suffix.lower())
    audience = _audience_of(path)
    if content_type is None or audience is None:
        raise Http404
    if audience != Audience.PUBLIC:
        request.hub_gated = True  # type: ignore[attr-defined]
    if not may_receive(request, audience):
        if audience == Audience.EDITOR:
            raise PermissionDenied
        return render_gate(request, status=403)
    return _file_response(path, content_type, public=audience == Audience.PUBLIC)


def _audience_of(path: str) -> Audience | None:
    rendition = HubRendition.objects.select_related("image").filter(file=path).first()
    if rendition is not None:
        return Audience(rendition.image.audience)
    known = HubImage.objects.filter(file=path).exists() or UserProfile.objects.filter(avatar=path).exists()
    return Audience.EDITOR if known else None


def _file_response(path: str, content_type: str, *, public: bool) -> FileResponse:
    try:
        file = default_storage.open(path, "rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=content_type, filename=PurePosixPath(path).name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    if public:
        response["Cache-Control"] = "public, max-age=3600"
    else:
        patch_vary_headers(response, ["Cookie"])
    return response
