"""From tables of dated relations to the graph: import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

import actorgraph
from actorgraph.cli import notes, options
from actorgraph.wording import counted, one_line

if TYPE_CHECKING:
    from actorgraph.imports import Imported

_SHOWN_REASONS = 20


@click.command(
    "import",
    epilog=options.example(
        "actorgraph import icews14.parquet --map icews14",
        "actorgraph import events.tsv --map mapping.toml --store graph.db",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map", "mapping", required=True, metavar="NAME|FILE",
    help="How to read it: edges-1m, gdelt, gdelt-benchmark, icews, icews14, icews18, or a file of yours.",
)  # fmt: skip
@click.option("--own-actors", is_flag=True, help="Take no name for an actor that articles name, too.")
@options.store
def import_(file: Path, mapping: str, own_actors: bool, store: str | None) -> None:
    """Add the dated relations of a table to the store.

    FILE is CSV, TSV or Parquet, read row by row as --map says (docs/datasets.md). What a data set says stays
    apart from what articles say: --origin asks for one of them. Running it again is safe: what is stored
    unchanged is passed over, an interrupted run goes on where it stopped, and a new edition of the file takes
    the place of the old.
    """
    from actorgraph.datasets.tables import count_rows

    read_as = actorgraph.load_mapping(mapping, own_actors)
    total = count_rows(file)  # before the store is opened: a broken file must not leave an empty one
    with actorgraph.open_store(store, create=True) as opened:
        with notes.resumable(), notes.rows(total) as report:
            result = actorgraph.import_table(opened, file, read_as, report)
        for line in _lines(result, read_as.name):
            click.echo(line)
    _tell_refused(result)


def _lines(result: Imported, dataset: str) -> Iterator[str]:
    refused = sum(result.refused.values())
    rows = f"{counted(result.rows, 'row')} of {dataset} read"
    yield f"{rows}: {result.unchanged:,} stored before, {refused:,} skipped"
    if result.stale:
        yield f"{counted(result.stale, 'block')} of an earlier edition of the file withdrawn"
    changes = result.written.relations_added, result.written.relations_removed
    yield "relations stored: {:,} added, {:,} removed".format(*changes)


def _tell_refused(result: Imported) -> None:
    for reason, count in result.refused.most_common(_SHOWN_REASONS):
        first = f"the first is row {result.examples[reason]:,}"
        notes.say(one_line(f"skipped {counted(count, 'row')}: {reason} ({first})"))
    rest = [count for _, count in result.refused.most_common()[_SHOWN_REASONS:]]
    if rest:
        notes.say(f"... and {sum(rest):,} more for {counted(len(rest), 'other reason')}")
