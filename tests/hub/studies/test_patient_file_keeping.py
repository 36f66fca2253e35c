"""Patient-level files are looked into before they are kept, lie apart, and leave nothing behind."""

import io
import os
from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest
from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from django.test import override_settings
from wagtail.models import ModelLogEntry

from hub.studies.domain.engine import DataError
from hub.studies.domain.engine.rows import MOST_ROWS, column_values
from hub.studies.domain.patient_files import MOST_FILES, clear_unconfirmed, confirm, delete_file, local_copy
from hub.studies.domain.patient_files.keeping import shown_name
from hub.studies.enums import Source
from hub.studies.models import Curve, PatientFile, Result, Study
from hub.studies.models.patient_file import FOLDER
from tests.hub.studies.patient_rows import (
    MEANING,
    NOW,
    ROWS,
    make_confirmed,
    make_described,
    make_trial,
    make_user,
    receive,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_folder(tmp_path):
    """Give each test a private storage of its own."""
    private = storages["private"]
    before = private._location
    private._location = str(tmp_path)
    private.__dict__.pop("base_location", None)
    private.__dict__.pop("location", None)
    yield tmp_path
    private._location = before
    private.__dict__.pop("base_location", None)
    private.__dict__.pop("location", None)


def stored(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def parquet(tmp_path, query, options="FORMAT parquet"):
    path = tmp_path / "made" / "made.parquet"
    path.parent.mkdir(exist_ok=True)
    duckdb.sql(f"COPY ({query}) TO '{path}' ({options})")
    content = path.read_bytes()
    path.unlink()
    return content


def test_file_lies_in_the_private_storage_under_a_random_name(private_folder):
    patient_file = receive(make_trial(), name="Ada Lovelace.csv")

    (name,) = stored(private_folder)
    assert patient_file.file.name == f"{FOLDER}/{name}"
    assert len(name) == 36
    assert "Ada" not in name
    assert patient_file.original_name == "Ada Lovelace.csv"
    assert not default_storage.exists(patient_file.file.name)
    assert (private_folder / FOLDER / name).stat().st_mode & 0o777 == 0o600


def test_file_has_no_address():
    patient_file = receive(make_trial())

    with pytest.raises(ValueError, match="has no address"):
        _ = patient_file.file.url


def test_file_is_recorded_with_its_size_digest_and_columns():
    patient_file = receive(make_trial())

    assert (patient_file.rows, patient_file.size) == (10, len(ROWS))
    assert patient_file.columns == ["id", "group", "months", "status"]
    assert len(patient_file.sha256) == 64
    assert (patient_file.uploaded_by, patient_file.uploaded_at, patient_file.is_confirmed) == (make_user(), NOW, False)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\data\\rows.csv", "rows.csv"),
        ("a\r\nb\x00.csv", "ab.csv"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
        ("/", "file"),
    ],
)
def test_name_is_never_more_than_a_name(name, shown):
    assert shown_name(name) == shown


def test_path_in_a_name_leads_nowhere(private_folder):
    receive(make_trial(), name="../../../escaped.csv")

    assert [path.parent.name for path in private_folder.rglob("*.csv")] == [FOLDER]
    assert "escaped" not in stored(private_folder)[0]


REFUSED = [
    ("rows.txt", ROWS, "must be a CSV file"),
    ("rows", ROWS, "must be a CSV file"),
    ("rows.csv.exe", ROWS, "must be a CSV file"),
    ("rows.xlsx", "PK\x03\x04", "must be a CSV file"),
    ("rows.csv", "PK\x03\x04zip", "is not a CSV file"),
    ("rows.csv", "\x1f\x8b".encode("latin-1") + b"gzip", "is not a CSV file"),
    ("rows.csv", b"PAR1....PAR1", "is not a CSV file"),
    ("rows.csv", "<!doctype html><script>", "is not a CSV file"),
    ("rows.csv", "a,b\n1,\0\n", "is not a CSV file"),
    ("rows.csv", "a,b\n1,\xe9\n".encode("latin-1"), "is not UTF-8 text"),
    ("rows.csv", "a,b\n", "has no rows"),
    ("rows.csv", "\n1,2\n", "names no columns"),
    ("rows.csv", "a,a\n1,2\n", "Several columns have the same name: a."),
    ("rows.csv", ",".join(f"c{n}" for n in range(501)) + "\n1\n", "more than 500 columns"),
    ("rows.csv", "n" * 201 + ",b\n1,2\n", "does not look like names"),
    ("rows.csv", "a,b\n" + "1,2\n" * (MOST_ROWS + 1), "more than 100,000 rows"),
    ("rows.parquet", ROWS, "is not a Parquet file"),
    ("rows.parquet", b"PAR1", "cannot be read"),
    ("rows.parquet", b"PAR1" + b"\xff" * 200 + b"PAR1", "cannot be read"),
]


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED)
def test_file_that_is_not_what_it_should_be_is_refused_and_not_kept(private_folder, name, content, sentence):
    with pytest.raises(DataError, match=sentence):
        receive(make_trial(), content, name)

    assert stored(private_folder) == []
    assert not PatientFile.objects.exists()


