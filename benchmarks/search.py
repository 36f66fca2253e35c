"""Measure the search page's answer over many articles on PostgreSQL.

It starts a database of its own, fills the two indexes with made-up articles (only what a search reads: pages, entries,
results), and asks what readers ask: rare and common words, abbreviations, several words, filters, results. It prints
the median and the 95th percentile of the time from the question to the answer, facets and teasers included.

Run as root it starts PostgreSQL as the user postgres: ``python benchmarks/search.py --articles 100000``.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

PORT = 55439
TOPICS = 20
CHUNK = 2000
PROJECT = Path(__file__).resolve().parent.parent
DISEASES = (
    "acute lymphoblastic leukaemia",
    "acute myeloid leukaemia",
    "multiple myeloma",
    "follicular lymphoma",
    "breast cancer",
    "heart failure",
    "type 2 diabetes",
    "rheumatoid arthritis",
    "chronic kidney disease",
    "asthma",
)
OUTCOMES = ("overall survival", "progression-free survival", "event-free survival", "disease-free survival")
DESIGNS = ("randomised", "single_arm", "cohort", "meta_analysis")


@contextmanager
def postgresql() -> Iterator[str]:
    """Start an empty server in a folder of its own, and stop it."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        sys.exit("PostgreSQL is not installed: sudo apt-get install -y postgresql")
    run_as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)  # noqa: S103 - the server's own user writes into it
        data = f"{folder}/data"
        program = programs[-1]
        quiet: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
        subprocess.run([*run_as, f"{program}/initdb", "-D", data, "-A", "trust", "-U", "postgres"], **quiet)  # noqa: S603
        options = f"-p {PORT} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        command = [*run_as, f"{program}/pg_ctl", "-D", data]
        subprocess.run([*command, "-w", "-l", f"{folder}/log", "-o", options, "start"], **quiet)  # noqa: S603
        try:
            yield f"postgres://postgres@127.0.0.1:{PORT}/postgres"
        finally:
            subprocess.run([*command, "-m", "immediate", "stop"], **quiet)  # noqa: S603


def vocabulary(chance: random.Random) -> list[str]:
    """Return 20,000 made-up words, of which few are frequent, as in prose (Zipf)."""
    letters = ["ba", "lo", "ti", "ra", "ne", "cu", "mab", "ol", "ine", "vir", "tos", "gen", "phy", "ster", "lin"]
    return ["".join(chance.choices(letters, k=chance.randint(2, 5))) for _ in range(20_000)]


def fill(articles: int, chance: random.Random) -> None:
    """Write pages, entries and results."""
    from django.db import connection
    from wagtail.models import Site

    home = Site.objects.get(is_default_site=True).root_page
    topics = _topics(home)
    result = _result()
    words = vocabulary(chance)
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
    for start in range(0, articles, CHUNK):
        texts = [_text(chance, words, weights) for _ in range(min(CHUNK, articles - start))]
        pages = _pages(topics, start, texts)
        _entries(pages, topics, texts, result, chance)
        print(f"\r{start + len(pages):,} articles", end="", flush=True)
    print()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")  # else the server would go on writing while it answers


def _text(chance: random.Random, words: list[str], weights: list[float]) -> tuple[str, str]:
    title = f"{' '.join(chance.choices(words, cum_weights=weights, k=5))} in {chance.choice(DISEASES)}"
    return title, " ".join(chance.choices(words, cum_weights=weights, k=250))


def _topics(home: Any) -> list[Any]:
    from hub.articles.models import TopicPage

    return [home.add_child(instance=TopicPage(title=f"Topic {number}")) for number in range(TOPICS)]


def _result() -> Any:
    from hub.studies.models import Arm, Outcome, Result, Study

    study = Study.objects.create(key="study", name="Study", design="randomised", condition="Any", population="Any")
    arm = Arm.objects.create(study=study, key="arm", label="arm", n=100, role="experimental")
    outcome = Outcome.objects.create(
        study=study, key="os", name="Overall survival", measure="survival_probability", better="higher"
    )
    return Result.objects.create(
        study=study, outcome=outcome, arm=arm, estimate_printed="80.0", unit="%", time=3, time_unit="years"
    )


