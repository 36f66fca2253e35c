"""Measure the evidence engine beside every peer that is installed, on the same files in one run.

Everybody runs in a process of its own: imports and a first small job come before the clock starts, then reading and
computing are timed, and the process's peak memory is taken from the system. Writes docs/reference/benchmarks.md.

Usage: python benchmarks/engine.py [--quick]; --quick leaves out the ten-million-row files and writes nothing.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
CONTENDERS = ROOT / "benchmarks" / "contenders"
OURS = ("scan", "engine")
PYTHON_PEERS = ("with_comprisk", "with_lifelines", "with_scikit_survival", "with_statsmodels")
R_PEERS = ("r", "cmprsk", "survival")
REPEATS = 5
LIMIT = 30
"""Seconds after which a peer is stopped."""
WARM_UP_ROWS = 1_000
SHORT, SHORT_RUNS = 0.1, 21
"""A job of less than so many seconds is done so many times in its process, and the median taken."""


@dataclass(frozen=True)
class DataSet:
    """A file to make: how many rows, and whether times are whole days or all distinct."""

    key: str
    title: str
    rows: int
    whole_days: bool


SETS = (
    DataSet("ten-thousand", "10,000 rows, whole days", 10_000, True),
    DataSet("ten-million", "10,000,000 rows, whole days", 10_000_000, True),
    DataSet("distinct", "10,000,000 rows, distinct times", 10_000_000, False),
)


@dataclass(frozen=True)
class Timing:
    """What one contender took for one file; `why_not` says why there are no numbers."""

    name: str
    version: str = ""
    missing: str = ""
    read: float = 0.0
    compute: float = 0.0
    peak: float = 0.0
    first: float | None = None
    why_not: str = ""

    @property
    def total(self) -> float:
        """Seconds for reading and computing."""
        return self.read + self.compute


def main() -> None:
    """Make the files, run everybody, print and write the table."""
    quick = "--quick" in sys.argv[1:]
    sections = []
    with tempfile.TemporaryDirectory() as folder:
        warm_up = _made(Path(folder), DataSet("warm-up", "", WARM_UP_ROWS, True))
        slow: dict[str, str] = {}
        for data_set in SETS[: 1 if quick else len(SETS)]:
            path = _made(Path(folder), data_set)
            timings = [_best(name, path, warm_up) for name in OURS]
            timings += [_peer(name, path, warm_up, slow, data_set) for name in PYTHON_PEERS]
            timings += [_r_peer(name, path, data_set, slow) for name in R_PEERS]
            sections.append(_section(data_set, timings))
            print(sections[-1], flush=True)
    if not quick:
        PAGE.write_text(_page(sections), encoding="utf-8")
        print(f"Written to {PAGE.relative_to(ROOT)}.")


def _made(folder: Path, data_set: DataSet) -> Path:
    """Have a file made by a process of its own: the memory of this one would count as its children's."""
    command = [sys.executable, str(Path(__file__)), "--make", data_set.key, str(data_set.rows), str(folder)]
    subprocess.run([*command, "whole" if data_set.whole_days else "distinct"], check=True)  # noqa: S603 - ourselves
    return folder / data_set.key / "rows.parquet"


def make(folder: Path, data_set: DataSet) -> None:
    """Write a trial of two arms and two causes, the same at every run, as Parquet and as raw columns for R."""
    import duckdb

    target = folder / data_set.key
    target.mkdir()
    path = target / "rows.parquet"
    lived = f"-ln(1 - {_uniform(1)}) * (900 + 300 * arm)"
    watched = f"1000 + 1500 * {_uniform(2)}"
    days = f"least({lived}, {watched})"
    time_column = f"ceil({days})::INTEGER" if data_set.whole_days else f"{days} + 1e-9 * i"
    ended = f"CASE WHEN {lived} > {watched} THEN 0 WHEN {_uniform(3)} < .6 THEN 1 ELSE 2 END::INTEGER"
    people = f"SELECT i, (i % 2)::INTEGER AS arm FROM range({data_set.rows}) r(i)"  # noqa: S608 - constants of this file
    rows = f"SELECT arm, {time_column} AS time, {ended} AS status FROM ({people})"  # noqa: S608 - the same
    connection = duckdb.connect()
    connection.execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")
    columns = connection.execute(
        "SELECT time::DOUBLE AS time, status, arm FROM read_parquet(?)", [str(path)]
    ).fetchnumpy()
    for name, values in columns.items():
        values.tofile(target / f"{name}.bin")


def _uniform(stream: int) -> str:
    """Give SQL for a number between 0 and 1 that depends on the row and the stream alone."""
    return f"((hash(i + {stream * 1_000_000_007}) >> 11) / 9007199254740992.0)"


