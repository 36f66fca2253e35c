"""Readers of the day are remembered in the cache, which outlives a test's database."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()
