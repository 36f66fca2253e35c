"""Each client against a server that speaks its protocol."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from hub.translation.engines import (
    Apertium,
    DeepL,
    EngineBusyError,
    EngineError,
    EngineRefusedError,
    GoogleV2,
    GoogleV3,
    LibreTranslate,
)
from tests.hub.translation.engines.servers import KEY, running


@pytest.fixture(scope="module")
def _server():
    with running() as server:
        yield server


@pytest.fixture
def server(_server):
    _server.asked.clear()
    _server.trouble.clear()
    _server.delay = 0.0
    return _server


def clients(address: str) -> dict[str, object]:
    return {
        "libretranslate": LibreTranslate(address, KEY),
        "deepl": DeepL(KEY, address),
        "google v2": GoogleV2(KEY, address),
        "google v3": GoogleV3(lambda: KEY, "a-project", address=address),
        "apertium": Apertium(address),
    }


NAMES = tuple(clients(""))


@pytest.fixture(params=NAMES)
def client(request, server):
    return clients(server.address)[request.param]


def test_texts_come_back_in_their_order(client):
    texts = ["<b>survival</b> &lt; 4", "1 &amp; 2", "survival"]

    assert client.translate(texts, "en", "es") == ["<b>supervivencia</b> &lt; 4", "1 &amp; 2", "supervivencia"]


def test_nothing_is_asked_for_nothing(client, server):
    assert client.translate([], "en", "es") == []
    assert server.asked == []


def test_texts_are_sent_in_requests_of_limited_size(client, server):
    small = replace(client, letters=10)

    assert small.translate(["aaaaaa", "bbbbbb", "cc"], "en", "es") == ["aaaaaa", "bbbbbb", "cc"]
    assert len(server.asked) == (3 if isinstance(client, Apertium) else 2)


def test_text_beyond_the_limit_is_refused_in_words(client, server):
    with pytest.raises(EngineError, match=r"takes at most 10 letters at a time; a passage has 11\."):
        replace(client, letters=10).translate(["a" * 11], "en", "es")
    assert server.asked == []


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_busy_engine_says_when_to_ask_again(client, server, status):
    server.trouble.append((status, {"Retry-After": "17"}, b""))

    with pytest.raises(EngineBusyError, match=rf"is busy \(HTTP {status}\)") as caught:
        client.translate(["survival"], "en", "es")
    assert caught.value.retry_after == 17


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("", 30, 30),
        ("nonsense", 30, 30),
        ("0", 1, 1),
        ("9e9", 30, 30),
        ("99999999", 3600, 3600),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 1, 1),
    ],
)
def test_time_to_wait_is_bounded(server, header, least, most):
    server.trouble.append((429, {"Retry-After": header}, b""))

    with pytest.raises(EngineBusyError) as caught:
        Apertium(server.address).translate(["survival"], "en", "es")
    assert least <= caught.value.retry_after <= most


def test_slow_engine_is_busy(client, server):
    server.delay = 0.6

    with pytest.raises(EngineBusyError, match=r"did not answer within 0\.2 seconds"):
        replace(client, timeout=0.2).translate(["survival"], "en", "es")


@pytest.mark.parametrize("name", NAMES)
def test_engine_that_is_down_is_busy(name):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"

        with pytest.raises(EngineBusyError, match="cannot be reached"):
            clients(address)[name].translate(["survival"], "en", "es")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"translatedText": 3}',
        b'{"translations": [{"text": null}]}',
        b'{"data": {"translations": []}}',
        b'{"responseData": {"translatedText": null}}',
        b"null",
    ],
)
def test_unreadable_answer_is_an_error(client, server, body):
    server.trouble.append((200, {}, body))

    with pytest.raises(EngineError):
        client.translate(["survival"], "en", "es")


def test_wrong_number_of_answers_is_an_error(server):
    server.trouble.append((200, {}, b'{"translatedText": ["uno"]}'))

    with pytest.raises(EngineError, match="cannot read"):
        LibreTranslate(server.address, KEY).translate(["one", "two"], "en", "es")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda address: LibreTranslate(address, "wrong-key"),
        lambda address: DeepL("wrong-key", address),
        lambda address: GoogleV2("wrong-key", address),
        lambda address: GoogleV3(lambda: "wrong-key", "a-project", address=address),
    ],
)
def test_wrong_key_is_refused_and_never_repeated(server, wrong):
    client = wrong(server.address)

    with pytest.raises(EngineRefusedError, match="does not accept the key") as caught:
        client.translate(["survival"], "en", "es")
    assert "wrong-key" not in str(caught.value) + repr(client)


def test_used_up_quota_is_refused(server):
    server.trouble.append((456, {}, b'{"message": "Quota exceeded"}'))

    with pytest.raises(EngineRefusedError, match="the quota is used up"):
        DeepL(KEY, server.address).translate(["survival"], "en", "es")


def test_engine_that_sends_elsewhere_is_not_followed(client, server):
    server.trouble.append((307, {"Location": f"{server.address}/elsewhere"}, b""))

    with pytest.raises(EngineRefusedError, match=r"refused \(HTTP 307\)"):
        client.translate(["survival"], "en", "es")
    assert len(server.asked) == 1


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1", "127.0.0.1:5000"])
def test_address_that_is_no_web_address_is_refused(address):
    with pytest.raises(EngineRefusedError, match="must begin with https://"):
        LibreTranslate(address).translate(["survival"], "en", "es")


def test_apertium_says_which_pair_is_missing(server):
    with pytest.raises(EngineRefusedError, match="That pair is not installed"):
        Apertium(server.address).translate(["survival"], "en", "de")


def test_unknown_language_is_refused_before_asking(server):
    with pytest.raises(EngineRefusedError, match="“xx” is not known"):
        Apertium(server.address).translate(["survival"], "en", "xx")
    assert server.asked == []


@pytest.mark.parametrize(("code", "sent"), [("pt", "PT-BR"), ("pt-pt", "PT-PT"), ("es", "ES"), ("de-ch", "DE")])
def test_deepl_is_asked_with_its_codes(server, code, sent):
    DeepL(KEY, server.address).translate(["survival"], "en", code)

    assert [(body["source_lang"], body["target_lang"], body["tag_handling"]) for _, body in server.asked] == [
        ("EN", sent, "html")
    ]


def test_deepl_takes_its_address_from_the_kind_of_key(monkeypatch):
    asked = []
    monkeypatch.setattr(
        "hub.translation.engines.deepl.post_json",
        lambda name, url, body, **_: asked.append(url) or {"translations": [{"text": "x"}]},
    )
    for key in ("abc:fx", "abc"):
        DeepL(key).translate(["survival"], "en", "es")

    assert asked == ["https://api-free.deepl.com/v2/translate", "https://api.deepl.com/v2/translate"]
