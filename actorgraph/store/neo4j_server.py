"""The connection to a Neo4j server: address, credentials, and what its errors mean to a person.

Invariant: no text made here holds a password, and no error of the driver leaves the package untranslated.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions

from actorgraph.errors import StoreUnavailable

# Else Python prints on stderr what the driver logs; the store says what a person needs to know.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

RETRY_SECONDS = 120.0
"""How long a transaction is tried again while the server is down: longer than a restart takes."""
_OLDEST = (5, 26)
_PREFIXES = ("ACTORGRAPH_NEO4J_", "NEO4J_")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is, which of its databases is meant, and who asks."""

    uri: str
    database: str
    username: str
    password: str | None = field(repr=False)

    @property
    def location(self) -> str:
        """The address as a person reads it."""
        return self.uri if self.database == "neo4j" else f"{self.uri} (database {self.database})"


def address(location: str, environment: Mapping[str, str] = os.environ) -> Address:
    """The server that `location` names, or without a host in it the variable NEO4J_URI.

    Credentials and database come from ACTORGRAPH_NEO4J_USERNAME, _PASSWORD and _DATABASE, else from
    NEO4J_USERNAME and so on. Raises `StoreUnavailable` for an address with a password in it.
    """
    given = {name: _variable(environment, name) for name in ("URI", "USERNAME", "PASSWORD", "DATABASE")}
    if not location.partition("://")[2].strip("/"):
        location = given["URI"] or "neo4j://localhost:7687"
    parts = urlsplit(location)
    if "@" in parts.netloc:
        raise StoreUnavailable(
            f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}: leave user and password out of the "
            "address; put them into ACTORGRAPH_NEO4J_USERNAME and ACTORGRAPH_NEO4J_PASSWORD"
        )
    return Address(
        location.rstrip("/"), given["DATABASE"] or "neo4j", given["USERNAME"] or "neo4j", given["PASSWORD"]
    )


def _variable(environment: Mapping[str, str], name: str) -> str | None:
    return next((value for prefix in _PREFIXES if (value := environment.get(prefix + name))), None)


def connect(where: Address) -> neo4j.Driver:
    """A driver that has reached the server. Raises `StoreUnavailable`."""
    auth = (where.username, where.password) if where.password is not None else None
    try:
        with translated(where), contextlib.ExitStack() as undo:
            driver = neo4j.GraphDatabase.driver(
                where.uri,
                auth=auth,
                max_transaction_retry_time=RETRY_SECONDS,
                # An empty graph lacks most labels and types; a person's own query asks for them again.
                notifications_min_severity="OFF",
                user_agent="actorgraph",
            )
            undo.callback(driver.close)
            try:
                check_version(driver.get_server_info().agent, where.location)
            except exceptions.ConfigurationError:
                # An old server cannot leave notifications out, and the driver does not talk to it then.
                with neo4j.GraphDatabase.driver(where.uri, auth=auth, user_agent="actorgraph") as plain:
                    check_version(plain.get_server_info().agent, where.location)
                raise
            undo.pop_all()
            return driver
    except (ValueError, OSError) as error:
        # The driver raises these for an address that it cannot read or resolve.
        raise StoreUnavailable(f"{where.location}: the address cannot be used: {error}") from error


def check_version(agent: str, location: str) -> None:
    """Raise `StoreUnavailable` for a server that does not know all of the Cypher of this program."""
    number = agent.rpartition("/")[2]
    parts = number.split(".")[:2]
    if len(parts) == 2 and all(part.isdigit() for part in parts) and tuple(map(int, parts)) < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        raise StoreUnavailable(f"{location} runs Neo4j {number}; update it to {oldest} or newer")


@contextlib.contextmanager
def translated(where: Address) -> Iterator[None]:
    """The one door for errors of the driver: inside, each becomes `StoreUnavailable`."""
    try:
        yield
    except (exceptions.DriverError, exceptions.Neo4jError) as error:
        raise StoreUnavailable(f"{where.location}: {_advice(error, where)}") from error


def _advice(error: exceptions.DriverError | exceptions.Neo4jError, where: Address) -> str:
    if isinstance(error, exceptions.AuthError):
        if where.password is None:
            return "the server asks for a password; set ACTORGRAPH_NEO4J_PASSWORD (and _USERNAME)"
        if "RateLimit" in str(error.code):
            return "too many wrong passwords; wait a few seconds, then try with the right one"
        return f"wrong user or password for {where.username}; check ACTORGRAPH_NEO4J_USERNAME and _PASSWORD"
    if isinstance(error, exceptions.ConfigurationError):
        return f"this address cannot be used ({_line(error)}); write neo4j://HOST:7687"
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        return "no Neo4j server answers; start it (`docker compose up -d`) or name another with --store"
    if isinstance(error, exceptions.Neo4jError):
        return _server_advice(error, where)
    return f"the driver gave up: {_line(error)}"


def _server_advice(error: exceptions.Neo4jError, where: Address) -> str:
    code = str(error.code)
    if "DatabaseNotFound" in code:
        return f"it has no database {where.database!r}; check ACTORGRAPH_NEO4J_DATABASE"
    if "DatabaseUnavailable" in code:
        return f"the database {where.database!r} is not started; START DATABASE, or wait until it is"
    if "MemoryPool" in code or "OutOfMemory" in code:
        return "the server has not enough memory for this; raise server.memory.heap.max_size"
    if isinstance(error, exceptions.TransientError):
        return f"the server is busy ({_line(error)}); try again"
    return f"the server refuses this: {_line(error)}"


def _line(error: BaseException) -> str:
    message = getattr(error, "message", None) or str(error)
    return " ".join(str(message).split())
