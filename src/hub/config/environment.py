"""Read the hub's environment variables, and name every one that is missing or malformed.

All that a deployment must decide comes from the environment; nothing secret is written in a
file of the repository. Every problem is collected before any is reported, so that an operator
mends the whole list at once instead of one variable per restart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import environ

from hub.translation.engines import engine_from


class EnvironmentProblem(SystemExit):
    """The environment cannot run the hub; the message lists every problem, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(
            f"Evidence Hub cannot start: its environment has {len(problems)} "
            f"problem{'s' if len(problems) > 1 else ''}.\n{lines}\n"
            "docs/how-to/deploy.md describes each variable."
        )


@dataclass(frozen=True)
class StripeAccount:
    """What the hub needs to take contributions through Stripe; empty keys if it does not."""

    secret_key: str
    webhook_secret: str
    api_base: str


@dataclass(frozen=True)
class Environment:
    """What the environment says, parsed."""

    secret_key: str
    allowed_hosts: list[str]
    base_url: str
    database: dict[str, Any]
    cache: dict[str, Any]
    email: dict[str, Any]
    storage: dict[str, Any]
    private_storage: dict[str, Any]
    trusted_proxies: int
    require_mfa: bool
    translation_engine: Any
    search: dict[str, Any]
    stripe: StripeAccount

    @property
    def behind_tls(self) -> bool:
        """Whether readers reach the hub over https."""
        return self.base_url.startswith("https://")

    @property
    def mail_sender(self) -> str:
        """The address that the hub's own mail comes from."""
        return f"no-reply@{urlsplit(self.base_url).hostname}"


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Parse the hub's environment variables.

    Parameters
    ----------
    variables
        Usually ``os.environ``.

    Raises
    ------
    EnvironmentProblem
        When any variable is missing or malformed; every problem is in the message.
    """
    reader = _Reader(variables)
    # The hub itself speaks plain HTTP, so whoever reaches it by https comes through a proxy.
    proxies = "1" if variables.get("BASE_URL", "").strip().startswith("https://") else "0"
    storage = reader.take("STORAGE_URL", _storage)
    environment = {
        "secret_key": reader.take("SECRET_KEY", _secret_key),
        "allowed_hosts": reader.take("ALLOWED_HOSTS", _hosts),
        "base_url": reader.take("BASE_URL", _base_url),
        "database": reader.take("DATABASE_URL", _database),
        "cache": reader.take("CACHE_URL", _cache),
        "email": reader.take("EMAIL_URL", _email),
        "storage": storage,
        "private_storage": reader.take("PRIVATE_STORAGE_URL", partial(_private_storage, served=storage), default=""),
        "trusted_proxies": reader.take("TRUSTED_PROXIES", _count, default=proxies),
        "require_mfa": reader.take("REQUIRE_MFA", _yes_no, default="yes"),
        "translation_engine": reader.take("TRANSLATION_URL", _engine, default=""),
        "search": reader.take("SEARCH_URL", _search, default=""),
        "stripe": _stripe(reader),
    }
    if reader.problems:
        raise EnvironmentProblem(reader.problems)
    return Environment(**environment)


class _Reader:
    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.problems: list[str] = []

    def take(self, name: str, parse: Callable[[str], Any], default: str | None = None) -> Any:
        text = self.variables.get(name, "").strip() or default
        if text is None:
            self.problems.append(f"{name} is not set.")
            return None
        try:
            return parse(text)
        except ValueError as error:
            self.problems.append(f"{name} {error}")
            return None


def _secret_key(text: str) -> str:
    if len(text) < 50 or len(set(text)) < 5:
        raise ValueError("must be at least 50 random characters.")
    return text


def _split(text: str) -> SplitResult:
    """Split an address, with a sentence about a broken one in place of the library's own words."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # read here, since a port that is no number is found only when it is asked for
    except ValueError as error:
        raise ValueError("is not an address: look at its port, a number, and at its brackets.") from error
    return parts


def _hosts(text: str) -> list[str]:
    hosts = [host.strip() for host in text.split(",") if host.strip()]
    if not hosts:
        raise ValueError("must name at least one host.")
    for host in hosts:
        if "/" in host or (":" in host and not host.startswith("[")):
            raise ValueError(f"takes host names separated by commas, without scheme or port; {host!r} is not one.")
        if host == "*":
            raise ValueError("must name the hub's own host names; '*' would answer to any.")
    return hosts


def _base_url(text: str) -> str:
    parts = _split(text)
    extras = (parts.path.rstrip("/"), parts.query, parts.fragment, parts.username)
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(extras):
        raise ValueError("must be the hub's address, like https://hub.example.org, with no path.")
    return text.rstrip("/")


def _database(text: str) -> dict[str, Any]:
    if _split(text).scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ValueError("must start with sqlite:/// or postgres://.")
    config = dict(environ.Env.db_url_config(text))
    if not config.get("NAME"):
        raise ValueError("names no database; write it after the last slash.")
    config["CONN_MAX_AGE"] = 600
    config["CONN_HEALTH_CHECKS"] = True  # A server that restarted costs no reader an error.
    if config["ENGINE"].endswith("sqlite3"):
        # WAL lets readers go on while an editor saves; IMMEDIATE avoids a late "database is locked".
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    return config


