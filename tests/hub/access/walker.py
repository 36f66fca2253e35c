"""Find every address that the site answers, from its URL patterns and from what it stores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from types import MappingProxyType
from typing import Any

from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver, resolve
from django.utils.regex_helper import normalize
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

ADDRESSES_PER_ROUTE = 4


@dataclass(frozen=True)
class Route:
    """One leaf of the tree of URL patterns."""

    pattern: URLPattern
    written: str
    regex: str
    namespaces: tuple[str, ...]
    converters: Mapping[str, Any]

    @property
    def match(self) -> ResolverMatch:
        """What Django hands to middleware when this route is asked for."""
        return ResolverMatch(
            self.pattern.callback, (), {}, self.pattern.name, namespaces=list(self.namespaces), route=self.written
        )

    def addresses(self, values: Iterable[str]) -> list[str]:
        """Return addresses that this route answers, its parameters filled with values that it accepts."""
        values = list(values)
        tried = [
            f"/{template % dict(zip(names, choice, strict=True))}"
            for template, names in normalize(self.regex)
            for choice in product(*(self._fitting(name, values) for name in names))
        ]
        own = (address for address in tried if _leads_to(address, self.pattern))
        return list(islice(own, ADDRESSES_PER_ROUTE)) or tried[:1]

    def _fitting(self, name: str, values: list[str]) -> list[str]:
        """Leave out what a parameter's converter would not take; one value stays to write an address with."""
        converter = self.converters.get(name)
        taken = [value for value in values if converter is None or re.fullmatch(converter.regex, value)]
        return taken or values[:1]


def routes(
    resolver: URLResolver,
    written: str = "",
    regex: str = "",
    names: tuple[str, ...] = (),
    converters: Mapping[str, Any] = MappingProxyType({}),
) -> Iterator[Route]:
    """Walk a tree of URL patterns down to its leaves."""
    for pattern in resolver.url_patterns:
        known = {**converters, **pattern.pattern.converters}
        here = written + str(pattern.pattern).removeprefix("^")
        expression = regex + pattern.pattern.regex.pattern.removeprefix("^")
        if isinstance(pattern, URLResolver):
            namespaces = (*names, pattern.namespace) if pattern.namespace else names
            yield from routes(pattern, here, expression, namespaces, known)
        else:
            yield Route(pattern, here, expression, names, known)


def page_addresses(values: Iterable[str]) -> Iterator[str]:
    """Return the addresses of every page in the tree, live or not, and of every sub-route of each."""
    values = list(values)
    for page in Page.objects.filter(depth__gt=1).specific():
        yield page.url
        if isinstance(page, RoutablePageMixin):
            for pattern in page.get_subpage_urls():
                for template, names in normalize(pattern.pattern.regex.pattern):
                    for choice in product(values, repeat=len(names)):
                        yield page.url + template % dict(zip(names, choice, strict=True))


def _leads_to(address: str, pattern: URLPattern) -> bool:
    try:
        return resolve(address).func is pattern.callback
    except Resolver404:
        return False
