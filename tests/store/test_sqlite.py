"""What is particular to the store in a file; what every store does is in tests/contract."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from actorgraph.errors import StoreUnavailable
from actorgraph.store import Filter, open_store, sqlite_file
from actorgraph.store.sqlite_file import APPLICATION_ID, VERSION, statements
from tests.support import report

_ONE = report("one", "Q458", "SANCTION", "BLR", "2020-10-02")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with open_store(str(path), create=True) as store:
        store.write([_ONE])
    return path


def _sql(path: Path, *queries: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        rows = [row for query in queries for row in connection.execute(query)]
        connection.commit()
    finally:
        connection.close()
    return rows


def test_a_missing_store_is_not_made_by_asking_it(path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"no store at .*graph\.db.*actorgraph build"):
        open_store(str(path))
    assert not path.exists()


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "a" / "b" / "graph.db"), create=True) as store:
        assert store.stats().articles == 0


def test_the_store_is_where_the_variable_says(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTORGRAPH_STORE", str(filled))
    with open_store(None) as store:
        assert (store.location, store.stats().articles) == (str(filled), 1)


def test_the_store_is_in_the_users_own_folder_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ACTORGRAPH_STORE", raising=False)
    monkeypatch.setattr("platformdirs.user_data_path", lambda name: tmp_path / name)
    with open_store(create=True) as store:
        assert store.location == str(tmp_path / "actorgraph" / "graph.db")


@pytest.mark.parametrize("location", ["http://localhost:7474", "postgres://x"])
def test_other_kinds_of_location_are_refused(location: str) -> None:
    with pytest.raises(StoreUnavailable, match="names no kind of store"):
        open_store(location, create=True)


@pytest.mark.parametrize("create", [True, False])
def test_another_programs_database_is_refused_and_left_alone(path: Path, create: bool) -> None:
    _sql(path, "CREATE TABLE bookmarks (url TEXT)", "PRAGMA user_version = 1")
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable, match="another program"):
        open_store(str(path), create)
    assert path.read_bytes() == before


@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, create: bool) -> None:
    path.write_text("title: an article\n" * 100)
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable, match="no actorgraph store"):
        open_store(str(path), create)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store_only_on_demand(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreUnavailable, match=r"is empty; `actorgraph build"):
        open_store(str(path))
    with open_store(str(path), create=True) as store:
        assert store.write([_ONE]).new == 1


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="is a folder"):
        open_store(str(tmp_path), create=True)


def test_a_file_on_the_way_is_named(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreUnavailable, match="no folder can be made"):
        open_store(str(path / "graph.db"), create=True)


def test_a_store_of_a_newer_version_is_refused(filled: Path) -> None:
    _sql(filled, f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(StoreUnavailable, match=r"newer actorgraph .*update actorgraph"):
        open_store(str(filled), create=True)


def test_the_file_says_whose_it_is_and_is_read_while_written(filled: Path) -> None:
    pragmas = ("PRAGMA application_id", "PRAGMA user_version", "PRAGMA journal_mode")
    assert _sql(filled, *pragmas) == [(APPLICATION_ID,), (VERSION,), ("wal",)]


def test_migrations_are_numbered_without_gap_up_to_the_version() -> None:
    names = sorted(item.name for item in files("actorgraph.store").joinpath("migrations").iterdir())
    assert [int(name.partition("_")[0]) for name in names if name.endswith(".sql")] == list(
        range(1, VERSION + 1)
    )


def test_a_failing_migration_leaves_the_store_as_it_was(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    newest = VERSION + 1
    script = folder / f"{newest:04}_next.sql"
    script.write_text("CREATE TABLE extra (x);\nCREATE TABLE article (x);")
    monkeypatch.setattr(sqlite_file, "_MIGRATIONS", folder)
    monkeypatch.setattr(sqlite_file, "VERSION", newest)
    tables = "SELECT name FROM sqlite_master ORDER BY name"
    before = _sql(filled, tables, "PRAGMA user_version")
    with pytest.raises(StoreUnavailable, match="already exists"):
        open_store(str(filled))
    assert _sql(filled, tables, "PRAGMA user_version") == before
    script.write_text("CREATE TABLE extra (x);")
    with open_store(str(filled)) as store:
        assert store.stats().articles == 1
    assert _sql(filled, "PRAGMA user_version", "SELECT count(*) FROM extra") == [(newest,), (0,)]


def test_statements_end_where_sql_says() -> None:
    script = "CREATE TABLE a (x); -- one; two\nINSERT INTO a VALUES ('b;\nc');\n-- the end"
    assert [part.strip() for part in statements(script)][-1] == "-- the end"
    connection = sqlite3.connect(":memory:")
    for part in statements(script):
        connection.execute(part)
    assert connection.execute("SELECT x FROM a").fetchall() == [("b;\nc",)]
    connection.close()


def test_what_is_written_satisfies_every_foreign_key(filled: Path) -> None:
    with open_store(str(filled)) as store:
        store.write([report("two", "vera-adamova", "ACCUSE", "BLR")])
        store.withdraw([_ONE.article.id])
    assert _sql(filled, "PRAGMA foreign_key_check") == []
    for table in ("article", "evidence", "relation", "relation_evidence"):
        assert _sql(filled, f"SELECT count(*) FROM {table}") == [(1,)], table
    for table in ("actor", "description", "article_description"):
        assert _sql(filled, f"SELECT count(*) FROM {table}") == [(2,)], table


def test_another_writer_is_waited_for_and_then_named(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "_WAIT_SECONDS", 0.1)
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_store(str(filled)) as store:
        with pytest.raises(StoreUnavailable, match="another process has been writing"):
            store.write([report("two", "RUS", "CONSULT", "BLR")])
        assert store.stats().articles == 1
    other.execute("ROLLBACK")
    other.close()


def test_a_damaged_store_is_named(filled: Path) -> None:
    data = bytearray(filled.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    filled.write_bytes(data)
    with (
        pytest.raises(StoreUnavailable, match=r"graph\.db: the store is damaged"),
        open_store(str(filled)) as store,
    ):
        store.stats()


def test_every_error_of_sqlite_is_translated(filled: Path) -> None:
    kinds = [
        kind for kind in vars(sqlite3).values() if isinstance(kind, type) and issubclass(kind, sqlite3.Error)
    ]
    assert len(kinds) > 5
    for kind in kinds:
        with pytest.raises(StoreUnavailable, match="the door"), sqlite_file.translated("here"):
            raise kind("the door")


def test_a_closed_store_says_so(filled: Path) -> None:
    with open_store(str(filled)) as store:
        relations = store.relations(Filter())
    with pytest.raises(StoreUnavailable, match="closed"):
        store.stats()
    with pytest.raises(StoreUnavailable, match="closed"):
        next(relations)


def test_a_full_disk_leaves_nothing_of_the_batch(filled: Path) -> None:
    with open_store(str(filled)) as store:
        connection = store._sql  # type: ignore[attr-defined]  # the only way to fill a disk that is not full
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreUnavailable, match="no space is left"):
            store.write([report(str(n), f"state-{n}", "ACCUSE", "BLR") for n in range(200)])
        assert store.stats().articles == 1


def test_reading_does_not_import_what_only_writing_needs(filled: Path) -> None:
    asked = f"""
import sys
from actorgraph.store import Filter, open_store
with open_store({str(filled)!r}) as store:
    (actor,) = store.find_actors("Belarus")
    store.evidence([one.id for one in store.relations(Filter(between=(actor.id,)))])
print(*sorted({{"actorgraph.derive", "platformdirs", "neo4j", "networkx", "spacy"}} & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
