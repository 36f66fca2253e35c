"""Nouns: pages, and the people who make them."""

from hub.articles.models.article import ArticlePage
from hub.articles.models.article_parts import ArticleReference, Contribution, LearningObjective, ReportedOutcome
from hub.articles.models.collections import Congress, Series
from hub.articles.models.figures import FigureDeclaration, FigureReason, TiedFigure
from hub.articles.models.page_figure import PageFigure, figure_counts
from hub.articles.models.pages import HomePage, TopicPage
from hub.articles.models.people import Disclosure, Person

__all__ = [
    "ArticlePage",
    "ArticleReference",
    "Congress",
    "Contribution",
    "Disclosure",
    "FigureDeclaration",
    "FigureReason",
    "HomePage",
    "LearningObjective",
    "PageFigure",
    "Person",
    "ReportedOutcome",
    "Series",
    "TiedFigure",
    "TopicPage",
    "figure_counts",
]
