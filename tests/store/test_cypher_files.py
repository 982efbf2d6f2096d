from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from actorgraph.model import Relation
from actorgraph.ontology import EVENTS, TIES
from actorgraph.store import open_store
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
