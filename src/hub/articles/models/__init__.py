"""Nouns: pages, and the people who make them."""

from hub.articles.models.article import ArticlePage
from hub.articles.models.article_parts import ArticleReference, Contribution, LearningObjective, ReportedOutcome
from hub.articles.models.pages import HomePage, TopicPage
from hub.articles.models.people import Disclosure, Person

__all__ = [
    "ArticlePage",
    "ArticleReference",
    "Contribution",
    "Disclosure",
    "HomePage",
    "LearningObjective",
    "Person",
    "ReportedOutcome",
    "TopicPage",
]
