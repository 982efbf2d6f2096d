"""The file for Docker Compose, as far as it can be checked without Docker."""

from __future__ import annotations

import re
from pathlib import Path

from tests.neo4j_servers import LTS, NEWEST

TEXT = (Path(__file__).parents[2] / "docker-compose.yml").read_text(encoding="utf-8")


def test_the_images_are_of_the_versions_that_are_tested() -> None:
    assert f"${{NEO4J_TAG:-{'.'.join(NEWEST.split('.')[:2])}-community}}" in TEXT
    assert f"NEO4J_TAG={'.'.join(LTS.split('.')[:2])}-community" in TEXT


def test_it_refuses_to_start_without_a_password() -> None:
    assert "NEO4J_AUTH: neo4j/${NEO4J_PASSWORD:?" in TEXT


def test_every_port_is_open_to_this_machine_alone() -> None:
    ports = re.findall(r'- "(.*:(?:7687|7474))"', TEXT)
    assert len(ports) == 2
    assert all(port.startswith("127.0.0.1:") for port in ports)
