from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from actorgraph.cli.app import app
from actorgraph.errors import ActorgraphError
from actorgraph.model import Reading
from actorgraph.store import open_store
from actorgraph.store.neo4j_import import command, write_folder
from tests.contract.contents import contents
from tests.neo4j_servers import LTS, NEWEST, Servers, servers
from tests.store.affair import affair
from tests.story import story
from tests.support import actor, article, evidence, reading

ODD = 'Two\nlines, "quoted"; \\ and , a comma'


def _everything() -> list[Reading]:
    of = article(ODD, text=ODD)
    named = actor("odd", ODD, kind="person", aliases=(ODD + " too", "ä;b,c"))
    return [
        *affair(),
        *story(),
        reading(of, evidence(of, "odd", "ACCUSE", "BLR", sentence=ODD), actors=[named]),
    ]


@pytest.mark.neo4j
@pytest.mark.parametrize("version", [LTS, NEWEST])
def test_the_servers_own_import_gives_the_graph_that_was_loaded(
    version: str, neo4j_servers: Servers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    neo4j_servers.running(version)  # skips where this version is not there
    monkeypatch.delenv("ACTORGRAPH_NEO4J_PASSWORD", raising=False)
    folder, home = tmp_path / "csv", tmp_path / "home"
    with open_store(str(tmp_path / "graph.db"), create=True) as store:
        store.write(_everything())
        before = contents(store)
        assert write_folder(store, folder) == len(before.relations)
    for name in ("conf", "data", "logs", "run", "plugins", "import"):
        (home / name).mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "IMPORT DONE" in servers.admin(version, home, *shlex.split(command(folder))[1:])
    assert not (tmp_path / "import.report").exists()
    running = servers.start(version, home)
    try:
        with open_store(running.uri, create=True) as imported:
            assert contents(imported) == before
            assert imported.write(_everything()).unchanged == len(_everything())
    finally:
        servers.stop(home)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    with (
        open_store(str(tmp_path.with_suffix(".db")), create=True) as store,
        pytest.raises(ActorgraphError, match="is not empty"),
    ):
        write_folder(store, tmp_path)


def test_export_writes_the_folder_and_prints_the_command(tmp_path: Path) -> None:
    location, folder = str(tmp_path / "graph.db"), tmp_path / "csv"
    with open_store(location, create=True) as store:
        store.write(affair())
    export = ["export", "-f", "neo4j-csv", "--store", location]
    result = CliRunner().invoke(app, [*export, "-o", str(folder)])
    assert (result.exit_code, result.stdout.strip()) == (0, command(folder))
    assert CliRunner().invoke(app, export).exit_code == 2
    assert CliRunner().invoke(app, [*export, "-o", str(folder), "--since", "2020"]).exit_code == 2


def test_the_command_names_every_file(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "graph.db"), create=True) as store:
        store.write(affair())
        write_folder(store, tmp_path / "csv")
    said = (tmp_path / "csv" / "import.txt").read_text(encoding="utf-8")
    assert said.startswith("neo4j-admin database import full neo4j ")
    assert all(str(path) in said for path in (tmp_path / "csv").glob("*.csv"))
