"""Pictures of the graph: `plot` and its commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from actorgraph.cli import notes, options
from actorgraph.cli.output import whole_file

if TYPE_CHECKING:
    from actorgraph.pictures import Picture
    from actorgraph.store.base import Filter, Store

Command = Callable[..., Any]


def _ending(_ctx: click.Context, _param: click.Parameter, value: Path) -> Path:
    if value.suffix not in (".png", ".svg"):
        raise click.BadParameter(f"{value} ends neither in .png nor in .svg")
    return value


def _most(command: Command) -> Command:
    option = click.option(
        "-n", "--most", type=click.IntRange(2, 150), default=40, show_default=True, help="So many actors."
    )
    return option(command)


def _one_or_two(command: Command) -> Command:
    first = click.argument("first", metavar="A")
    return first(click.argument("second", metavar="[B]", required=False)(command))


def _shared(command: Command) -> Command:
    out = click.option(
        "-o", "--output", "path", metavar="FILE", required=True, callback=_ending,
        type=click.Path(dir_okay=False, path_type=Path), help="The picture, .png or .svg.",
    )  # fmt: skip
    return options.filters(direction=False)(options.store(out(command)))


def _draw(path: Path, store: str | None, work: Callable[[Store], Picture]) -> None:
    """Make a picture of a store and write it."""
    from actorgraph.graph.plots import write

    with notes.measuring(store) as opened:
        picture = work(opened)
    notes.asked(picture.asked)
    with whole_file(path) as file:
        write(picture.figure, file, path.suffix.lstrip("."))
    notes.left_out(picture.left_out)
    notes.say(f"{path} written")


@click.group(epilog=options.example("actorgraph plot blocs --since 2018-03 --until 2018-03 -o blocs.png"))
def plot() -> None:
    """Draw the graph: network, blocs, the course of a dyad, timelines, calendars.

    An actor stands in every picture of a store where it stands in all others. What colours say, shapes and
    signs say, too. Relations count as in `analyse`.
    """


@plot.command(epilog=options.example("actorgraph plot network --on 2018-03 -o march.svg"))
@_most
@_shared
def network(most: int, filter_: Filter, store: str | None, path: Path) -> None:
    """Draw the busiest actors and what passes between them: cooperation or conflict."""
    from actorgraph import pictures

    _draw(path, store, lambda opened: pictures.network(opened, filter_, most=most))


@plot.command(epilog=options.example("actorgraph plot blocs --since 2014 --until 2014-06 -o blocs.png"))
@_most
@_shared
def blocs(most: int, filter_: Filter, store: str | None, path: Path) -> None:
    """Draw the busiest actors in their blocs: cooperation within, conflict between."""
    from actorgraph import pictures

    _draw(path, store, lambda opened: pictures.network(opened, filter_, most=most, blocs=True))


@plot.command(epilog=options.example("actorgraph plot dyad Russia Ukraine --every week -o course.png"))
@options.course
@_shared
def dyad(first: str, second: str, filter_: Filter, store: str | None, path: Path, **seen: Any) -> None:
    """Draw cooperation and conflict between A and B over time, with the breaks."""
    from actorgraph import pictures

    _draw(path, store, lambda opened: pictures.dyad(opened, first, second, filter_, **seen))


@plot.command(epilog=options.example("actorgraph plot timeline Belarus --since 2020 -o belarus.png"))
@_one_or_two
@_shared
def timeline(first: str, second: str | None, filter_: Filter, store: str | None, path: Path) -> None:
    """Draw the ties of A, or between A and B, while they held, and the events when they happened."""
    from actorgraph import pictures

    _draw(path, store, lambda opened: pictures.timeline(opened, first, second, filter_))


@plot.command(epilog=options.example("actorgraph plot calendar Israel Iran --on 2018 -o days.png"))
@_one_or_two
@_shared
def calendar(first: str, second: str | None, filter_: Filter, store: str | None, path: Path) -> None:
    """Draw a calendar of the days on which A, or A and B, acted: how often, and of which kind."""
    from actorgraph import pictures

    _draw(path, store, lambda opened: pictures.calendar(opened, first, second, filter_))
