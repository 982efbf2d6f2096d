"""What is in the store: actors, stats."""

from __future__ import annotations

import click

import actorgraph
from actorgraph.cli import options
from actorgraph.cli.output import Output


@click.command(epilog=options.example("actorgraph actors sanc -n 10"))
@click.argument("search", default="")
@click.option("-n", "--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@options.store
@options.output
def actors(search: str, limit: int, store: str | None, output: Output) -> None:
    """List actors, those with most relations first.

    With SEARCH, only those whose name or alias contains it.
    """
    from actorgraph.cli import views

    with actorgraph.open_store(store) as opened:
        found = actorgraph.actors(opened, search, limit)
    output.write(views.actors(found))


@click.command(epilog=options.example("actorgraph stats -f json"))
@options.store
@options.output
def stats(store: str | None, output: Output) -> None:
    """Count articles, actors, and relations by type and status."""
    from actorgraph.cli import views

    with actorgraph.open_store(store) as opened:
        counts = actorgraph.stats(opened)
    output.write(views.stats(counts))
