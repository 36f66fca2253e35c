"""Every variable that is missing or malformed is named in a sentence, all of them at once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from hub.config.environment import EnvironmentProblem, read_environment

GOOD = {
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "hub.example.org",
    "BASE_URL": "https://hub.example.org",
    "DATABASE_URL": "postgres://hub:secret@db.example.org/hub",
    "CACHE_URL": "redis://cache.example.org/1",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.org:587",
    "STORAGE_URL": "s3://key:secret@objects.example.org/bucket?region=eu-central-1",
}
REQUIRED = list(GOOD)
NO_BASE_URL = "BASE_URL must be the hub's address, like https://hub.example.org, with no path."


def problems(**changes: str | None) -> list[str]:
    variables = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    with pytest.raises(EnvironmentProblem) as refused:
        read_environment(variables)
    return refused.value.problems


def reading(**changes: str):
    return read_environment({**GOOD, **changes})


def test_complete_environment_is_read():
    environment = reading()

    assert environment.secret_key == GOOD["SECRET_KEY"]
    assert environment.allowed_hosts == ["hub.example.org"]
    assert environment.base_url == "https://hub.example.org"
    assert environment.behind_tls is True
    assert environment.trusted_proxies == 1
    assert environment.mail_sender == "no-reply@hub.example.org"
    assert environment.require_mfa is True


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_variable_that_is_missing_is_named(name, value):
    assert problems(**{name: value}) == [f"{name} is not set."]


def test_every_problem_is_named_at_once():
    with pytest.raises(EnvironmentProblem) as refused:
        read_environment({"BASE_URL": "ftp://x", "REQUIRE_MFA": "perhaps"})

    message = str(refused.value)
    assert "its environment has 8 problems" in message
    assert [name for name in REQUIRED if f"- {name} " in message] == REQUIRED
    assert "- REQUIRE_MFA must be yes or no." in message
    assert "docs/how-to/deploy.md describes each variable." in message


def test_single_problem_is_counted_in_the_singular():
    with pytest.raises(EnvironmentProblem) as refused:
        read_environment({**GOOD, "BASE_URL": ""})

    assert "its environment has 1 problem." in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY must be at least 50 random characters."),
        ("SECRET_KEY", "abcd" * 20, "SECRET_KEY must be at least 50 random characters."),
        (
            "ALLOWED_HOSTS",
            "https://hub.example.org",
            "ALLOWED_HOSTS takes host names separated by commas, without scheme or port; "
            "'https://hub.example.org' is not one.",
        ),
        (
            "ALLOWED_HOSTS",
            "hub.example.org:8000",
            "ALLOWED_HOSTS takes host names separated by commas, without scheme or port; "
            "'hub.example.org:8000' is not one.",
        ),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name the hub's own host names; '*' would answer to any."),
        ("ALLOWED_HOSTS", ",", "ALLOWED_HOSTS must name at least one host."),
        (
            "BASE_URL",
            "hub.example.org",
            NO_BASE_URL,
        ),
        (
            "BASE_URL",
            "ftp://hub.example.org",
            NO_BASE_URL,
        ),
        ("BASE_URL", "https://", NO_BASE_URL),
        (
            "BASE_URL",
            "https://hub.example.org/hub",
            NO_BASE_URL,
        ),
        (
            "BASE_URL",
            "https://hub.example.org:port",
            "BASE_URL is not an address: look at its port, a number, and at its brackets.",
        ),
        ("BASE_URL", "https://[::1", "BASE_URL is not an address: look at its port, a number, and at its brackets."),
        (
            "BASE_URL",
            "https://hub.example.org?a=1",
            NO_BASE_URL,
        ),
        (
            "BASE_URL",
            "https://user:word@hub.example.org",
            NO_BASE_URL,
        ),
        ("DATABASE_URL", "mysql://db/hub", "DATABASE_URL must start with sqlite:/// or postgres://."),
        ("DATABASE_URL", "postgres://db.example.org", "DATABASE_URL names no database; write it after the last slash."),
        (
            "DATABASE_URL",
            "postgres://db:port/hub",
            "DATABASE_URL is not an address: look at its port, a number, and at its brackets.",
        ),
        ("CACHE_URL", "memcached://cache", "CACHE_URL must be locmem:// or start with redis:// or rediss://."),
        (
            "EMAIL_URL",
            "mail.example.org",
            "EMAIL_URL must start with one of consolemail://, filemail://, smtp+ssl://, smtp+tls://, smtp://.",
        ),
        (
            "EMAIL_URL",
            "smtp://mail:port",
            "EMAIL_URL is not an address: look at its port, a number, and at its brackets.",
        ),
        ("STORAGE_URL", "ftp://files", "STORAGE_URL must start with file:/// or s3://."),
        ("STORAGE_URL", "file://media", "STORAGE_URL must give an absolute folder, like file:///srv/hub/media."),
        (
            "STORAGE_URL",
            "s3://objects.example.org",
            "STORAGE_URL must look like s3://KEY:SECRET@endpoint/bucket?region=eu-central-1.",
        ),
        (
            "STORAGE_URL",
            "s3:///bucket",
            "STORAGE_URL must look like s3://KEY:SECRET@endpoint/bucket?region=eu-central-1.",
        ),
        (
            "STORAGE_URL",
            "s3://key:secret@objects.example.org:port/bucket",
            "STORAGE_URL is not an address: look at its port, a number, and at its brackets.",
        ),
        ("PRIVATE_STORAGE_URL", "ftp://files", "PRIVATE_STORAGE_URL must start with file:/// or s3://."),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES must be the number of reverse proxies in front of the hub, 0 to 9."),
        (
            "TRUSTED_PROXIES",
            "one",
            "TRUSTED_PROXIES must be the number of reverse proxies in front of the hub, 0 to 9.",
        ),
        ("TRUSTED_PROXIES", "²", "TRUSTED_PROXIES must be the number of reverse proxies in front of the hub, 0 to 9."),
        ("TRUSTED_PROXIES", "٣", "TRUSTED_PROXIES must be the number of reverse proxies in front of the hub, 0 to 9."),
        ("REQUIRE_MFA", "true", "REQUIRE_MFA must be yes or no."),
    ],
)
def test_variable_that_is_malformed_is_named(name, value, sentence):
    assert problems(**{name: value}) == [sentence]


@pytest.mark.parametrize("secret", ["s3cr3t-password"])
def test_problem_never_prints_a_secret(secret):
    found = problems(
        DATABASE_URL=f"mysql://hub:{secret}@db/hub",
        CACHE_URL=f"memcached://:{secret}@cache",
        EMAIL_URL=f"mail://user:{secret}@host",
        STORAGE_URL=f"ftp://key:{secret}@host",
        SECRET_KEY=secret,
    )

    assert len(found) == 5
    assert not any(secret in sentence for sentence in found)


def test_hosts_are_split_at_commas():
    assert reading(ALLOWED_HOSTS="a.example, b.example,[::1],.c.example").allowed_hosts == [
        "a.example",
        "b.example",
        "[::1]",
        ".c.example",
    ]


@pytest.mark.parametrize(
    ("variables", "proxies"),
    [
        ({"BASE_URL": "https://hub.example.org"}, 1),
        ({"BASE_URL": "http://hub.example.org"}, 0),
        ({"BASE_URL": "https://hub.example.org", "TRUSTED_PROXIES": "0"}, 0),
        ({"BASE_URL": "http://hub.example.org", "TRUSTED_PROXIES": "2"}, 2),
    ],
)
def test_hub_reached_by_https_has_a_proxy_unless_told_otherwise(variables, proxies):
    assert reading(**variables).trusted_proxies == proxies


def test_base_url_loses_its_slash():
    assert reading(BASE_URL="http://localhost:8000/").base_url == "http://localhost:8000"
    assert reading(BASE_URL="http://localhost:8000/").behind_tls is False


def test_postgres_keeps_its_connections():
    database = reading().database

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["NAME"], database["USER"], database["HOST"]) == ("hub", "hub", "db.example.org")
    assert database["CONN_MAX_AGE"] == 600
    assert database["CONN_HEALTH_CHECKS"] is True


def test_sqlite_lets_readers_go_on_while_an_editor_saves():
    database = reading(DATABASE_URL="sqlite:////srv/hub/hub.sqlite3").database

    assert database["NAME"] == "/srv/hub/hub.sqlite3"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize(
    ("url", "backend"),
    [
        ("locmem://", "django.core.cache.backends.locmem.LocMemCache"),
        ("redis://cache/0", "django_redis.cache.RedisCache"),
        ("rediss://cache/0", "django_redis.cache.RedisCache"),
    ],
)
def test_cache_has_its_back_end(url, backend):
    assert reading(CACHE_URL=url).cache["BACKEND"] == backend


def test_mail_server_is_read():
    email = reading().email

    assert email["EMAIL_HOST"] == "mail.example.org"
    assert email["EMAIL_PORT"] == 587
    assert email["EMAIL_USE_TLS"] is True


def test_folder_is_read():
    storage = reading(STORAGE_URL="file:///srv/hub%20media").storage

    assert storage["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    assert storage["OPTIONS"]["location"] == "/srv/hub media"


def test_object_storage_is_private_and_gated():
    storage = reading(STORAGE_URL="s3://k%2Fey:se%40cret@objects.example.org:9000/bucket?insecure=yes").storage

    assert storage["BACKEND"] == "hub.access.storage.GatedS3Storage"
    assert storage["OPTIONS"]["access_key"] == "k/ey"
    assert storage["OPTIONS"]["secret_key"] == "se@cret"
    assert storage["OPTIONS"]["endpoint_url"] == "http://objects.example.org:9000"
    assert storage["OPTIONS"]["bucket_name"] == "bucket"
    assert storage["OPTIONS"]["region_name"] is None
    assert storage["OPTIONS"]["default_acl"] == "private"


def test_object_storage_is_reached_over_tls_unless_told_otherwise():
    options = reading().storage["OPTIONS"]

    assert options["endpoint_url"] == "https://objects.example.org"
    assert options["region_name"] == "eu-central-1"


PRIVATE_FOLDER = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"STORAGE_URL": "file:///srv/hub/media"}, "/srv/hub/media-private"),
        ({"STORAGE_URL": "file:///srv/hub/media/"}, "/srv/hub/media-private"),
        ({"STORAGE_URL": "file:///srv/hub/media", "PRIVATE_STORAGE_URL": "file:///srv/data"}, "/srv/data"),
        ({"PRIVATE_STORAGE_URL": "file:///srv/data"}, "/srv/data"),
    ],
)
def test_private_folder_lies_outside_the_uploads_that_are_served(variables, folder):
    assert reading(**variables).private_storage == {
        "BACKEND": "hub.access.storage.PrivateFileStorage",
        "OPTIONS": {"location": folder, **PRIVATE_FOLDER},
    }


def test_private_objects_have_a_prefix_and_no_address():
    same_bucket = reading().private_storage
    other_bucket = reading(PRIVATE_STORAGE_URL="s3://key:secret@objects.example.org/other").private_storage

    assert same_bucket["BACKEND"] == "hub.access.storage.PrivateS3Storage"
    assert [storage["OPTIONS"]["location"] for storage in (same_bucket, other_bucket)] == ["private", "private"]
    assert [storage["OPTIONS"]["bucket_name"] for storage in (same_bucket, other_bucket)] == ["bucket", "other"]


@pytest.mark.parametrize("private", ["/srv/hub/media", "/srv/hub/media/private", "/srv/hub"])
def test_private_folder_among_the_uploads_that_are_served_is_refused(private):
    found = problems(STORAGE_URL="file:///srv/hub/media", PRIVATE_STORAGE_URL=f"file://{private}")

    assert found == ["PRIVATE_STORAGE_URL must be a folder outside that of STORAGE_URL."]


def test_optional_variables_are_read():
    environment = reading(TRUSTED_PROXIES="2", REQUIRE_MFA="No")

    assert environment.trusted_proxies == 2
    assert environment.require_mfa is False


def hub(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:hub", "-m", "hub.config.cli", *arguments],
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_command_prints_sentences_and_no_traceback():
    result = hub("check", BASE_URL="nowhere")

    assert result.returncode == 1
    assert "SECRET_KEY is not set." in result.stderr
    assert "BASE_URL must be the hub's address" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("proxies", ["0", "1"])
def test_deployment_check_is_clean_with_a_production_environment(tmp_path, proxies):
    production = {**GOOD, "STORAGE_URL": f"file://{tmp_path}", "STATIC_ROOT": str(tmp_path), "TRUSTED_PROXIES": proxies}

    result = hub("check", "--deploy", "--fail-level", "WARNING", **production)

    assert result.returncode == 0, result.stderr
    assert "System check identified no issues (0 silenced)." in result.stdout


def test_search_is_the_databases_own_unless_a_server_is_named(monkeypatch):
    monkeypatch.setattr("hub.config.environment.find_spec", lambda module: object())

    assert reading().search == {"BACKEND": "wagtail.search.backends.database"}
    assert reading(SEARCH_URL="opensearch3+https://hub:secret@search.example.org:9200/medical").search == {
        "BACKEND": "wagtail.search.backends.opensearch3",
        "URLS": ["https://hub:secret@search.example.org:9200"],
        "INDEX_PREFIX": "medical_",
        "TIMEOUT": 5,
    }


def test_search_server_without_its_client_is_refused():
    (problem,) = problems(SEARCH_URL="elasticsearch9+http://127.0.0.1:9200")

    assert problem == (
        "SEARCH_URL needs the Python package elasticsearch of the server's own version, which is not installed."
    )


@pytest.mark.parametrize("address", ["https://search.example.org", "opensearch3://host", "solr+http://host"])
def test_search_address_of_no_known_server_is_refused(address):
    (problem,) = problems(SEARCH_URL=address)

    assert problem.startswith("SEARCH_URL must look like opensearch3+https://")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        (
            {"STRIPE_SECRET_KEY": "sk_live_x"},
            "STRIPE_WEBHOOK_SECRET is not set, but STRIPE_SECRET_KEY is; Stripe needs both.",
        ),
        (
            {"STRIPE_WEBHOOK_SECRET": "whsec_x"},
            "STRIPE_SECRET_KEY is not set, but STRIPE_WEBHOOK_SECRET is; Stripe needs both.",
        ),
        (
            {"STRIPE_SECRET_KEY": "pk_live_x", "STRIPE_WEBHOOK_SECRET": "whsec_x"},
            "STRIPE_SECRET_KEY must start with sk_ or rk_, as Stripe's dashboard shows it.",
        ),
        (
            {"STRIPE_API_BASE": "http://api.example.org"},
            "STRIPE_API_BASE must be an address that starts with https://; http:// is for this machine alone.",
        ),
    ],
)
def test_keys_of_stripe_come_together_and_go_over_https(variables, sentence):
    assert problems(**variables) == [sentence]


def test_keys_of_stripe_are_read():
    account = reading(STRIPE_SECRET_KEY="rk_live_x", STRIPE_WEBHOOK_SECRET="whsec_x").stripe

    assert (account.secret_key, account.webhook_secret) == ("rk_live_x", "whsec_x")
    assert (account.api_base, reading().stripe.secret_key) == ("https://api.stripe.com", "")
