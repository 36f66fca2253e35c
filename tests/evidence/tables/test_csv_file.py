import gzip
import os
from pathlib import Path

import numpy as np
import pytest

from evidence.tables import BadRowsError, EventTable, read_events

CODES = {"0": "censored", "1": "relapse", "2": "death"}


def write(folder: Path, *lines: str) -> Path:
    path = folder / "patients.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(path: Path, **given: object) -> EventTable:
    return read_events(path, time="years", status="end", codes=CODES, time_unit="years", **given)  # type: ignore[arg-type]


def problems(path: Path, **given: object) -> tuple[str, ...]:
    with pytest.raises(BadRowsError) as caught:
        read(path, **given)
    return caught.value.problems


def test_csv_counts_people_by_arm_time_and_cause(tmp_path: Path) -> None:
    path = write(tmp_path, "years,end,arm", "1,1,A", "1,1,A", "2.5,0,A", "1,2,B", " 3 , 0 ,B")

    table = read(path, arm="arm", arms={"A": "treated", "B": "control"})

    assert table.arms == ("treated", "control")
    assert table.causes == ("censored", "relapse", "death")
    np.testing.assert_array_equal(table.times, [1, 2.5, 3])
    np.testing.assert_array_equal(table.counts[0], [[0, 2, 0], [1, 0, 0], [0, 0, 0]])
    np.testing.assert_array_equal(table.counts[1], [[0, 0, 1], [0, 0, 0], [1, 0, 0]])


def test_csv_without_arms_puts_everybody_in_one(tmp_path: Path) -> None:
    table = read(write(tmp_path, "years,end", "1,1", "2,0"))

    assert (table.arms, table.n("all")) == (("all",), 2)


def test_csv_reports_every_kind_of_bad_row_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "years,end,arm",
        "1,1,A",
        ",1,A",
        "abc,1,A",
        "nan,0,A",
        "inf,0,A",
        "-1,0,A",
        "2,,A",
        "2,9,A",
        "2,1,",
        "2,1,C",
    )

    assert problems(path, arm="arm", arms={"A": "treated"}) == (
        "1 row has no time (row 2).",
        "3 rows have a time that is no number (row 3, 4, 5).",
        "1 row has a negative time (row 6).",
        "1 row has no status (row 7).",
        "1 row has a status without a meaning (row 8).",
        "1 row has no arm (row 9).",
        "1 row has an unknown arm (row 10).",
    )


def test_csv_many_bad_rows_names_the_first_five(tmp_path: Path) -> None:
    path = write(tmp_path, "years,end", *["-1,1"] * 7)

    assert problems(path) == ("7 rows have a negative time (row 1, 2, 3, 4, 5 …).",)


def test_csv_missing_column_names_those_there_are(tmp_path: Path) -> None:
    path = write(tmp_path, "months,end", "1,1")

    assert problems(path) == ("There is no column “years”; there are months, end.",)


def test_csv_empty_arm_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "years,end,arm", "1,1,A")

    assert problems(path, arm="arm", arms={"A": "treated", "B": "control"}) == ("Nobody is in the arm control.",)


def test_csv_without_rows_is_refused(tmp_path: Path) -> None:
    assert problems(write(tmp_path, "years,end")) == ("There are no rows.",)


def test_csv_missing_file_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path / "none.csv") == (f"There is no file {tmp_path / 'none.csv'}.",)


def test_csv_file_that_is_no_text_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    path.write_bytes(b"years,end\n\xff\xfe\x00\x81,1\n")

    assert problems(path) == ("1 row has letters that are not UTF-8 (row 1).",)


def test_csv_header_with_letters_that_are_not_utf8_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    path.write_bytes(b"ye\xffars,end\n1,1\n")

    assert problems(path) == ("There is no column “years”; there are ye\ufffdars, end.",)


def test_csv_header_that_never_ends_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, '"years,end', *["1,1"] * 50_000)

    assert problems(path)[0].startswith("The header of patients.csv cannot be read: ")


def test_csv_rows_of_another_width_are_named_and_later_rows_keep_their_numbers(tmp_path: Path) -> None:
    path = write(tmp_path, "years,end", "1,1", "2", "-3,0", "4,0,9", "5", "-6,1")

    assert problems(path) == (
        "2 rows have fewer fields than the header (row 2, 5).",
        "1 row has more fields than the header (row 4).",
        "2 rows have a negative time (row 3, 6).",
    )


