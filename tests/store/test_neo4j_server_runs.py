from __future__ import annotations

import pytest

from tests.neo4j_servers import PASSWORD


@pytest.mark.neo4j
def test_a_real_community_server_answers(neo4j_uri: str) -> None:
    from neo4j import GraphDatabase

    with GraphDatabase.driver(neo4j_uri, auth=("neo4j", PASSWORD)) as driver:
        records, _, _ = driver.execute_query("CALL dbms.components() YIELD name, edition", database_="neo4j")
    assert ("Neo4j Kernel", "community") in [tuple(record.values()) for record in records]