def _pages(topics: list[Any], start: int, texts: list[tuple[str, str]]) -> list[Any]:
    """Write the rows of pages at once: the tree first, then what an article has beside it."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from django.utils import timezone
    from treebeard.numconv import NumConv
    from wagtail.models import Locale, Page

    from hub.articles.models import ArticlePage

    kind, locale, now = ContentType.objects.get_for_model(ArticlePage), Locale.get_default(), timezone.now()
    steps = NumConv(Page.alphabet)
    pages = []
    for number, (title, _) in enumerate(texts, start):
        topic = topics[number % TOPICS]
        slug = f"article-{number}"
        pages.append(
            Page(
                title=title,
                draft_title=title,
                slug=slug,
                path=topic.path + steps.int2str(number // TOPICS + 1).rjust(Page.steplen, Page.alphabet[0]),
                depth=topic.depth + 1,
                url_path=f"{topic.url_path}{slug}/",
                locale=locale,
                content_type=kind,
                first_published_at=now,
            )
        )
    made = Page.objects.bulk_create(pages)
    own = [field for field in ArticlePage._meta.local_concrete_fields if field.name != "page_ptr"]
    blank = ArticlePage()
    values = [field.get_db_prep_save(field.pre_save(blank, False), connection) for field in own]
    columns = ", ".join(f'"{field.column}"' for field in own)
    marks = ", ".join(["%s"] * len(own))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO articles_articlepage (page_ptr_id, {columns}) "  # noqa: S608 - names of columns
            f"SELECT id, {marks} FROM wagtailcore_page WHERE id >= %s AND content_type_id = %s",
            [*values, made[0].pk, kind.pk],
        )
    return made


def _entries(
    pages: list[Any], topics: list[Any], texts: list[tuple[str, str]], result: Any, chance: random.Random
) -> None:
    from wagtail.search.backends import get_search_backend

    from hub.search.models import FoundResult, FullEntry, OpenEntry

    backend = get_search_backend()
    shown = [[chance.choice(OUTCOMES) for _ in range(4)] for _ in pages]
    for kind, length in ((OpenEntry, 200), (FullEntry, None)):
        entries = kind.objects.bulk_create(
            kind(
                page_id=page.pk,
                edition_of=page.translation_key.hex,
                language="en-gb",
                title=title,
                words=text[:length],
                topic=topics[number % TOPICS],
                design=chance.choice(DESIGNS),
                year=chance.randint(2015, 2026),
                kind="study_summary",
                published=datetime(chance.randint(2015, 2026), 1, 1, tzinfo=UTC) + timedelta(chance.randint(0, 300)),
                **({"outcomes": "\n".join(sorted(set(outcomes)))} if kind is FullEntry else {}),
            )
            for number, (page, (title, text), outcomes) in enumerate(zip(pages, texts, shown, strict=True))
        )
        backend.get_index_for_model(kind).add_items(kind, entries)
    FoundResult.objects.bulk_create(
        FoundResult(
            entry=entry,
            result=result,
            outcome=outcome,
            measure="survival_probability",
            value=chance.uniform(5, 99),
            months=chance.choice((12, 24, 36, 60)),
        )
        for entry, outcomes in zip(entries, shown, strict=True)
        for outcome in outcomes
    )


def questions(chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    """Return what is asked, by kind."""
    words = vocabulary(random.Random(1))  # noqa: S311 - the same words as in the articles
    rare, common = words[2000:6000], words[20:200]
    asked = [
        {"words": f"{name} above {value}% at {years} years"}
        for name in OUTCOMES
        for value in (95, 97, 98)
        for years in (1, 3)
    ]
    return {
        "one word": [{"words": word} for word in chance.sample(rare, 30)],
        "one frequent word": [{"words": word} for word in chance.sample(common, 30)],
        "two words": [{"words": f"{chance.choice(common)} {chance.choice(rare)}"} for _ in range(30)],
        "a disease and a word": [{"words": f"{chance.choice(DISEASES)} {chance.choice(rare)}"} for _ in range(30)],
        "an abbreviation and a word": [{"words": f"AML {chance.choice(rare)}"} for _ in range(30)],
        "a word, filtered": [
            {"words": chance.choice(common), "design": chance.choice(DESIGNS), "year": chance.randint(2015, 2026)}
            for _ in range(30)
        ],
        "a result": asked,
        "a result and a word": [{"words": f"{each['words']} in {chance.choice(common)}"} for each in asked],
    }


def report(articles: int) -> None:
    """Ask, and print a table."""
    from hub.search.domain.finding import find
    from hub.search.results import Question

    for fields in chain.from_iterable(questions(random.Random(4)).values()):  # noqa: S311
        find(Question(**fields), language="en-gb", attested=True)  # others first: a hub in use is no cold one
    asked = questions(random.Random(3))  # noqa: S311
    everything = []
    print(f"{articles:,} articles, PostgreSQL, {os.cpu_count()} cores; milliseconds from the question to the answer")
    print(f"{'':<30}{'questions':>10}{'hits':>9}{'median':>9}{'p95':>9}")
    for name, each in asked.items():
        times, hits = [], []
        for fields in each:
            begin = time.perf_counter()
            found = find(Question(**fields), language="en-gb", attested=True)
            times.append((time.perf_counter() - begin) * 1e3)
            hits.append(found.total)
        everything += times
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{name:<30}{len(each):>10}{statistics.median(hits):>9.0f}{statistics.median(times):>9.1f}{p95:>9.1f}")
    p95 = statistics.quantiles(everything, n=20)[-1]
    print(f"{'all':<30}{len(everything):>10}{'':>9}{statistics.median(everything):>9.1f}{p95:>9.1f}")


def main() -> None:
    """Start a database, fill it, measure, stop it."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--articles", type=int, default=100_000)
    articles = options.parse_args().articles
    with postgresql() as address, tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            DJANGO_SETTINGS_MODULE="hub.config.settings",
            SECRET_KEY="".join(random.SystemRandom().choices("abcdefghijklmnopqrstuvwxyz0123456789", k=64)),
            ALLOWED_HOSTS="localhost",
            BASE_URL="http://localhost",
            DATABASE_URL=address,
            CACHE_URL="locmem://",
            EMAIL_URL=f"filemail:///{folder}",
            STORAGE_URL=f"file://{folder}",
        )
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        fill(articles, random.Random(1))  # noqa: S311 - articles that are the same each time
        report(articles)
        connection.close()


if __name__ == "__main__":
    main()
