"""Real Neo4j servers for tests: fixtures that start them, and skip or fail where they cannot.

Without Java or a fetched server the tests marked `neo4j` are skipped with the reason. Where the variable
ACTORGRAPH_REQUIRE_NEO4J is 1, as in continuous integration, they fail instead.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import neo4j_server as servers

PASSWORD = "only-for-tests"
LTS, NEWEST = servers.VERSIONS
VARIABLES = tuple(
    f"{prefix}NEO4J_{name}"
    for prefix in ("", "ACTORGRAPH_")
    for name in ("URI", "USERNAME", "PASSWORD", "DATABASE")
)


class Servers:
    """Started servers by version; each is started when a test first asks for it."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="neo4j-tests-"))
        self._failed: dict[str, str] = {}

    def home(self, version: str) -> Path:
        """The folder that holds the data of a version's server."""
        return self._folder / version

    def running(self, version: str) -> servers.Running:
        """The server of this version, started if need be; skips the test where that cannot be."""
        if running := servers.status(self.home(version)):
            return running
        if version not in self._failed:
            try:
                return self.start(version)
            except servers.ServerMissing as error:
                self._failed[version] = str(error)
        if os.environ.get("ACTORGRAPH_REQUIRE_NEO4J") == "1":
            pytest.fail(self._failed[version])
        pytest.skip(self._failed[version])

    def start(self, version: str, ports: tuple[int, int] | None = None) -> servers.Running:
        """Start the server of this version."""
        return servers.start(version, self.home(version), PASSWORD, ports)

    def kill(self, version: str) -> None:
        """End the server as a power cut would."""
        servers.stop(self.home(version), kill=True)

    def stop(self) -> None:
        """Stop all and delete what they hold."""
        for version in servers.VERSIONS:
            servers.stop(self.home(version))
        shutil.rmtree(self._folder, ignore_errors=True)


# One for the whole run, although several folders of tests import the fixtures.
_servers = cache(Servers)


@pytest.fixture(scope="session", name="neo4j_servers")
def started_servers() -> Iterator[Servers]:
    """The servers of this run, stopped when it ends."""
    yield _servers()
    _servers().stop()


@pytest.fixture(params=servers.VERSIONS)
def neo4j_uri(request: pytest.FixtureRequest, neo4j_servers: Servers, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty server, for each version; the environment holds its password."""
    return empty_server(request.param, neo4j_servers, monkeypatch)


def empty_server(version: str, started: Servers, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of this version's server with nothing in it; the environment holds its password."""
    running = started.running(version)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ACTORGRAPH_NEO4J_PASSWORD", PASSWORD)
    clear(running.uri)
    return running.uri


def clear(uri: str) -> None:
    """Delete every node and relationship; constraints and indexes stay."""
    from neo4j import GraphDatabase

    with GraphDatabase.driver(uri, auth=("neo4j", PASSWORD)) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS").consume()
