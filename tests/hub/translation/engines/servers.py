"""A small server that speaks the protocols of four translation engines, as far as the hub uses them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any
from urllib.parse import parse_qs

KEY = "a-key-for-tests"


def translated(text: str) -> str:
    return text.replace("survival", "supervivencia")


class Engine(ThreadingHTTPServer):
    """Answers as told: what stands in ``trouble`` is (status, headers, body) for the next request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, Any]] = []
        self.trouble: list[tuple[int, dict[str, str], bytes]] = []
        self.delay = 0.0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def running() -> Iterator[Engine]:
    engine = Engine()
    thread = threading.Thread(target=engine.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield engine
    finally:
        engine.shutdown()
        thread.join()
        engine.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Engine

    def do_POST(self) -> None:
        read = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = self.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
        body = {name: values[0] for name, values in parse_qs(read).items()} if form else json.loads(read)
        self.server.asked.append((self.path, body))
        trouble = self.server.trouble.pop(0) if self.server.trouble else None
        sleep(self.server.delay)
        if trouble:
            self._send(*trouble)
            return
        status, answer = self._answer(body)
        self._send(status, {}, json.dumps(answer).encode())

    def _answer(self, body: dict[str, Any]) -> tuple[int, Any]:
        head = self.headers
        if self.path == "/v2/translate":
            if head["Authorization"] != f"DeepL-Auth-Key {KEY}":
                return 403, {"message": "Forbidden"}
            texts = [{"detected_source_language": "EN", "text": translated(text)} for text in body["text"]]
            return 200, {"translations": texts}
        if self.path == "/language/translate/v2":
            if head["X-Goog-Api-Key"] != KEY:
                return 403, {"error": {"code": 403, "message": "The request is missing a valid API key."}}
            return 200, {"data": {"translations": [{"translatedText": translated(text)} for text in body["q"]]}}
        if self.path == "/v3/projects/a-project/locations/global:translateText":
            if head["Authorization"] != f"Bearer {KEY}":
                return 401, {"error": {"code": 401, "message": "Request had invalid authentication credentials."}}
            return 200, {"translations": [{"translatedText": translated(text)} for text in body["contents"]]}
        if "langpair" in body:
            if body["langpair"] != "eng|spa":
                return 400, {
                    "status": "error",
                    "code": 400,
                    "message": "Bad Request",
                    "explanation": "That pair is not installed",
                }
            return 200, {"responseData": {"translatedText": translated(body["q"])}, "responseStatus": 200}
        if body.get("api_key") != KEY:
            return 403, {"error": "Invalid API key"}
        return 200, {"translatedText": [translated(text) for text in body["q"]]}

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *args: object) -> None:
        return