def _best(name: str, path: Path, warm_up: Path) -> Timing:
    """Run several times and take the median, since a tenth of a second is easily disturbed."""
    runs = [_run(name, path, warm_up) for _ in range(REPEATS)]
    return sorted(runs, key=lambda timing: timing.total)[len(runs) // 2]


def _peer(name: str, path: Path, warm_up: Path, slow: dict[str, str], data_set: DataSet) -> Timing:
    if name in slow:
        return Timing(name.removeprefix("with_"), why_not=slow[name])
    timing = _run(name, path, warm_up)
    if timing.why_not:
        slow.setdefault(name, f"{timing.why_not} at {data_set.title}")
    return timing


def _run(name: str, path: Path, warm_up: Path) -> Timing:
    label = name.removeprefix("with_")
    try:
        module_there = name in OURS or importlib.util.find_spec({"scikit_survival": "sksurv"}.get(label, label))
    except ImportError:
        module_there = None
    if not module_there:
        return Timing(label, why_not="not installed")
    command = [sys.executable, str(Path(__file__)), "--contender", name, str(path), str(warm_up)]
    return _measured(label, command)


def _r_peer(name: str, path: Path, data_set: DataSet, slow: dict[str, str]) -> Timing:
    label = {"r": "R survival + cmprsk", "cmprsk": "R cmprsk alone", "survival": "R survival alone"}[name]
    if not shutil.which("Rscript"):
        return Timing(label, why_not="not installed")
    if name in slow:
        return Timing(label, why_not=slow[name])
    timing = _measured(label, ["Rscript", str(CONTENDERS / "peers.R"), name, str(path.parent), str(data_set.rows)])
    if timing.why_not:
        slow.setdefault(name, f"{timing.why_not} at {data_set.title}")
    return timing


def _measured(label: str, command: list[str]) -> Timing:
    """Run a process, and take its own timings from its last line and its peak memory from the system."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, stdout=output, stderr=errors, cwd=ROOT)  # noqa: S603 - ourselves and peers
        deadline = time.monotonic() + LIMIT
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > deadline:
                process.kill()
                os.wait4(process.pid, 0)
                return Timing(label, why_not=f"stopped after {LIMIT} s")
            time.sleep(0.02)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        output.seek(0)
        if process.returncode:
            last = (errors.read().strip().splitlines() or ["killed"])[-1]
            return Timing(label, why_not=f"failed: {last[:60]}")
        told = json.loads(output.read().strip().splitlines()[-1])
    return Timing(peak=usage.ru_maxrss / 1024, **told)


def contend(name: str, path: str, warm_up: str) -> None:
    """Be one contender: do a first small job, then the real one, and print the seconds as JSON."""
    contender = importlib.import_module(f"benchmarks.contenders.{name}")
    start = time.perf_counter()
    contender.compute(contender.read(warm_up))
    first = time.perf_counter() - start
    runs = [_timed(contender, path)]
    while sum(runs[0]) < SHORT and len(runs) < SHORT_RUNS:
        runs.append(_timed(contender, path))
    read, compute = sorted(runs, key=sum)[len(runs) // 2]
    told = {"name": contender.NAME, "version": contender.VERSION, "missing": contender.MISSING}
    print(json.dumps(told | {"read": read, "compute": compute, "first": first}))


def _timed(contender: ModuleType, path: str) -> tuple[float, float]:
    """Give the seconds for reading and for computing; what was computed is held until the clock has stopped."""
    start = time.perf_counter()
    data = contender.read(path)
    read = time.perf_counter()
    results = contender.compute(data)
    done = time.perf_counter()
    del results
    return read - start, done - read


def _section(data_set: DataSet, timings: list[Timing]) -> str:
    ours = next(timing for timing in timings if timing.name == "evidence")
    lines = [
        f"## {data_set.title}",
        "",
        "| | Read, s | Compute, s | Together, s | Times evidence | Peak memory, MB | Does not do |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]
    for timing in timings:
        if timing.why_not:
            lines.append(f"| {timing.name} | | | | | | {timing.why_not} |")
            continue
        lines.append(
            f"| {timing.name} | {timing.read:.4f} | {timing.compute:.4f} | {timing.total:.4f} "
            f"| {timing.total / ours.total:.2g} | {timing.peak:.0f} | {timing.missing or '–'} |"
        )
    if ours.first is not None:
        lines += [
            "",
            f"The first small job of evidence's process ({WARM_UP_ROWS:,} rows) took {1000 * ours.first:.1f} ms.",
        ]
    return "\n".join(lines) + "\n"


def _page(sections: list[str]) -> str:
    return (
        "# Speed of the evidence engine\n\n"
        "Written by `make bench` (`benchmarks/engine.py`): do not edit.\n\n"
        "The job: read the file, then Kaplan–Meier with intervals for each arm, Aalen–Johansen with variance for each "
        "arm and cause, log-rank, and Gray's test for each cause. Two arms, two causes, Parquet; R reads raw binary "
        "copies of the columns, since Debian packages no reader of Parquet for it. Everybody has a process of its "
        "own; imports and a first small job come before the clock starts, and a job of less than a tenth of a second "
        f"is the median of {SHORT_RUNS}. "
        f"The scan and evidence are medians of {REPEATS} processes, peers ran once, at most {LIMIT} s.\n\n"
        f"{_machine()}\n\n" + "\n".join(sections)
    )


def _machine() -> str:
    """Name the machine and the versions."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    when = datetime.now(tz=UTC).date()
    return (
        f"Measured on {when} on {os.cpu_count()} cores of {model} with {memory:.0f} GB of memory, "
        f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}; {_versions()}."
    )


def _versions() -> str:
    from importlib.metadata import PackageNotFoundError, version

    told = []
    for package in ("duckdb", "numpy", "comprisk", "lifelines", "scikit-survival", "statsmodels"):
        try:
            told.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            told.append(f"{package} not installed")
    if shutil.which("Rscript"):
        words = 'cat(paste0("R ", getRversion(), paste0(", ", p <- c("survival", "cmprsk"), " ", sapply(p, function(x) '
        words += 'as.character(packageVersion(x))), collapse = "")))'
        asked = subprocess.run(["Rscript", "-e", words], capture_output=True, text=True, check=True)  # noqa: S603, S607 - constants
        told.append(asked.stdout.strip())
    return ", ".join(told)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--contender"]:
        sys.path.insert(0, str(ROOT))
        contend(*sys.argv[2:5])
    elif sys.argv[1:2] == ["--make"]:
        key, rows, folder, times = sys.argv[2:6]
        make(Path(folder), DataSet(key, "", int(rows), times == "whole"))
    else:
        main()
