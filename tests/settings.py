"""The hub's own settings, with faster passwords and unhashed static files for tests."""

from hub.config.settings import *  # noqa: F403 - a settings module extends another by its names
from hub.config.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
