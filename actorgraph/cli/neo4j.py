"""Cypher on a Neo4j store: the queries that come with the program, and a person's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

import actorgraph
from actorgraph.cli import notes, options
from actorgraph.cli.output import Answer, Output
from actorgraph.cli.table import Row, Screen, lines
from actorgraph.wording import counted

if TYPE_CHECKING:
    from actorgraph.store.cypher import CypherFile
    from actorgraph.store.neo4j_answers import Rows


def _pairs(_ctx: click.Context, _param: click.Parameter, values: Iterable[str]) -> dict[str, str]:
    pairs = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name.strip().isidentifier():
            raise click.BadParameter(f"{value!r} is no name=value")
        pairs[name.strip()] = text
    return pairs


_parameters = click.option(
    "-p", "--parameter", "given", multiple=True, metavar="NAME=VALUE", callback=_pairs,
    help="A parameter of the query; may be repeated.",
)  # fmt: skip


@click.command(epilog=options.example("actorgraph copy --from graph.db --to neo4j://localhost:7687"))
@click.option("--from", "source", metavar="FILE|URI", required=True, help="The store to read.")
@click.option(
    "--to", "target", metavar="FILE|URI", required=True, help="The store to write; made if need be."
)
def copy(source: str, target: str) -> None:
    """Copy a store into another, from a file to a Neo4j server or back.

    What is in the other store unchanged is not written again, so an interrupted copy goes on where it
    stopped; what the other store holds besides stays.
    """
    from actorgraph.store.copying import copy as copy_store

    with actorgraph.open_store(source) as reading, actorgraph.open_store(target, create=True) as writing:
        with notes.resumable(), notes.copied() as report:
            written = copy_store(reading, writing, report)
        location = writing.location
    click.echo(
        f"{location}: {counted(written.new, 'article')} new, {written.changed:,} changed, "
        f"{written.unchanged:,} unchanged; relations: {written.relations_added:,} added, "
        f"{written.relations_removed:,} removed"
    )


@click.command(
    epilog=options.example(
        "actorgraph cypher",
        "actorgraph cypher neighbours_on -p actor=Belarus -p day=2020-08-15 --store neo4j://localhost:7687",
    )
)
@click.argument("name", required=False)
@_parameters
@click.option(
    "--show", is_flag=True, help="Print the query, and the `:param` lines that Neo4j Browser runs before it."
)
@options.store
@options.output
def cypher(name: str | None, given: dict[str, str], show: bool, store: str | None, output: Output) -> None:
    """List the Cypher queries that come with the program, or run one.

    Without NAME, all are listed with their parameters; no server is needed for that, nor for --show. Names
    of actors may be spelt in any way that the store knows.
    """
    from actorgraph.store.cypher import find_query, queries

    if name is None:
        output.write(_listing(queries()))
        return
    query = find_query(name)
    if show:
        click.echo(query.pasted())
        return
    _need_driver()
    from actorgraph.store import neo4j_answers

    with actorgraph.open_store(store) as opened:
        server = neo4j_answers.require_server(opened)
        found = server.ask(query.text, neo4j_answers.parameters(query, given, opened))
    _answer(found, output)


@click.command(
    epilog=options.example(
        "actorgraph query 'MATCH (a:Actor) RETURN a.kind, count(*)' --store neo4j://localhost:7687"
    )
)
@click.argument("text", metavar="CYPHER")
@_parameters
@click.option("--write", is_flag=True, help="Let the query change the graph.")
@options.store
@options.output
def query(text: str, given: dict[str, str], write: bool, store: str | None, output: Output) -> None:
    """Run a Cypher query of your own on a Neo4j store.

    It reads only, unless --write is given. Parameters are numbers, days (2020-08-15), true, false or text;
    $name in the query stands for -p name=value.
    """
    _need_driver()
    from actorgraph.store import neo4j_answers

    with actorgraph.open_store(store) as opened:
        server = neo4j_answers.require_server(opened)
        found = server.ask(text, neo4j_answers.own_parameters(given), write)
    _answer(found, output)
    if found.changes:
        notes.say(", ".join(f"{number:,} {what}" for what, number in found.changes.items()))


def _need_driver() -> None:
    from importlib.util import find_spec

    from actorgraph.errors import ExtraMissing

    if find_spec("neo4j") is None:
        raise ExtraMissing("Cypher needs the Neo4j driver: pip install 'actorgraph[neo4j]'")


def _listing(queries: list[CypherFile]) -> Answer:
    def records() -> Iterator[Mapping[str, str]]:
        for one in queries:
            parameters = ", ".join(f"{name}={example}" for name, example in one.parameters)
            yield {"name": one.name, "title": one.title, "parameters": parameters}

    def people(screen: Screen) -> Iterator[str]:
        if screen.markdown:
            rows = [Row((one["name"], one["title"], one["parameters"])) for one in records()]
            yield from lines(("name", "title", "parameters"), rows, screen)
            return
        for one in records():
            yield screen.bold(one["name"]) + (f"  {one['parameters']}" if one["parameters"] else "")
            yield from screen.wrapped(one["title"], 4)

    return Answer(("name", "title", "parameters"), records, people)


def _answer(found: Rows, output: Output) -> None:
    def people(screen: Screen) -> Iterator[str]:
        if found.columns:
            yield from lines(found.columns, [Row(cells) for cells in found.cells()], screen)

    def rows() -> Iterator[Mapping[str, str]]:
        for cells in found.cells():
            yield dict(zip(found.columns, cells, strict=True))

    for notice in found.notices:
        notes.say(notice)
    output.write(Answer(found.columns, found.records, people, rows))
    if found.columns and output.format == "table":
        notes.say(counted(len(found.rows), "row"))
