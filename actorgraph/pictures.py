"""Pictures of a store: what the `plot` commands draw.

Invariant: actors stand where `positions` puts them by all that the store holds, so that pictures of two
windows can be laid side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from actorgraph.answers import Asked, LeftOut, find_actor
from actorgraph.dates import Window
from actorgraph.sides import Side, pair
from actorgraph.store.base import Filter, Store
from actorgraph.view import View

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from actorgraph.graph.breaks import Breaking
    from actorgraph.graph.periods import Every

_ANYTHING = Filter()
_SCREEN_DPI = 80
"""Of pictures in a notebook, which keeps them with their cells."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure, who was asked for, and what the figure leaves out."""

    figure: Figure
    asked: tuple[Asked, ...]
    left_out: LeftOut

    def _repr_png_(self) -> bytes:
        from actorgraph.graph.plots import write

        file = BytesIO()
        write(self.figure, file, "png", dpi=_SCREEN_DPI)
        return file.getvalue()


def network(store: Store, filter_: Filter = _ANYTHING, *, most: int = 40, blocs: bool = False) -> Picture:
    """The `most` busiest actors of the store and what passes between them; with `blocs`, in their blocs."""
    import numpy as np

    from actorgraph.graph import plot_network
    from actorgraph.graph.communities import blocs as divide
    from actorgraph.graph.positions import positions

    view = View(store, filter_)
    at = positions(View(store, Filter()).table, most)
    table = view.table
    shown = np.array([actor in at for actor in table.actors] or [False])
    table = table.where(shown[table.source] & shown[table.target])
    groups = divide(table).groups if blocs else ()
    names = _names(view, tuple(at))
    title = f"{'Blocs' if blocs else 'Who acts towards whom'}{_when(filter_.window)}"
    return Picture(plot_network.network(table, at, names, groups=groups, title=title), (), view.left_out)


def dyad(
    store: Store, first: str, second: str, filter_: Filter = _ANYTHING, *, every: Every = "month",
    penalty: float = 3.0, breaking: Breaking = "mean", by: Side = "actor",
) -> Picture:  # fmt: skip
    """The course of a dyad with its breaks, as in `courses.dyad`. Raises `UnknownActor`."""
    from actorgraph.graph import changes, plots
    from actorgraph.graph.breaks import change_points

    asked, view, table = pair(store, first, second, filter_, by)
    found = changes.series(table, asked[0].actor.id, asked[1].actor.id, every, filter_.window)
    title = f"{asked[0].actor.name} and {asked[1].actor.name}{_when(filter_.window)}"
    figure = plots.course(found, change_points(found.total, penalty=penalty, of=breaking), title=title)
    return Picture(figure, asked, view.left_out)


def timeline(store: Store, first: str, second: str | None = None, filter_: Filter = _ANYTHING) -> Picture:
    """Ties and events of an actor, or between two, over time. Raises `UnknownActor`."""
    from actorgraph.graph import plots

    asked, view = _of(store, first, second, filter_)
    names = _names(view, view.table.actors)
    figure = plots.timeline(view.table, names, window=filter_.window, title=_title(asked, filter_))
    return Picture(figure, asked, view.left_out)


def calendar(store: Store, first: str, second: str | None = None, filter_: Filter = _ANYTHING) -> Picture:
    """The days on which an actor, or two, were in the news. Raises `UnknownActor`."""
    from actorgraph.graph import plots

    asked, view = _of(store, first, second, filter_)
    return Picture(plots.calendar(view.table, title=_title(asked, filter_)), asked, view.left_out)


def _of(store: Store, first: str, second: str | None, filter_: Filter) -> tuple[tuple[Asked, ...], View]:
    asked = tuple(find_actor(store, name) for name in (first, second) if name is not None)
    return asked, View(store, replace(filter_, between=tuple(one.actor.id for one in asked)))


def _names(view: View, ids: tuple[str, ...]) -> dict[str, str]:
    return {id_: actor.name for id_, actor in view.actors(ids).items()}


def _title(asked: tuple[Asked, ...], filter_: Filter) -> str:
    return " and ".join(one.actor.name for one in asked) + _when(filter_.window)


def _when(window: Window) -> str:
    return "" if window.is_open else f", {window}"