@pytest.mark.parametrize("line", ["#1,1", "1_000,1", "0x10,1", '"1,5",1'])
def test_csv_row_that_a_lenient_reader_would_skip_or_bend_is_reported(tmp_path: Path, line: str) -> None:
    path = write(tmp_path, "years,end", "2,0", line)

    assert problems(path) == ("1 row has a time that is no number (row 2).",)


def test_csv_line_above_the_header_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "My study", "years,end", "1,1")

    assert problems(path)[0] == "There is no column “years”; there are My study."


def test_csv_quotation_mark_that_is_not_closed_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "years,end,note", '1,1,"unclosed', "2,0,fine")

    assert problems(path) == ("1 row has a quotation mark that is not closed (row 1).",)


def test_csv_mixed_line_ends_are_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    path.write_bytes(b"years,end\r\n1,1\n2,0\r\n")

    assert problems(path)[0].startswith("patients.csv cannot be read as CSV, perhaps because its line ends are mixed: ")


def test_csv_column_named_twice_is_refused(tmp_path: Path) -> None:
    assert problems(write(tmp_path, "years,end,end", "1,1,0")) == ("There are 2 columns “end”.",)


def test_csv_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    path.touch()

    assert problems(path) == ("patients.csv is empty.",)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_csv_takes_the_usual_delimiters_and_line_ends(tmp_path: Path, delimiter: str, ending: str) -> None:
    path = tmp_path / "patients.csv"
    text = ending.join([f'"years"{delimiter}"end"', f"1{delimiter}1", f'"2.5"{delimiter}0', ""])
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert read(path).times.tolist() == [1, 2.5]


def test_csv_codes_without_an_event_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "years,end", "1,0")
    with pytest.raises(BadRowsError, match="at least one event"):
        read_events(path, time="years", status="end", codes={"0": "censored"}, time_unit="years")


def test_csv_column_names_with_quotes_cannot_break_out(tmp_path: Path) -> None:
    path = write(tmp_path, '"years"" FROM source; DROP TABLE source; --",end', "1,1")

    table = read_events(
        path, time='years" FROM source; DROP TABLE source; --', status="end", codes=CODES, time_unit="years"
    )

    assert table.n("all") == 1


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(b"years,end\n1,1\n"),
        b"PK\x03\x04workbook",
        "years,end\n1,1\n".encode("utf-16"),
        b"ye\0ars,end\n1,1\n",
    ],
    ids=["gzip", "workbook", "UTF-16", "null character"],
)
def test_file_that_is_no_text_is_told_from_one_without_the_columns(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "patients.csv"
    path.write_bytes(content)

    assert problems(path) == (
        "patients.csv is no text in UTF-8; what can be read is CSV, Parquet (.parquet) and Arrow (.arrow, .feather).",
    )


def test_first_line_without_names_is_told_from_an_empty_file(tmp_path: Path) -> None:
    assert problems(write(tmp_path, "", "years,end", "1,1")) == ("The first line of patients.csv is empty.",)


def test_only_the_first_of_very_many_columns_are_named(tmp_path: Path) -> None:
    path = write(tmp_path, ",".join(f"gene{place}" for place in range(20_000)), "")

    assert len(problems(path)[0]) < 600
    assert problems(path)[0].endswith(", gene48, gene49 … (20000 in all).")


def test_folder_and_pipe_are_told_from_a_file_that_is_missing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")

    assert problems(tmp_path) == (f"{tmp_path} is a folder; name a file.",)
    assert problems(tmp_path / "pipe.csv") == (
        f"{tmp_path / 'pipe.csv'} is no file that can be read twice; save the rows to one.",
    )


def test_very_wide_file_is_read(tmp_path: Path) -> None:
    wide = ",".join(f"gene{place}" for place in range(20_000))
    path = write(tmp_path, f"years,end,{wide}", "1,1," + "," * 19_999, "2,0," + "," * 19_999)

    assert read(path).counts.sum(axis=(0, 1)).tolist() == [1, 1, 0]


def test_rows_are_numbered_by_their_place_in_the_file_across_empty_lines_and_line_breaks(tmp_path: Path) -> None:
    path = write(tmp_path, "years,end,arm", '1,1,"a\nb"', "", "2,0,c", "", "3,1", "x,1,d", "5,7,d")

    assert problems(path, arm="arm") == (
        "1 row has fewer fields than the header (row 5).",
        "1 row has a time that is no number (row 6).",
        "1 row has a status without a meaning (row 7).",
    )
