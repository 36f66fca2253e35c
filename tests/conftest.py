"""The environment that tests run in; a variable already set (PostgreSQL, Redis) wins."""

import os
import tempfile
from importlib.util import find_spec

from hypothesis import settings

_media = tempfile.mkdtemp(prefix="evidence-hub-media-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("SECRET_KEY", "tests-only-" + "abcdefghijklmnopqrstuvwxyz0123456789-abcdefghij")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
os.environ.setdefault("BASE_URL", "http://testserver")
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
os.environ.setdefault("CACHE_URL", "locmem://")
os.environ.setdefault("EMAIL_URL", "filemail:///tmp/evidence-hub-mail")
os.environ.setdefault("STORAGE_URL", f"file://{_media}")
os.environ.setdefault("REQUIRE_MFA", "no")
os.environ.setdefault("STATIC_ROOT", tempfile.mkdtemp(prefix="evidence-hub-static-"))

# A run that decides over a change meets the same examples each time; at a desk they are fresh. How long an example
# takes says more of the machine than of the code, so none has a deadline.
settings.register_profile("decides", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("decides" if os.environ.get("CI") else "desk")

if find_spec("django"):  # the library's tests also run where the site is not installed
    import django

    django.setup()