def _cache(text: str) -> dict[str, Any]:
    scheme = _split(text).scheme
    if scheme == "locmem":
        # Django keeps 300 entries unless told otherwise: throttles and a day's readers would be forgotten early.
        options = {"MAX_ENTRIES": 100_000}
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "hub", "OPTIONS": options}
    if scheme in {"redis", "rediss", "unix"}:
        return {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": text}
    raise ValueError("must be locmem:// or start with redis:// or rediss://.")


def _email(text: str) -> dict[str, Any]:
    known = {"consolemail", "filemail", "smtp", "smtp+tls", "smtp+ssl"}
    if _split(text).scheme not in known:
        raise ValueError(f"must start with one of {', '.join(sorted(f'{name}://' for name in known))}.")
    return dict(environ.Env.email_url_config(text))


def _storage(text: str) -> dict[str, Any]:
    parts = _split(text)
    if parts.scheme == "file":
        if not parts.path.startswith("/"):
            raise ValueError("must give an absolute folder, like file:///srv/hub/media.")
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": unquote(parts.path)},
        }
    if parts.scheme == "s3":
        bucket = parts.path.strip("/")
        if not (parts.hostname and bucket):
            raise ValueError("must look like s3://KEY:SECRET@endpoint/bucket?region=eu-central-1.")
        query = parse_qs(parts.query)
        port = f":{parts.port}" if parts.port else ""
        scheme = "http" if query.get("insecure") == ["yes"] else "https"
        return {
            "BACKEND": "hub.access.storage.GatedS3Storage",
            "OPTIONS": {
                "access_key": unquote(parts.username or ""),
                "secret_key": unquote(parts.password or ""),
                "endpoint_url": f"{scheme}://{parts.hostname}{port}",
                "bucket_name": bucket,
                "region_name": query.get("region", [None])[0],
                "default_acl": "private",
                "querystring_auth": True,
                "file_overwrite": False,
            },
        }
    raise ValueError("must start with file:/// or s3://.")


def _private_storage(text: str, served: dict[str, Any] | None) -> dict[str, Any]:
    """Return a storage without addresses: the one given, or one beside that of the uploads that are served."""
    storage = _storage(text) if text else None
    if served is None:
        return {}  # STORAGE_URL is a problem already.
    options = (storage or served)["OPTIONS"]
    if "location" not in options:
        return {"BACKEND": "hub.access.storage.PrivateS3Storage", "OPTIONS": {**options, "location": "private"}}
    folder = options["location"] if storage else f"{options['location'].rstrip('/')}-private"
    if "location" in served["OPTIONS"]:
        own, public = Path(folder), Path(served["OPTIONS"]["location"])
        if public.is_relative_to(own) or own.is_relative_to(public):
            raise ValueError("must be a folder outside that of STORAGE_URL.")
    modes = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    return {"BACKEND": "hub.access.storage.PrivateFileStorage", "OPTIONS": {"location": folder, **modes}}


def _engine(text: str) -> Any:
    """Return the client of a translation engine; None for a hub that has none."""
    return engine_from(text) if text and _split(text) else None


STRIPE_API = "https://api.stripe.com"

SEARCH_SERVERS = ("opensearch2", "opensearch3", "elasticsearch7", "elasticsearch8", "elasticsearch9")

_SEARCH_CLIENTS = {"opensearch": ("opensearchpy", "opensearch-py"), "elasticsearch": ("elasticsearch", "elasticsearch")}


def _search(text: str) -> dict[str, Any]:
    """Return Wagtail's search backend: the database's own search, or a search server."""
    if not text:
        return {"BACKEND": "wagtail.search.backends.database"}
    parts = _split(text)
    server, _, scheme = parts.scheme.partition("+")
    if server not in SEARCH_SERVERS or scheme not in {"http", "https"} or not parts.hostname:
        servers = ", ".join(SEARCH_SERVERS)
        raise ValueError(
            f"must look like opensearch3+https://user:password@host:9200/index; the servers are {servers}."
        )
    module, package = _SEARCH_CLIENTS[server.rstrip("0123456789")]
    if find_spec(module) is None:
        raise ValueError(f"needs the Python package {package} of the server's own version, which is not installed.")
    user = f"{parts.username}:{parts.password or ''}@" if parts.username else ""
    port = f":{parts.port}" if parts.port else ""
    return {
        "BACKEND": f"wagtail.search.backends.{server}",
        "URLS": [f"{scheme}://{user}{parts.hostname}{port}"],
        "INDEX_PREFIX": f"{parts.path.strip('/') or 'hub'}_",
        "TIMEOUT": 5,
    }


def _stripe(reader: _Reader) -> StripeAccount:
    key = reader.take("STRIPE_SECRET_KEY", partial(_beginning, beginnings=("sk_", "rk_")), default="")
    secret = reader.take("STRIPE_WEBHOOK_SECRET", partial(_beginning, beginnings=("whsec_",)), default="")
    if key == "" and secret:
        reader.problems.append("STRIPE_SECRET_KEY is not set, but STRIPE_WEBHOOK_SECRET is; Stripe needs both.")
    if key and secret == "":
        reader.problems.append("STRIPE_WEBHOOK_SECRET is not set, but STRIPE_SECRET_KEY is; Stripe needs both.")
    return StripeAccount(key, secret, reader.take("STRIPE_API_BASE", _api_base, default=STRIPE_API))


def _beginning(text: str, beginnings: tuple[str, ...]) -> str:
    if text and not text.startswith(beginnings):
        raise ValueError(f"must start with {' or '.join(beginnings)}, as Stripe's dashboard shows it.")
    return text


def _api_base(text: str) -> str:
    parts = _split(text)
    is_here = parts.hostname in {"127.0.0.1", "localhost"}
    if (parts.scheme != "https" and not (parts.scheme == "http" and is_here)) or not parts.hostname:
        raise ValueError("must be an address that starts with https://; http:// is for this machine alone.")
    return text.rstrip("/")


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]", text):
        raise ValueError("must be the number of reverse proxies in front of the hub, 0 to 9.")
    return int(text)


def _yes_no(text: str) -> bool:
    if text.lower() not in {"yes", "no"}:
        raise ValueError("must be yes or no.")
    return text.lower() == "yes"
