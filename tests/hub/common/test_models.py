"""The hub's identity: what its publisher may choose."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from hub.common.enums import Audience
from hub.common.models import HubImage, HubSettings

pytestmark = pytest.mark.django_db


def settings_with_logo(audience: Audience) -> HubSettings:
    settings = HubSettings.for_site(Site.objects.get(is_default_site=True))
    settings.logo = HubImage.objects.create(title="Logo", file=get_test_image_file(), audience=audience)
    return settings


def test_logo_that_readers_at_the_gate_do_not_receive_is_refused() -> None:
    with pytest.raises(ValidationError, match="Set the audience of the image “Logo” to “Everyone” first"):
        settings_with_logo(Audience.HCP).full_clean()


def test_logo_for_everyone_is_accepted() -> None:
    settings_with_logo(Audience.PUBLIC).full_clean()
