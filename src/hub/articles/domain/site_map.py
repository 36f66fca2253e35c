"""The pages that search engines are told of, in every language."""

from __future__ import annotations

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageQuerySet


class HubSitemap(Sitemap):
    """Every page that is published for everyone to find; Wagtail alone would list those of one language."""

    def items(self) -> PageQuerySet[Page]:
        """Return the pages, the hub's own language first."""
        root = self.get_wagtail_site().root_page
        trees = [root, *root.get_translations()]
        inside = Q()
        for tree in trees:
            inside |= Q(path__startswith=tree.path)
        return Page.objects.filter(inside).live().public().order_by("path").specific()
