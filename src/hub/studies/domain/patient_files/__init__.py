"""Patient-level files: taken in, described, computed from, and deleted on request."""

from hub.studies.domain.patient_files.keeping import (
    MOST_FILES,
    clear_unconfirmed,
    delete_file,
    describe,
    local_copy,
    receive_file,
)
from hub.studies.domain.patient_files.preview import preview
from hub.studies.domain.patient_files.storing import confirm

__all__ = [
    "MOST_FILES",
    "clear_unconfirmed",
    "confirm",
    "delete_file",
    "describe",
    "local_copy",
    "preview",
    "receive_file",
]
