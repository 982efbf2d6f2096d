"""What can go wrong between a loader and a server, with real servers."""

from __future__ import annotations

import os
import socketserver
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result
from neo4j import GraphDatabase, exceptions

from actorgraph.cli.app import app
from actorgraph.errors import ExtraMissing, StoreUnavailable
from actorgraph.store import Filter, Written, open_store
from actorgraph.store.neo4j_server import Address, address, check_version, translated
from tests.contract.contents import contents
from tests.neo4j_servers import LTS, NEWEST, PASSWORD, Servers, empty_server
from tests.store.affair import affair
from tests.support import actor, article, evidence, reading, report

NOWHERE = "bolt://127.0.0.1:9"


def _one_line(result: Result) -> str:
    """What a command that could not reach its store says."""
    assert result.exit_code == 4
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line


def _stats(uri: str) -> str:
    return _one_line(CliRunner().invoke(app, ["stats", "--store", uri]))


def test_a_server_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTORGRAPH_NEO4J_PASSWORD", PASSWORD)
    line = _stats(NOWHERE)
    assert "no Neo4j server answers" in line
    assert "docker compose up" in line
    assert PASSWORD not in line


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:port", "neo4j://no-such-host.invalid:7687"])
def test_an_address_that_is_none(uri: str) -> None:
    assert uri in _stats(uri)


def test_a_password_in_the_address_is_refused_and_not_echoed() -> None:
    line = _stats("neo4j://neo4j:topsecret@localhost:7687")
    assert "topsecret" not in line
    assert "ACTORGRAPH_NEO4J_PASSWORD" in line


