"""The graph for other programs: export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import actorgraph
from actorgraph.cli import notes, options
from actorgraph.cli.output import Output
from actorgraph.export import FORMATS
from actorgraph.wording import counted

if TYPE_CHECKING:
    from actorgraph.store.base import Filter


_FOLDER = "neo4j-csv"


@click.command(epilog=options.example("actorgraph export -f graphml -o graph.graphml --since 2020"))
@click.option(
    "-f", "--format", type=click.Choice([*FORMATS, _FOLDER]), default="graphml", show_default=True,
    help="GraphML for Gephi, yEd, Cytoscape, igraph and NetworkX; JSON lines for `load`; neo4j-csv is a "
    "folder for neo4j-admin's import, of the whole store.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Write to this file, whole or not at all.")
@options.filters(least=0.0, direction=False)
@options.store
def export(format: str, output: str | None, filter_: Filter, store: str | None) -> None:
    """Write the graph, or a part of it, for another program.

    Every relation is written with its status and confidence, the denied and planned ones too: filter there,
    or here with --status.
    """
    from actorgraph.store.base import FACTUAL

    if format == _FOLDER:
        _import_folder(store, output, filter_)
        return
    with actorgraph.open_store(store) as opened, Output(format, output).stream() as file:
        count = actorgraph.write_graph(actorgraph.Selection(opened, filter_), file, format)
        statuses = filter_.statuses or opened.stats().statuses
    notes.say(f"{counted(count, 'relation')} written")
    others = [status for status in statuses if status not in FACTUAL]
    if others and count:
        notes.say(
            f"relations that are {' or '.join(others)} may be among them and are no facts: "
            "--status asserted --status claimed leaves them out"
        )


def _import_folder(store: str | None, output: str | None, filter_: Filter) -> None:
    """Write the folder for neo4j-admin, and say the command."""
    from pathlib import Path

    from actorgraph.store.base import Filter as Anything
    from actorgraph.store.neo4j_import import command, write_folder

    if output in (None, "-"):
        raise click.UsageError(f"{_FOLDER} writes a folder: name a new one with -o")
    if filter_ != Anything():
        raise click.UsageError(f"{_FOLDER} takes the whole store, without options that choose relations")
    folder = Path(output or "").absolute()
    with actorgraph.open_store(store) as opened:
        count = write_folder(opened, folder)
    notes.say(f"{counted(count, 'relation')} written. Stop the server and run:")
    click.echo(command(folder))
