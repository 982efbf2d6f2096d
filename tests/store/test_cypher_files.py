from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from make_browser_favourites import write as write_favourites
from serve_browser_guide import Page, guide, markdown

from actorgraph.model import Relation
from actorgraph.ontology import EVENTS, TIES
from actorgraph.store import open_store
from actorgraph.store.columns import ROW
from actorgraph.store.cypher import OWN, CypherFile, folder, parse, queries, read, schema, typed, value
from tests.neo4j_servers import LTS, NEWEST, PASSWORD, Servers, empty_server
from tests.store.affair import affair

QUERIES = sorted(path.stem for path in (folder() / "queries").glob("*.cypher"))
LOADS = sorted(path.stem for path in (folder() / "load").glob("*.cypher"))
ASKED = [name for name in QUERIES if not name.startswith(OWN)]
# The store's own queries by id: their examples are no ids of the test's graph.
_BY_ID = {
    "store_stamps", "store_evidence", "store_article", "store_articles", "store_evidence_of_articles",
    "store_descriptions", "store_records",
}  # fmt: skip


def file(kind: str, name: str) -> CypherFile:
    return read(kind, name)


def test_there_are_twenty_queries_to_paste() -> None:
    assert len(ASKED) >= 20
    assert [one.name for one in queries()] == ASKED


@pytest.mark.parametrize(("kind", "name"), [("queries", n) for n in QUERIES] + [("load", n) for n in LOADS])
def test_every_parameter_has_an_example(kind: str, name: str) -> None:
    one = file(kind, name)
    assert {key for key, _ in one.parameters} == set(re.findall(r"\$(\w+)", one.text))
    assert len(one.title) > 10
    assert "apoc." not in one.text
    assert "gds." not in one.text


def test_a_file_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        parse("lost", "MATCH (n) RETURN n")


def test_the_schema_names_every_type_of_the_ontology() -> None:
    text = "\n".join(schema())
    for type_ in (*EVENTS, *TIES):
        assert f"CREATE CONSTRAINT {type_.lower()}_id IF NOT EXISTS FOR ()-[r:{type_}]-()" in text
        assert f"CREATE INDEX {type_.lower()}_start IF NOT EXISTS FOR ()-[r:{type_}]-() ON (r.start)" in text
    assert text.count("IF NOT EXISTS") == len(schema())


@pytest.mark.parametrize("name", [name for name in QUERIES if name.startswith(OWN)])
def test_the_reader_knows_every_type_of_the_ontology(name: str) -> None:
    for types in re.findall(r"\[r?:([A-Z_|\s]+)\]", file("queries", name).text):
        if "|" in types:
            assert re.split(r"\|\s*", types) == [*EVENTS, *TIES]


@pytest.mark.parametrize("name", ["store_relations", "store_relations_of", "store_relations_between"])
def test_the_reader_returns_the_fields_of_a_relation_in_order(name: str) -> None:
    returned = file("queries", name).text.partition("RETURN")[2].partition("ORDER BY")[0]
    assert re.findall(r"AS `?(\w+)`?", returned) == [field.name for field in fields(Relation)]


def test_the_reader_of_columns_returns_their_values_in_order() -> None:
    returned = file("queries", "store_columns").text.partition("RETURN")[2]
    assert re.findall(r"AS `?(\w+)`?", returned) == list(ROW)


def test_a_type_stands_in_for_the_example_and_nothing_else_does() -> None:
    assert "[r:AID {id: row.id}]" in typed("relations", "AID")
    with pytest.raises(ValueError, match="no type"):
        typed("relations", "X]->() DETACH DELETE n //")


@pytest.fixture(scope="module", params=[LTS, NEWEST])
def graph(request: pytest.FixtureRequest, neo4j_servers: Servers) -> Iterator[Any]:
    """A session on a server that holds the test's graph, and the version of the server."""
    from neo4j import GraphDatabase

    with pytest.MonkeyPatch.context() as environment:
        uri = empty_server(request.param, neo4j_servers, environment)
        with open_store(uri, create=True) as store:
            store.write(affair())
        driver = GraphDatabase.driver(uri, auth=("neo4j", PASSWORD))
        with driver, driver.session(notifications_min_severity="INFORMATION") as session:
            yield session, request.param


def _prefixes(version: str) -> tuple[str, ...]:
    return ("CYPHER 5 ",) if version == LTS else ("CYPHER 5 ", "CYPHER 25 ")


@pytest.mark.neo4j
@pytest.mark.parametrize("name", QUERIES)
def test_every_query_answers_on_a_loaded_graph(graph: Any, name: str) -> None:
    session, version = graph
    query = file("queries", name)
    given = {key: value(example) for key, example in query.parameters}
    answers = []
    for prefix in _prefixes(version):
        plan = session.run(f"{prefix}EXPLAIN {query.text}", given).consume()
        assert _complaints(plan) == []
        answers.append([record.data() for record in session.run(prefix + query.text, given)])
    assert all(answer == answers[0] for answer in answers)
    assert answers[0] or name in _BY_ID


