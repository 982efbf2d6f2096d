from __future__ import annotations

from tests.neo4j_servers import neo4j_uri, started_servers

__all__ = ["neo4j_uri", "started_servers"]
