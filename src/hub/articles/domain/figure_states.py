"""Every figure in an article's prose, and how it stands to the stored evidence.

One function for saving, for the editor's panel, for publishing and for tests; it reads the page object
as it is, saved or not, and writes nothing.
"""

from __future__ import annotations

from hub.articles.models import ArticlePage, PageFigure


def figures_of(page: ArticlePage) -> tuple[PageFigure, ...]:
    """Return the figures of an article's prose, in the order of its fields and their text.

    Parameters
    ----------
    page
        Saved or not; its declarations are those in memory.
    """
    return ()
