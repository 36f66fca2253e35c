"""The hub's own settings, with faster passwords and unhashed static files for tests."""

import os
import re

from hub.config.settings import *  # noqa: F403 - a settings module extends another by its names
from hub.config.settings import CACHES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# Tests clear the cache, which empties a whole Redis database: each worker takes one of its own.
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    location = re.sub(r"/\d+$", f"/{worker.removeprefix('gw')}", CACHES["default"]["LOCATION"])
    CACHES = {"default": {**CACHES["default"], "LOCATION": location}}
