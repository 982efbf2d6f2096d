"""Opening a SQLite file as a store: whether it is one, and of which version.

Invariant: a file that is no store of this program is never written to.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actorgraph.errors import StoreUnavailable

VERSION = 2
"""The number of the newest migration."""
APPLICATION_ID = 0x41475248  # "AGRH": what `file` and SQLite tell this program's files by
_WAIT_SECONDS = 60.0
_CACHE_KIB = 131_072
_MIGRATIONS = Path(__file__).with_name("migrations")


@contextmanager
def translated(location: str) -> Iterator[None]:
    """The one door for errors of SQLite: inside, each becomes `StoreUnavailable`."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreUnavailable(f"{location}: {_advice(error)}") from error


def _advice(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"another process has been writing for {_WAIT_SECONDS:.0f} seconds; try again when it is done"
    if primary == sqlite3.SQLITE_NOTADB:
        return "this file is no actorgraph store; name another with --store or ACTORGRAPH_STORE"
    if primary == sqlite3.SQLITE_CORRUPT:
        return f"the store is damaged ({error}); restore a copy, or delete it and build it again"
    if primary == sqlite3.SQLITE_FULL:
        return "no space is left on the disk; nothing of this batch was stored"
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return f"the store cannot be written or opened ({error}); check the rights to the file and its folder"
    return f"the store cannot be used: {error}"


def connect(location: str, create: bool) -> sqlite3.Connection:
    """A connection to the store in this file, brought up to `VERSION`. Raises `StoreUnavailable`."""
    path = Path(location)
    if path.is_dir():
        raise StoreUnavailable(f"{location} is a folder; name a file in it, such as {path / 'graph.db'}")
    if not create and not path.exists():
        raise StoreUnavailable(
            f"no store at {location}; `actorgraph build PATH...` makes one out of articles, "
            "`actorgraph load FILE` out of a relations file"
        )
    if create:
        _make_folder(path.parent)
    with translated(location):
        connection = sqlite3.connect(location, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            _prepare(connection, location, create)
        except BaseException:
            connection.close()
            raise
    return connection


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"no folder can be made for the store: {error}") from error


def _prepare(connection: sqlite3.Connection, location: str, create: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    # Keys are hashes, so a batch touches pages all over a large store: 2 MB, the default, hold few of them.
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    version = _version(connection, location, create)
    if version < VERSION:
        _use_write_ahead_log(connection)
        _migrate(connection, location, create)


def _version(connection: sqlite3.Connection, location: str, create: bool) -> int:
    """The version of the store, 0 for an empty file. Raises `StoreUnavailable` for what is no store."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application or version or tables:
            raise StoreUnavailable(
                f"{location} is a database of another program; name another file with --store"
            )
        if not create:
            raise StoreUnavailable(f"{location} is empty; `actorgraph build PATH...` makes a store of it")
    if version > VERSION:
        raise StoreUnavailable(
            f"{location} was made by a newer actorgraph (format {version}, this one reads up to {VERSION}); "
            "update actorgraph, or build another store"
        )
    return int(version)


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Readers and a writer side by side. SQLite does not wait for this lock by itself, so this does."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _migrate(connection: sqlite3.Connection, location: str, create: bool) -> None:
    with transaction(connection):
        # Another process may have done it since the version was read.
        version = _version(connection, location, create)
        for path in sorted(_MIGRATIONS.glob("*.sql")):
            if int(path.name.partition("_")[0]) > version:
                for statement in statements(path.read_text(encoding="utf-8")):
                    connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: `executescript` would commit before each of them."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of what is done inside, or nothing. The lock comes first, so that nothing read goes stale."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