@pytest.mark.neo4j
def test_a_wrong_password(neo4j_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTORGRAPH_NEO4J_PASSWORD", "topsecret")
    line = _stats(neo4j_uri)
    assert "wrong user or password" in line
    assert "topsecret" not in line


@pytest.mark.neo4j
def test_a_missing_password(neo4j_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ACTORGRAPH_NEO4J_PASSWORD")
    assert "set ACTORGRAPH_NEO4J_PASSWORD" in _stats(neo4j_uri)


@pytest.mark.neo4j
def test_a_wrong_database(neo4j_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTORGRAPH_NEO4J_DATABASE", "elsewhere")
    line = _stats(neo4j_uri)
    assert "no database 'elsewhere'" in line
    assert "ACTORGRAPH_NEO4J_DATABASE" in line


@pytest.mark.neo4j
def test_a_database_without_a_graph(neo4j_uri: str) -> None:
    assert "holds no actorgraph graph" in _stats(neo4j_uri)


@pytest.mark.neo4j
def test_a_graph_of_a_newer_version_is_left_alone(neo4j_uri: str) -> None:
    with open_store(neo4j_uri, create=True):
        pass
    with GraphDatabase.driver(neo4j_uri, auth=("neo4j", PASSWORD)) as driver:
        driver.execute_query("MATCH (s:ActorgraphStore) SET s.format = 99")
    with pytest.raises(StoreUnavailable, match="newer actorgraph"):
        open_store(neo4j_uri, create=True)


@pytest.mark.parametrize("agent", ["Neo4j/4.4.38", "Neo4j/5.25.1", "Neo4j/3.5.0-drop"])
def test_a_server_that_is_too_old(agent: str) -> None:
    with pytest.raises(StoreUnavailable, match=r"update it to 5\.26 or newer"):
        check_version(agent, "here")


_MAGIC = b"\x60\x60\xb0\x17"
_GOODBYE = 0x02


def _packed(text: str) -> bytes:
    return bytes([0x80 + len(text)]) + text.encode()


class _OldServer(socketserver.BaseRequestHandler):
    """Speaks Bolt 4.4 as far as a driver goes that asks who is there."""

    def handle(self) -> None:
        assert self._read(20)[:4] == _MAGIC
        self.request.sendall(b"\x00\x00\x04\x04")
        hello = (
            b"\xa2"
            + _packed("server")
            + _packed("Neo4j/4.4.48")
            + _packed("connection_id")
            + _packed("bolt-1")
        )
        while message := self._message():
            if message[1] == _GOODBYE:
                return
            answer = b"\xb1\x70" + hello
            self.request.sendall(len(answer).to_bytes(2, "big") + answer + b"\x00\x00")

    def _message(self) -> bytes:
        """The next message, empty where the driver has hung up."""
        message = b""
        while size := int.from_bytes(self._read(2), "big"):
            message += self._read(size)
        return message

    def _read(self, size: int) -> bytes:
        found = b""
        while len(found) < size and (part := self.request.recv(size - len(found))):
            found += part
        return found


def test_a_server_of_bolt_4_is_told_to_be_updated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTORGRAPH_NEO4J_PASSWORD", PASSWORD)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _OldServer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        uri = f"bolt://127.0.0.1:{server.server_address[1]}"
        line = _stats(uri)
        server.shutdown()
    assert line == f"actorgraph: {uri} runs Neo4j 4.4.48; update it to 5.26 or newer"


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.26.31", "Neo4j/2026.08.1", "Memgraph"])
def test_a_server_that_will_do(agent: str) -> None:
    check_version(agent, "here")


def test_credentials_come_from_the_projects_own_variables_first() -> None:
    given = {
        "NEO4J_USERNAME": "a",
        "NEO4J_PASSWORD": "b",
        "ACTORGRAPH_NEO4J_PASSWORD": "c",
        "NEO4J_URI": "bolt://h",
    }
    found = address("neo4j://", given)
    assert (found.uri, found.username, found.password, found.database) == ("bolt://h", "a", "c", "neo4j")
    assert "c" not in repr(found).replace("neo4j", "").replace("bolt://h", "").replace("database", "")


def _driver_errors() -> list[type[Exception]]:
    known = [getattr(exceptions, name) for name in exceptions.__all__]
    return [one for one in known if issubclass(one, exceptions.DriverError | exceptions.Neo4jError)]


@pytest.mark.parametrize("error", _driver_errors(), ids=lambda one: one.__name__)
def test_no_error_of_the_driver_comes_through_untranslated(error: type[Exception]) -> None:
    with (
        pytest.raises(StoreUnavailable, match=r"^bolt://here: "),
        translated(Address("bolt://here", "neo4j", "a", "b")),
    ):
        raise error("something")


def test_a_missing_driver_says_how_to_get_it() -> None:
    script = (
        "import sys; sys.modules['neo4j'] = None\n"
        "from actorgraph.store import open_store\n"
        "open_store('neo4j://localhost')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert f"{ExtraMissing.__name__}: " in done.stderr
    assert "pip install 'actorgraph[neo4j]'" in done.stderr


def test_a_file_as_a_store_needs_no_driver(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['neo4j'] = None\n"
        "from actorgraph.store import open_store\n"
        f"open_store({str(tmp_path / 'graph.db')!r}, create=True)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.neo4j
@pytest.mark.parametrize("version", [LTS, NEWEST])
def test_a_load_ends_complete_although_the_server_is_killed_and_started_again(
    version: str, neo4j_servers: Servers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    uri = empty_server(version, neo4j_servers, monkeypatch)
    running = neo4j_servers.running(version)
    batches = [[report(f"{n} {m}", "Q458", "ACCUSE", f"state-{m}", f"2020-{n % 12 + 1:02}") for m in range(5)]
               for n in range(40)]  # fmt: skip
    done: list[Written] = []

    def load() -> None:
        with open_store(uri, create=True) as store:
            for batch in batches:
                done.append(store.write(batch))

    loader = Thread(target=load)
    loader.start()
    while len(done) < 5 and loader.is_alive():
        loader.join(0.01)
    neo4j_servers.kill(version)
    assert len(done) < len(batches)
    neo4j_servers.start(version, (running.bolt, running.http))
    loader.join(200)
    assert len(done) == len(batches)
    assert sum(done, Written()).new == 200
    with open_store(uri) as found, open_store(str(tmp_path / "graph.db"), create=True) as expected:
        for batch in batches:
            expected.write(batch)
        assert contents(found) == contents(expected)


HOSTILE = "x'}) DETACH DELETE n // ` $name {id: 1} \\u0027 \"; MATCH (n)"


@pytest.mark.neo4j
def test_a_name_that_looks_like_cypher_stays_a_name(neo4j_uri: str) -> None:
    of = article(HOSTILE, publisher=HOSTILE, text=HOSTILE, url=HOSTILE, record=HOSTILE)
    named = actor(HOSTILE, HOSTILE, kind="person", aliases=(f"{HOSTILE} two",), codes=((":%", ":x"),))
    said = evidence(of, HOSTILE, "HOLDS_OFFICE", "BLR", mode=HOSTILE, sentence=HOSTILE, speaker=HOSTILE)
    one = reading(of, said, actors=[named])
    with open_store(neo4j_uri, create=True) as store:
        store.write([*affair(), one])
        assert store.find_actors(HOSTILE) == [named]
        assert store.article(of.id) == of
        (relation,) = store.relations(Filter(between=(HOSTILE,)))
        assert (relation.mode, relation.quote) == (HOSTILE, HOSTILE)
        assert store.stats().articles == 7
        store.withdraw([of.id])
        assert store.find_actors(HOSTILE) == []
        assert store.stats().articles == 6


@pytest.mark.neo4j
def test_a_query_writes_only_when_it_may(neo4j_uri: str) -> None:
    with open_store(neo4j_uri, create=True) as store:
        store.write(affair())
    delete = ["query", "MATCH (a:Actor {name: $n}) DETACH DELETE a", "-p", "n=Poland", "--store", neo4j_uri]
    refused = CliRunner().invoke(app, delete)
    assert refused.exit_code == 2
    assert "--write" in refused.stderr
    count = [
        "query",
        "MATCH (a:Actor {name: 'Poland'}) RETURN count(a) AS n",
        "-f",
        "csv",
        "--store",
        neo4j_uri,
    ]
    assert CliRunner().invoke(app, count).stdout.splitlines() == ["n", "1"]
    allowed = CliRunner().invoke(app, [*delete, "--write"])
    assert allowed.exit_code == 0
    assert "1 nodes deleted" in allowed.stderr
    assert CliRunner().invoke(app, count).stdout.splitlines() == ["n", "0"]


@pytest.mark.neo4j
def test_a_query_of_the_program_by_any_spelling_of_a_name(neo4j_uri: str) -> None:
    with open_store(neo4j_uri, create=True) as store:
        store.write(affair())
    asked = [
        "cypher",
        "neighbours-on",
        "-p",
        "actor=REPUBLIC of belarus",
        "-p",
        "day=2020-08-15",
        "-f",
        "tsv",
    ]
    result = CliRunner().invoke(app, [*asked, "--store", neo4j_uri])
    assert result.exit_code == 0, result.stderr
    header, *rows = result.stdout.splitlines()
    assert header.split("\t")[:5] == ["kind", "type", "mode", "direction", "neighbour"]
    assert {row.split("\t")[1] for row in rows} >= {"ALLIED_WITH", "CONSULT", "REJECT", "MEMBER_OF"}
    wrong = CliRunner().invoke(app, ["cypher", "neighbours-on", "-p", "actor=Belarus", "--store", neo4j_uri])
    assert (wrong.exit_code, "missing: day" in wrong.stderr) == (2, True)


def test_cypher_on_a_file_says_what_it_needs(tmp_path: Path) -> None:
    location = str(tmp_path / "graph.db")
    with open_store(location, create=True):
        pass
    result = CliRunner().invoke(app, ["query", "RETURN 1", "--store", location])
    assert result.exit_code == 2
    assert "actorgraph copy" in result.stderr


def _without_driver(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program where the driver is not installed, no server runs, and the store is not there."""
    script = "import sys; sys.modules['neo4j'] = None\nfrom actorgraph.cli import main\nmain()\n"
    command = [sys.executable, "-c", script, *arguments]
    environment = os.environ | {"ACTORGRAPH_STORE": NOWHERE}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_queries_are_listed_and_shown_without_driver_server_and_store() -> None:
    assert len(_without_driver("cypher", "-f", "csv").stdout.splitlines()) > 20
    shown = _without_driver("cypher", "neighbours-on", "--show")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert ":param actor => 'Belarus';" in shown.stdout


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("neigbours_on", "did you mean neighbours_on or members_on? `actorgraph cypher` lists"),
        ("sanction-between", "did you mean sanctions_between"),
        ("zzz", "no query 'zzz'; `actorgraph cypher` lists them all"),
    ],
)
def test_a_misspelt_query_is_wrong_usage_without_driver_server_and_store(name: str, hint: str) -> None:
    for more in ([], ["--show"]):
        refused = _without_driver("cypher", name, *more)
        assert (refused.returncode, refused.stdout) == (2, "")
        (line,) = refused.stderr.splitlines()
        assert hint in line


def test_running_a_query_without_the_driver_says_how_to_get_it() -> None:
    refused = _without_driver("cypher", "neighbours_on")
    assert refused.returncode == 1
    assert "pip install 'actorgraph[neo4j]'" in refused.stderr
