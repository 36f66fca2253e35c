"""Private files have no address, whatever keeps them."""

import pytest
from django.core.files.storage import storages

from hub.access.storage import PrivateFileStorage, PrivateS3Storage


@pytest.mark.parametrize("storage", [PrivateFileStorage, PrivateS3Storage])
def test_private_file_has_no_address(storage):
    with pytest.raises(ValueError, match=r"A private file has no address; nothing serves it\."):
        storage().url("patients/a.csv")


def test_private_storage_of_the_hub_is_apart_from_its_uploads():
    private, served = storages["private"], storages["default"]

    assert isinstance(private, PrivateFileStorage)
    assert not private.location.startswith(f"{served.location}/")
