"""Pictures of who acts towards whom, drawn by Matplotlib; `plots.write` writes them.

Blocs have the colours of Okabe and Ito and shapes of their own, signs have kinds of lines. The same input
gives the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np

from actorgraph.graph.dyads import dyads
from actorgraph.graph.edges import EdgeTable
from actorgraph.graph.plots import CONFLICT, COOPERATION, NEUTRAL, new_figure
from actorgraph.wording import shorten

if TYPE_CHECKING:
    from matplotlib.figure import Figure

GROUPS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
SHAPES = ("o", "s", "^", "D", "v", "P", "X", "h")
REST = "#BBBBBB"
Positions = Mapping[str, tuple[float, float]]
_CAPTION, _LINE = 44, 26
"""The most letters of a name, and of each of its lines."""


def network(
    table: EdgeTable,
    at: Positions,
    names: Mapping[str, str],
    *,
    groups: Sequence[Sequence[str]] = (),
    title: str = "",
) -> Figure:
    """Actors and what passes between them: blue lines where cooperation outweighs conflict, dashed orange
    where conflict does, grey where neither; broad lines for many relations, large marks for busy actors. With
    `groups`, each has its own colour and shape."""
    figure, axes = new_figure(10, 8, title)
    axes.set_axis_off()
    found = dyads(table, directed=False, ties=True)
    rows = [
        row for row in np.argsort(found.count, kind="stable").tolist()
        if found.actors[found.source[row]] in at and found.actors[found.target[row]] in at
    ]  # fmt: skip
    busiest = max((float(found.count[row]) for row in rows), default=1.0)
    for row in rows:
        ends = [at[found.actors[found.source[row]]], at[found.actors[found.target[row]]]]
        colour, style = _line(int(found.sign[row]), bool(groups))
        strong = float(np.log1p(found.count[row]) / np.log1p(busiest))
        axes.plot(
            *zip(*ends, strict=True), color=colour, linestyle=style, linewidth=0.5 + 3 * strong**2,
            alpha=0.15 + 0.6 * strong, zorder=1, solid_capstyle="round",
        )  # fmt: skip
    _marks(axes, found, at, names, groups)
    _legend(figure, groups)
    axes.margins(0.08)
    return figure


def _line(sign: int, grouped: bool) -> tuple[str, Any]:
    # Where colours tell blocs, friendship is the grey ground that conflict stands out from.
    friendly = "#B5B5B5" if grouped else COOPERATION
    return {1: (friendly, "-"), -1: (CONFLICT, (0, (4, 2))), 0: (NEUTRAL, ":")}[sign]


def _marks(
    axes: Any, found: Any, at: Positions, names: Mapping[str, str], groups: Sequence[Sequence[str]]
) -> None:
    from matplotlib.patheffects import withStroke

    group_of = {actor: place for place, group in enumerate(groups) for actor in group}
    busy = dict.fromkeys(at, 0.0)
    for ends in (found.source, found.target):
        for place, count in zip(ends.tolist(), found.count.tolist(), strict=True):
            if found.actors[place] in busy:
                busy[found.actors[place]] += count
    most = max(busy.values(), default=1.0) or 1.0
    # Below the marks, and a text of its own: SVG keeps the words of plain text alone.
    halo = [withStroke(linewidth=2.5, foreground="white", alpha=0.85)]
    for actor, (x, y) in at.items():
        if not busy[actor]:
            continue  # it keeps its place, and is not there
        colour, shape = _look(group_of.get(actor), bool(groups))
        size = 30 + 270 * np.sqrt(busy[actor] / most)
        axes.scatter(
            [x], [y], s=size, color=colour, marker=shape, edgecolors="#333333", linewidths=0.5, zorder=2
        )
        above = {
            "xytext": (0, np.sqrt(size) / 2 + 2), "textcoords": "offset points", "ha": "center",
            "va": "bottom", "linespacing": 0.95, "fontsize": 7.5,
        }  # fmt: skip
        caption = _caption(names.get(actor, actor))
        axes.annotate(caption, (x, y), color="white", zorder=1.5, path_effects=halo, **above)
        axes.annotate(caption, (x, y), zorder=3, **above)


def _look(group: int | None, grouped: bool) -> tuple[str, str]:
    """Colour and shape; groups beyond the eight that can be told apart are grey."""
    if group is not None and group < len(GROUPS):
        return GROUPS[group], SHAPES[group]
    return (REST if grouped else "#333333"), "o"


def _caption(name: str) -> str:
    """A name in at most two lines."""
    return "\n".join(wrap(shorten(name, _CAPTION), _LINE))


def _legend(figure: Figure, groups: Sequence[Sequence[str]]) -> None:
    from matplotlib.lines import Line2D

    lines = [
        Line2D([], [], color=colour, linestyle=style, linewidth=2, label=label)
        for (colour, style), label in (
            (_line(1, bool(groups)), "more cooperation"),
            (_line(-1, bool(groups)), "more conflict"),
            (_line(0, bool(groups)), "neither"),
        )
    ]
    marks = [
        Line2D([], [], color=GROUPS[place], marker=SHAPES[place], linestyle="", label=f"bloc {place + 1}")
        for place in range(min(len(groups), len(GROUPS)))
    ]
    if len(groups) > len(GROUPS):
        marks.append(Line2D([], [], color=REST, marker="o", linestyle="", label="smaller blocs"))
    lines.append(Line2D([], [], linestyle="", label="broad, large: more relations"))
    figure.legend(handles=lines + marks, loc="outside lower center", ncols=7, fontsize=8, frameon=False)
