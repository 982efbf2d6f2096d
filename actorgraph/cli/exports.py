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


@click.command(epilog=options.example("actorgraph export -f graphml -o graph.graphml --since 2020"))
@click.option(
    "-f", "--format", type=click.Choice(FORMATS), default="graphml", show_default=True,
    help="GraphML for Gephi, yEd, Cytoscape, igraph and NetworkX; JSON lines for `load`.",
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