@override_settings(PATIENT_FILE_MAX_BYTES=100)
def test_huge_file_is_refused(private_folder):
    with pytest.raises(DataError, match="it may have at most 100\xa0bytes"):
        receive(make_trial())

    assert stored(private_folder) == []


def test_small_parquet_file_of_a_great_many_rows_is_refused(private_folder, tmp_path):
    bomb = parquet(tmp_path, "SELECT 1 AS months, 0 AS status FROM range(30000000)")
    assert len(bomb) < 5_000_000

    with pytest.raises(DataError, match="more than 100,000 rows"):
        receive(make_trial(), bomb, "rows.parquet")

    assert stored(private_folder) == []


def test_parquet_file_that_unpacks_to_very_much_is_refused(private_folder, tmp_path):
    wide = "SELECT repeat('a', 3000) || i AS text FROM range(90000) AS t(i)"
    bomb = parquet(tmp_path, wide, "FORMAT parquet, COMPRESSION zstd, DICTIONARY_SIZE_LIMIT 1")

    with pytest.raises(DataError, match="unpacks to more than 200 MB"):
        receive(make_trial(), bomb, "rows.parquet")


def test_damaged_parquet_file_is_refused_in_a_sentence(tmp_path):
    content = bytearray(parquet(tmp_path, "SELECT i % 7 AS months, i % 2 AS status FROM range(500) AS t(i)"))
    study = make_trial()
    sentences = []
    for place in range(4, len(content) - 4, 97):
        damaged = bytes(content[:place]) + b"\xff\xff\xff" + bytes(content[place + 3 :])
        try:
            patient_file = receive(study, damaged, "rows.parquet")
            with local_copy(patient_file) as path:
                column_values(path, patient_file.columns[-1], most=12)
        except DataError as error:
            sentences.append(str(error))
    assert sentences
    assert not any("/" in sentence for sentence in sentences)


def test_parquet_file_is_computed_like_the_same_csv_file(tmp_path):
    study = make_trial()
    source = tmp_path / "rows.csv"
    source.write_text(ROWS)
    content = parquet(tmp_path, f"FROM '{source}'")
    source.unlink()
    patient_file = receive(study, content, "rows.parquet")
    patient_file.meaning = MEANING.to_json()
    patient_file.save()

    confirm(patient_file=patient_file, user=make_user(), now=NOW)

    again = study.results.filter(source=Source.RECOMPUTED).values_list("outcome__key", "arm__key", "estimate_printed")
    assert set(again) == {
        ("dfs", "a", "60.0"), ("dfs", "b", "40.0"), ("cir", "a", "20.0"), ("cir", "b", "40.0")
    }  # fmt: skip


def test_column_of_many_values_is_refused_without_naming_one():
    patient_file = receive(make_trial())

    with local_copy(patient_file) as path, pytest.raises(DataError) as refused:
        column_values(path, "id", most=9)

    assert str(refused.value) == "The column “id” has more than 9 different values."


def test_study_has_a_few_files_at_most(private_folder):
    study = make_trial()
    for number in range(MOST_FILES):
        receive(study, user=make_user(f"editor-{number}"))

    with pytest.raises(DataError, match="the most it can have"):
        receive(study, user=make_user("one-more"))

    assert len(stored(private_folder)) == MOST_FILES


def test_new_upload_replaces_the_editors_unconfirmed_one(private_folder, django_capture_on_commit_callbacks):
    study = make_trial()
    receive(study)
    with django_capture_on_commit_callbacks(execute=True):
        second = receive(study)

    assert list(study.patient_files.all()) == [second]
    assert stored(private_folder) == [second.file.name.rpartition("/")[2]]


