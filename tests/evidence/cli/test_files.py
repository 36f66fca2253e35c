import os
from pathlib import Path

import pytest

from evidence.cli import CommandError
from evidence.cli.files import require_places, write_files


def full_disk(path: Path) -> None:
    path.write_text("half", encoding="utf-8")
    raise OSError(28, "No space left on device", str(path))


def test_files_are_written_in_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")

    write_files({tmp_path / "a.txt": lambda path: path.write_text("A"), tmp_path / "b.txt": lambda path: path.touch()})

    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "A"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_nothing_is_written_when_a_later_file_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")

    with pytest.raises(CommandError) as caught:
        write_files({tmp_path / "a.txt": lambda path: path.write_text("new"), tmp_path / "b": full_disk})

    assert str(caught.value) == f"{tmp_path / 'b'}: No space left on device."
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)

    write_files({tmp_path / "pipe": lambda path: path.write_text("rows")})

    assert os.read(reader, 10) == b"rows"
    assert (tmp_path / "pipe").is_fifo()
    os.close(reader)


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        (["no/a.svg"], "There is no folder {0}/no."),
        (["."], "{0} is a folder; name a file."),
        (["link.csv"], "{0}/link.csv is the file that is read; name another."),
        (["a.csv", "a.csv"], "{0}/a.csv is to be written twice; name another."),
    ],
)
def test_place_that_cannot_be_written_is_refused(tmp_path: Path, places: list[str], sentence: str) -> None:
    (tmp_path / "rows.csv").touch()
    (tmp_path / "link.csv").symlink_to(tmp_path / "rows.csv")

    with pytest.raises(CommandError) as caught:
        require_places([None, *(tmp_path / place for place in places)], read=[tmp_path / "rows.csv"])

    assert str(caught.value) == sentence.format(tmp_path)
