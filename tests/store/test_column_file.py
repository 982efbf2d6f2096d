"""The file of columns beside a store in a file: used while it is current, never trusted beyond that."""

from __future__ import annotations

from pathlib import Path

import pytest

from actorgraph.columns import LAYOUT
from actorgraph.store import Filter, column_file, open_store
from tests.support import report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "graph.db"
    with open_store(str(path), create=True) as store:
        store.write([report(str(n), "Q458", "SANCTION", "BLR", f"2020-10-0{n}") for n in range(1, 4)])
    return path


def _starts(path: Path) -> list[int]:
    with open_store(str(path)) as store:
        return list(store.columns(Filter()).start)


def _beside(path: Path) -> Path:
    return Path(f"{path}.columns")


def test_is_written_once_and_read_from_then_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _starts(path)
    assert len(expected) == 3
    monkeypatch.setattr("actorgraph.store.sqlite_columns.gather", lambda rows: pytest.fail("rows were read"))
    assert _starts(path) == expected
    with open_store(str(path)) as store:
        store.write([report("more", "RUS", "CONSULT", "BLR", "2021-01-01")])
    with pytest.raises(pytest.fail.Exception, match="rows were read"):
        _starts(path)


def test_a_write_that_changes_nothing_leaves_it_current(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _starts(path)
    monkeypatch.setattr("actorgraph.store.sqlite_columns.gather", lambda rows: pytest.fail("rows were read"))
    with open_store(str(path)) as store:
        assert store.write([report("1", "Q458", "SANCTION", "BLR", "2020-10-01")]).unchanged == 1
    assert _starts(path) == expected


def test_holds_every_column(path: Path) -> None:
    with open_store(str(path)) as store:
        fresh = store.columns(Filter())
    with open_store(str(path)) as store:
        kept = store.columns(Filter())
    for name in (*LAYOUT, "ids"):
        assert bytes(getattr(kept, name)) == bytes(getattr(fresh, name)), name
    for name in ("actors", "types", "modes", "datasets", "codes"):
        assert getattr(kept, name) == getattr(fresh, name), name


@pytest.mark.parametrize("damage", [b"", b"\x00\xff\n", b"[]\n", b'{"format": 1}\n', None])
def test_a_damaged_file_is_written_anew(path: Path, damage: bytes | None) -> None:
    expected = _starts(path)
    whole = _beside(path).read_bytes()
    _beside(path).write_bytes(whole[:-20] if damage is None else damage)
    assert _starts(path) == expected
    assert _beside(path).read_bytes() == whole


def test_of_another_store_is_not_used(path: Path, tmp_path: Path) -> None:
    _starts(path)
    other = tmp_path / "other.db"
    with open_store(str(other), create=True) as store:
        store.write([report("one", "RUS", "CONSULT", "BLR", "1999-01-01")])
    _beside(path).replace(_beside(other))
    assert len(_starts(other)) == 1


def test_where_it_cannot_be_written_there_is_none(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_options: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(column_file.tempfile, "mkstemp", full)
    assert len(_starts(path)) == 3
    assert not _beside(path).exists()


def test_one_actor_is_asked_for_without_reading_all(path: Path) -> None:
    with open_store(str(path)) as store:
        assert len(store.columns(Filter(between=("BLR",)))) == 3
    assert not _beside(path).exists()