def test_uploading_is_logged_in_counts_alone():
    study = make_trial()

    receive(study, name="Ada Lovelace.csv")

    entry = ModelLogEntry.objects.for_instance(study).get(action="studies.patient_file_uploaded")
    assert entry.data == {"rows": 10}


def test_file_is_deleted_on_request_with_its_results(private_folder, django_capture_on_commit_callbacks):
    study = make_trial()
    patient_file = make_confirmed(study)

    with django_capture_on_commit_callbacks(execute=True):
        delete_file(patient_file=patient_file, user=make_user(), with_results=True)

    assert stored(private_folder) == []
    assert not PatientFile.objects.exists()
    assert (study.results.filter(source=Source.RECOMPUTED).count(), Curve.objects.count()) == (0, 0)
    assert study.results.filter(source=Source.PUBLISHED).count() == 4
    entry = ModelLogEntry.objects.for_instance(study).get(action="studies.patient_file_deleted")
    assert entry.data == {"results": 4, "results_deleted": True}


def test_results_stay_if_only_the_file_is_to_go(private_folder, django_capture_on_commit_callbacks):
    study = make_trial()
    patient_file = make_confirmed(study)

    with django_capture_on_commit_callbacks(execute=True):
        delete_file(patient_file=patient_file, user=make_user(), with_results=False)

    assert stored(private_folder) == []
    assert set(Result.objects.filter(source=Source.RECOMPUTED).values_list("patient_file", flat=True)) == {None}
    assert Curve.objects.count() == 4


@pytest.mark.parametrize("in_bulk", [False, True])
def test_deleting_the_study_removes_its_files(private_folder, django_capture_on_commit_callbacks, in_bulk):
    study = make_trial()
    make_confirmed(study)

    with django_capture_on_commit_callbacks(execute=True):
        Study.objects.filter(pk=study.pk).delete() if in_bulk else study.delete()

    assert stored(private_folder) == []


def test_deletion_that_is_rolled_back_keeps_the_file(private_folder, django_capture_on_commit_callbacks):
    patient_file = make_confirmed(make_trial())

    with django_capture_on_commit_callbacks(execute=False):
        patient_file.delete()

    assert len(stored(private_folder)) == 1


def test_unconfirmed_uploads_are_cleared_after_a_day(private_folder, django_capture_on_commit_callbacks):
    study = make_trial()
    confirmed = make_confirmed(study)
    receive(study, user=make_user("forgetful"), now=NOW - timedelta(hours=25))
    fresh = receive(study, user=make_user("busy"), now=NOW - timedelta(hours=23))

    with django_capture_on_commit_callbacks(execute=True):
        count = clear_unconfirmed(now=NOW)

    assert count == 1
    assert list(PatientFile.objects.order_by("pk")) == [confirmed, fresh]
    assert len(stored(private_folder)) == 2


def test_files_without_a_record_are_cleared_after_a_day(private_folder):
    kept = receive(make_trial())
    old, new = (private_folder / FOLDER / name for name in ("old.csv", "new.csv"))
    for orphan in (old, new):
        orphan.write_text("left behind")
    long_ago = (NOW - timedelta(days=2)).timestamp()
    os.utime(old, (long_ago, long_ago))
    os.utime(new, (NOW.timestamp(), NOW.timestamp()))

    assert clear_unconfirmed(now=NOW) == 1
    assert stored(private_folder) == sorted([kept.file.name.rpartition("/")[2], "new.csv"])


def test_command_clears_and_says_how_many():
    output = io.StringIO()

    call_command("clear_unconfirmed_uploads", stdout=output)

    assert output.getvalue() == "0 unconfirmed uploads deleted.\n"


def test_file_missing_from_the_storage_is_named(private_folder):
    patient_file = make_described(make_trial())
    for path in private_folder.rglob("*.csv"):
        path.unlink()

    with pytest.raises(DataError, match="no longer in the storage"):
        confirm(patient_file=patient_file, user=make_user(), now=NOW)


def test_copy_lent_to_the_engine_is_private_and_goes_away():
    patient_file = receive(make_trial())

    with local_copy(patient_file) as path:
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert path.read_text() == ROWS

    assert not path.exists()


def test_meaning_outlives_its_storage():
    meaning = replace(MEANING, times=(1.0, 2.5), times_unit="years")
    patient_file = make_described(make_trial(), meaning=meaning)

    patient_file.refresh_from_db()

    assert type(meaning).from_json(patient_file.meaning) == meaning
