"""Measure the reading path of the demo hub, beside a static file that the same server sends.

Serves the demo hub from a fresh folder, attests once, and asks for each address over a few
connections at a time. The static file is the limit that the server itself sets. Prints a table:
requests a second, and the median and 95th percentile of the time to the last byte.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CONNECTIONS = 4
REQUESTS = 400
ARTICLE = "/acute-lymphoblastic-leukaemia/blinatumomab-infants-kmt2a-leukaemia/"


def main() -> None:
    """Serve, measure, print."""
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
        probe.close()
        log = Path(folder) / "demo.log"
        command = [sys.executable, "-m", "hub.config.cli", "demo", "--port", str(port), "--folder", f"{folder}/var"]
        with log.open("w") as output:
            server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603 - ourselves
        try:
            _await_start(log, server)
            _report(port)
        finally:
            server.terminate()
            server.wait()


def _await_start(log: Path, server: subprocess.Popen[bytes]) -> None:
    while "is running" not in log.read_text():
        if server.poll() is not None:
            sys.exit(log.read_text())
        time.sleep(0.2)


def _report(port: int) -> None:
    cookie = _attest(port)
    rows = [
        ("style sheet (static file)", _style_sheet(port), ""),
        ("home page", "/", ""),
        ("article, gate shut", ARTICLE, ""),
        ("article, gate open", ARTICLE, cookie),
    ]
    print(f"{CONNECTIONS} connections, {REQUESTS} requests a row, {os.cpu_count()} cores shared with the server")
    print(f"{'':<28}{'requests/s':>12}{'median ms':>12}{'p95 ms':>10}")
    for name, path, header in rows:
        seconds, times = _load(port, path, header)
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{name:<28}{len(times) / seconds:>12.0f}{statistics.median(times) * 1e3:>12.1f}{p95 * 1e3:>10.1f}")


def _attest(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{port}"}
    connection.request("POST", "/access/attest/", body="next=/", headers=headers)
    answer = connection.getresponse()
    cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
    if not cookie:
        sys.exit(f"The gate did not open: {answer.status}")
    return cookie


def _style_sheet(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/")
    found = re.search(r'href="(/static/css/hub[^"]*)"', connection.getresponse().read().decode())
    if found is None:
        sys.exit("The home page names no style sheet.")
    return found[1]


def _load(port: int, path: str, cookie: str) -> tuple[float, list[float]]:
    def ask_in_turn(_: int) -> list[float]:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        return [_ask(connection, path, cookie) for _ in range(REQUESTS // CONNECTIONS)]

    ask_in_turn(0)  # warm
    start = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        times = [one for many in pool.map(ask_in_turn, range(CONNECTIONS)) for one in many]
    return time.perf_counter() - start, times


def _ask(connection: http.client.HTTPConnection, path: str, cookie: str) -> float:
    start = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != http.client.OK:
        sys.exit(f"{path} answered {answer.status}.")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
