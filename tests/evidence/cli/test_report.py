"""The text report, where names and numbers are not the usual ones."""

import pandas as pd
import pytest

from evidence.cli.plain_text import plain
from evidence.cli.report import report
from evidence.estimators import analyse
from evidence.tables import EventTable, read_events


def reported(table: EventTable, *at: float) -> str:
    return report(analyse(table, at=at), title="rows.csv", times={time: f"{time:g}" for time in at})


def table(times: list[float], arms: list[str], cause: str = "relapse") -> EventTable:
    rows = pd.DataFrame({"time": times, "status": [1] * len(times), "arm": arms})
    codes = {0: "censored", 1: cause}
    return read_events(rows, time="time", status="status", codes=codes, arm="arm", time_unit="days")


@pytest.mark.parametrize(
    ("time", "written"),
    [
        (0.0001234, "0.0001234"),
        (0.5, "0.5"),
        (12.3456, "12.35"),
        (999.46, "999.5"),
        (999.96, "1,000"),
        (1234.5, "1,234"),
        (12345.6, "12,346"),
        (9999.6, "10,000"),
        (38270000.0, "38,270,000"),
    ],
)
def test_median_is_written_without_powers_of_ten(time: float, written: str) -> None:
    text = reported(table([time], ["a"]))

    assert text.splitlines()[4].split()[4] == written


def test_one_person_is_a_person() -> None:
    assert reported(table([1], ["a"])).startswith("rows.csv: 1 person, time in days")


def test_name_with_line_breaks_and_terminal_codes_stays_in_its_cell() -> None:
    text = reported(table([1, 2], ["a\nb", "\x1b[31mred\x07"], cause="95% CI\tof"), 1)

    assert [line.split("  ")[1] for line in text.splitlines()[4:6]] == ["\ufffd[31mred\ufffd", "a b"]
    assert "  Hazard ratio of a b to \ufffd[31mred\ufffd: " in text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Interfant-06 μ\u00a0é 👩\u200d⚕️", "Interfant-06 μ\u00a0é 👩\u200d⚕️"),
        ("a\r\n\tb\u2028c", "a b c"),
        ("\x1b]0;x\x07\x9b31m\x7f", "\ufffd]0;x\ufffd\ufffd31m\ufffd"),
        ("\u202eevil\u2066", "\ufffdevil\ufffd"),
        ("n\udcc3", "n\ufffd"),
    ],
)
def test_text_is_made_plain(text: str, written: str) -> None:
    assert plain(text) == written


def test_event_keeps_its_capital_letters() -> None:
    rows = pd.DataFrame({"time": [1, 2, 3], "status": [1, 2, 0]})
    codes = {0: "censored", 1: "CNS relapse", 2: "death"}

    text = reported(read_events(rows, time="time", status="status", codes=codes, time_unit="days"), 1.0)

    assert "\nCumulative incidence of CNS relapse (" in text