def test_examples_stand_in_for_every_parameter() -> None:
    query = read("queries", "neighbours_on")
    assert query.filled().startswith(f"// {query.title}\nMATCH (a:Actor {{name: 'Belarus'}})-[r]-")
    assert not [one.name for one in queries() if "$" in one.filled() or ":param" in one.filled()]


def test_favourites_are_one_file_a_query_in_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "favourites.zip"
    assert write_favourites(path) == len(ASKED)
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [f"actorgraph/{name}.cypher" for name in ASKED]
        titles = [archive.read(name).decode().splitlines()[0] for name in archive.namelist()]
    assert titles == [f"// {one.title}" for one in queries()]
    assert len(set(titles)) == len(titles)


@pytest.mark.neo4j
@pytest.mark.parametrize("name", ASKED)
def test_every_favourite_answers_as_its_query_does(graph: Any, name: str) -> None:
    session, _ = graph
    query = file("queries", name)
    given = {key: value(example) for key, example in query.parameters}
    expected = [record.data() for record in session.run(query.text, given)]
    found = [record.data() for record in session.run(query.filled())]
    # Paths come in no order.
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
    assert found


def _steps() -> list[str]:
    return re.findall(r"^```cypher\n(.*?)\n```$", markdown(guide()), re.MULTILINE | re.DOTALL)


def test_the_guide_is_served_as_it_is_and_as_markdown() -> None:
    assert len(_steps()) == guide().count("----") / 2 == 4
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        at = f"http://127.0.0.1:{server.server_port}"
        for name, text in (("guide.adoc", guide()), ("guide.md", markdown(guide()))):
            with urlopen(f"{at}/{name}") as answer:
                assert answer.read().decode() == text
                assert answer.headers["Access-Control-Allow-Origin"] == "*"
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{at}/other")
        server.shutdown()
    assert markdown(guide()).startswith("# actorgraph in Neo4j Browser\n")
    assert "[source" not in markdown(guide())


@pytest.mark.neo4j
@pytest.mark.parametrize("step", _steps(), ids=range(len(_steps())))
def test_every_step_of_the_guide_answers(graph: Any, step: str) -> None:
    session, version = graph
    for prefix in _prefixes(version):
        assert list(session.run(prefix + step))


@pytest.mark.neo4j
@pytest.mark.parametrize("name", LOADS)
def test_every_statement_of_the_loader_runs(graph: Any, name: str) -> None:
    session, version = graph
    statement = file("load", name)
    for prefix in _prefixes(version):
        with session.begin_transaction() as transaction:
            given = {
                key: transaction.run(f"RETURN {example} AS it").single()["it"]
                for key, example in statement.parameters
            }
            plan = transaction.run(f"{prefix}EXPLAIN {statement.text}", given).consume()
            assert _complaints(plan) == []
            transaction.run(prefix + statement.text, given).consume()
            transaction.rollback()


def _complaints(plan: Any) -> list[str]:
    """What the server has to say of a query: a missing label, type, property or index, or a slow pattern."""
    # 03N90: two patterns that do not touch, which is how two actors are looked up.
    return [
        one.status_description
        for one in plan.gql_status_objects
        if one.is_notification and one.gql_status != "03N90"
    ]


@pytest.mark.neo4j
def test_every_constraint_and_index_is_there_and_online(graph: Any) -> None:
    session, _ = graph
    states = {record["name"]: record["state"] for record in session.run("SHOW INDEXES")}
    names = {re.search(r"(?:INDEX|CONSTRAINT) (\w+)", statement)[1] for statement in schema()}
    assert names <= states.keys()
    assert {states[name] for name in names} == {"ONLINE"}


@pytest.mark.neo4j
def test_every_node_has_a_name_and_a_second_label_by_kind(graph: Any) -> None:
    session, _ = graph
    assert session.run("MATCH (n) WHERE n.name IS NULL RETURN count(n)").single().value() == 0
    labels = dict(session.run("MATCH (a:Actor) RETURN a.name, [l IN labels(a) WHERE l <> 'Actor']").values())
    assert labels["Belarus"] == ["Country"]
    assert labels["Alexander Lukashenko"] == ["Person"]
    assert labels["European Union"] == ["Organisation"]


def test_the_files_are_found_beside_the_package_or_in_it() -> None:
    assert (folder() / "queries" / "store_relations.cypher").is_file()
    assert folder().name == "cypher"
    assert Path(folder(), "README.md").is_file()
