from pathlib import Path

import pytest

from evidence.tables import BadRowsError
from evidence.tables.digitised_curve import read_curve_points, read_numbers_at_risk


def written(folder: Path, text: str) -> Path:
    path = folder / "curve.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "time,survival\n0,1\n1.5,0.9\n",
        "time;survival\n0;1\n1.5;0.9",
        "survival\ttime\n1\t0\n0.9\t1.5\n\n",
        "\ufefftime,other,survival\n0,x,1\n 1.5 ,y,.9\n",
        'time,survival\r\n"0","1"\r\n1.5,9e-1\r\n',
    ],
)
def test_points_are_read_as_they_stand(tmp_path: Path, text: str) -> None:
    assert read_curve_points(written(tmp_path, text)) == [(0.0, 1.0), (1.5, 0.9)]


def test_numbers_at_risk_are_whole(tmp_path: Path) -> None:
    found = read_numbers_at_risk(written(tmp_path, "time,at_risk\n0,30\n6,21\n"))

    assert found == [(0.0, 30), (6.0, 21)]
    assert all(isinstance(count, int) for _, count in found)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ("curve.csv is empty.",)),
        ("time,survival\n", ("curve.csv holds no rows.",)),
        (
            "month,S\n1,2\n",
            (
                "There is no column “time”; there are month, S.",
                "There is no column “survival”; there are month, S.",
            ),
        ),
        ("time,time,survival\n1,1,1\n", ("There are 2 columns “time”.",)),
        (
            "time,survival\n0,1\n,0.9\n2,NR\n3,83%\nnan,0.1\n4\n5,0.5,\n6,0·4\n1e999,0\n",
            (
                "3 rows have a time that is no number (row 2, 5, 9).",
                "3 rows have a survival that is no number (row 3, 4, 8).",
                "2 rows have more or fewer fields than the header (row 6, 7).",
            ),
        ),
        ("time,survival\n" + "x,1\n" * 7, ("7 rows have a time that is no number (row 1, 2, 3, 4, 5 …).",)),
        ("time,survival\n0,1\n\n2,0.5\n", ("1 row has more or fewer fields than the header (row 2).",)),
        ('time,survival\n0,"1\n', ("curve.csv cannot be read as CSV: unexpected end of data.",)),
    ],
)
def test_every_bad_row_is_named(tmp_path: Path, text: str, problems: tuple[str, ...]) -> None:
    with pytest.raises(BadRowsError) as caught:
        read_curve_points(written(tmp_path, text))

    assert caught.value.problems == problems


@pytest.mark.parametrize("count", ["20.5", "-3"])
def test_number_at_risk_that_counts_nobody_is_refused(tmp_path: Path, count: str) -> None:
    with pytest.raises(BadRowsError, match=r"^1 row has no whole number at risk \(row 2\)\.$"):
        read_numbers_at_risk(written(tmp_path, f"time,at_risk\n0,30\n6,{count}\n"))


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRowsError, match="There is no file"):
        read_curve_points(tmp_path / "no.csv")


def test_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "curve.csv"
    path.write_bytes("time,survival\n0,1\n1,½\n".encode("latin-1"))

    with pytest.raises(BadRowsError, match=r"curve\.csv has letters that are not UTF-8"):
        read_curve_points(path)
