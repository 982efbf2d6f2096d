"""Pictures of what happened when, drawn by Matplotlib: each function returns a figure, `write` writes it.

Colours are those of Okabe and Ito, told apart by colour-blind readers; what colour says is also said by
shape, side or sign. The same input gives the same picture.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from actorgraph.columns import NO_DAY
from actorgraph.dates import Window
from actorgraph.graph.edges import EVENT, TIE, EdgeTable, day_of, number
from actorgraph.graph.extras import extra
from actorgraph.graph.periods import first_day
from actorgraph.wording import shorten

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from actorgraph.graph.changes import Series

COOPERATION, CONFLICT, NEUTRAL = "#0072B2", "#D55E00", "#7A7A7A"
_DPI = 150
_MOST_ROWS = 30
_LABEL = 26
_DATE_WIDTH = 0.085
"""How much of the width of a course a date takes that stands above it."""


def write(figure: Figure, file: BinaryIO, format_: str, dpi: int = _DPI) -> None:
    """Write a figure as `png` (so many dots an inch) or `svg`; the same figure gives the same bytes."""
    with extra("analytics", "a picture"):
        import matplotlib as mpl
    # Without a salt and with a date every SVG would differ.
    with mpl.rc_context({"svg.hashsalt": "actorgraph"}):
        metadata = {"Date": None} if format_ == "svg" else {"Software": None}
        figure.savefig(file, format=format_, dpi=dpi, metadata=metadata)


def course(series: Series, breaks: Sequence[int], *, title: str = "") -> Figure:
    """A dyad over time: cooperation upwards, conflict downwards, their sum a line, breaks with their date."""
    figure, axes = new_figure(10, 4.5, title)
    if not len(series.period):
        return figure
    days = [first_day(int(period), series.every) for period in series.period]
    following = [first_day(int(period) + 1, series.every) for period in series.period]
    width = [0.85 * (after - day).days for day, after in zip(days, following, strict=True)]
    axes.bar(days, series.cooperation, width, align="edge", color=COOPERATION, label="cooperation")
    axes.bar(days, series.conflict, width, align="edge", color=CONFLICT, hatch="///", edgecolor="white",
             linewidth=0,
             label="conflict")  # fmt: skip
    middles = [day + dt.timedelta(days=w / 2) for day, w in zip(days, width, strict=True)]
    axes.plot(middles, series.total, color="black", linewidth=1.2, marker=".", label="sum")
    axes.axhline(0, color="black", linewidth=0.6)
    # Bars stick to 0, where the line would lose half of its marks.
    axes.use_sticky_edges = False
    axes.margins(x=0.01, y=0.06)
    _breaks(axes, [days[place] for place in breaks], days[0], following[-1])
    axes.set_ylabel(f"sum of scores a {series.every}")
    figure.legend(loc="outside lower right", fontsize=8, ncols=3, frameon=False)
    _dates(axes)
    return figure


def _breaks(axes: Any, days: Sequence[dt.date], first: dt.date, last: dt.date) -> None:
    """Dotted lines with their dates above, which go up a step where the one before is too near."""
    free: list[dt.date] = []
    room = (last - first) * _DATE_WIDTH
    for day in days:
        axes.axvline(day, color="#333333", linestyle=":", linewidth=1.4)
        step = next((at for at, until in enumerate(free) if until <= day), len(free))
        free[step : step + 1] = [day + room]
        axes.annotate(
            day.isoformat(), (day, 1), xycoords=("data", "axes fraction"), xytext=(0, 2 + 10 * step),
            textcoords="offset points", ha="center", va="bottom", fontsize=8,
        )  # fmt: skip


def timeline(
    table: EdgeTable, names: Mapping[str, str], *, window: Window | None = None, title: str = ""
) -> Figure:
    """A row a pair and kind of relation: ties as bars while they held, events as marks.

    A tie that still holds ends in an arrow where `window` does, or else with the last known day. At most 30
    rows, those with most relations; the title then says of how many.
    """
    rows, every = _rows_of(table)
    if every > len(rows):
        title = f"{title}: the {len(rows)} busiest of {every:,} rows"
    figure, axes = new_figure(11, 1.6 + 0.28 * max(len(rows), 4), title)
    days = np.concatenate([table.first, table.last])
    known = days[days != NO_DAY]
    latest = int(known.max()) if len(known) else 0
    end = number(window.until) if window and window.until else latest
    for height, (_, members) in enumerate(rows):
        for row in members:
            _interval(axes, table, row, height, end)
    axes.set_yticks(range(len(rows)), [_label(table, head, names) for head, _ in rows], fontsize=7.5)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    _limits(axes, window)
    axes.grid(axis="x", color="#DDDDDD", linewidth=0.6)
    _dates(axes)
    _timeline_legend(figure)
    return figure


def _limits(axes: Any, window: Window | None) -> None:
    """The window and a little more, so that marks on its first and last day are whole."""
    left, right = (number_ / 1.0 for number_ in axes.get_xlim())
    if window and window.since:
        left = float(number(window.since))
    if window and window.until:
        right = float(number(window.until) + 1)
    room = 0.01 * (right - left)
    axes.set_xlim(left - room if window and window.since else left, right + room)


def _timeline_legend(figure: Figure) -> None:
    from matplotlib.lines import Line2D

    marks = [
        Line2D([], [], color=COOPERATION, marker="^", linestyle="", label="cooperation"),
        Line2D([], [], color=CONFLICT, marker="v", linestyle="", label="conflict"),
        Line2D([], [], color=NEUTRAL, marker="o", linestyle="", label="neither"),
        Line2D([], [], color=NEUTRAL, linewidth=6, alpha=0.75, label="a tie, while it held"),
    ]
    figure.legend(handles=marks, loc="outside lower right", ncols=4, fontsize=8, frameon=False)


def _rows_of(table: EdgeTable) -> tuple[list[tuple[tuple[int, int, int], list[int]]], int]:
    """The rows, and how many there would be."""
    grouped: dict[tuple[int, int, int], list[int]] = {}
    for row in np.flatnonzero(table.first != NO_DAY).tolist():
        head = int(table.type[row]), int(table.source[row]), int(table.target[row])
        grouped.setdefault(head, []).append(row)
    most = sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))[:_MOST_ROWS]
    ordered = sorted(most, key=lambda item: (table.kind[item[1][0]] == EVENT, min(table.first[item[1]])))
    return ordered, len(grouped)


def _interval(axes: Any, table: EdgeTable, row: int, height: int, end: int) -> None:
    first, last = int(table.first[row]), int(table.last[row])
    score = float(table.scores(ties=True)[row])
    colour = COOPERATION if score > 0 else CONFLICT if score < 0 else NEUTRAL
    start = day_of(first)
    if table.kind[row] == TIE:
        stop = day_of(max(end if last == NO_DAY else last, first))
        axes.plot(
            [start, stop], [height, height], color=colour, linewidth=6, solid_capstyle="butt", alpha=0.75
        )
        if last == NO_DAY:
            axes.plot([stop], [height], marker=">", color=colour, markersize=8)
        return
    if last > first:
        axes.plot([start, day_of(last)], [height, height], color=colour, linewidth=1.5)
    shape = "^" if score > 0 else "v" if score < 0 else "o"
    axes.plot([start], [height], marker=shape, color=colour, markersize=6, linestyle="")


def _label(table: EdgeTable, head: tuple[int, int, int], names: Mapping[str, str]) -> str:
    type_, source, target = (table.types[head[0]], table.actors[head[1]], table.actors[head[2]])
    ends = [shorten(names.get(actor, actor), _LABEL) for actor in (source, target)]
    return f"{ends[0]}  {type_.lower().replace('_', ' ')}  {ends[1]}"


def calendar(table: EdgeTable, *, title: str = "") -> Figure:
    """A square a day, a column a week, a strip a year: how much happened, and (orange or blue) of which kind.

    The colour is the mean score of the day's events, its strength how many they were; days without events are
    white. At most the last six years.
    """
    events = table.where((table.kind == EVENT) & (table.first != NO_DAY) & (table.first == table.last))
    years = sorted({day.year for day in map(day_of, np.unique(events.first).tolist()) if day})[-6:]
    figure, axes = new_figure(11, 0.9 + 1.7 * max(len(years), 1), title, rows=max(len(years), 1))
    counts, means = _by_day(events)
    most = float(np.log1p(max(counts.values(), default=1)))
    for axis, year in zip(np.atleast_1d(axes).tolist(), years, strict=False):
        _year(axis, year, counts, means, most)
    _calendar_legend(figure)
    return figure


def _by_day(events: EdgeTable) -> tuple[dict[int, int], dict[int, float]]:
    days, of = np.unique(events.first, return_inverse=True)
    count = np.bincount(of, minlength=len(days))
    mean = np.bincount(of, events.scores(), len(days)) / np.maximum(count, 1)
    return dict(zip(days.tolist(), count.tolist(), strict=True)), dict(
        zip(days.tolist(), mean.tolist(), strict=True)
    )


def _year(axis: Any, year: int, counts: Mapping[int, int], means: Mapping[int, float], most: float) -> None:
    from matplotlib import colors
    from matplotlib.patches import Rectangle

    first = dt.date(year, 1, 1)
    for offset in range((dt.date(year + 1, 1, 1) - first).days):
        day = first + dt.timedelta(days=offset)
        week = (offset + first.weekday()) // 7
        count = counts.get(number(day), 0)
        mean = means.get(number(day), 0.0)
        base = COOPERATION if mean > 0 else CONFLICT if mean < 0 else NEUTRAL
        shade = colors.to_rgba(base, 0.15 + 0.85 * float(np.log1p(count)) / most) if count else "#F4F4F4"
        if count and mean:
            # The sign again, for whoever cannot tell the colours.
            at = week + 0.5, day.weekday() + 0.5
            axis.text(*at, "+" if mean > 0 else "–", fontsize=6, ha="center", va="center")
        axis.add_patch(Rectangle((week + 0.05, day.weekday() + 0.05), 0.9, 0.9, facecolor=shade, linewidth=0))
        if day.day == 1:
            axis.text(week, -0.5, f"{day:%b}", fontsize=7, ha="left", va="bottom")
    axis.set_xlim(0, 54)
    axis.set_ylim(7, -1.2)
    axis.set_aspect("equal")
    axis.set_yticks([0.5, 2.5, 4.5, 6.5], ["Mon", "Wed", "Fri", "Sun"], fontsize=6.5)
    axis.set_xticks([])
    axis.tick_params(length=0)
    axis.set_ylabel(str(year), fontsize=9)
    for side in axis.spines.values():
        side.set_visible(False)


def _calendar_legend(figure: Figure) -> None:
    from matplotlib.patches import Patch

    marks = [
        Patch(color=COOPERATION, label="more cooperation"),
        Patch(color=CONFLICT, label="more conflict"),
        Patch(color=NEUTRAL, label="neither"),
    ]
    figure.legend(handles=marks, loc="outside lower right", ncols=3, fontsize=8, frameon=False)


def new_figure(width: float, height: float, title: str, rows: int = 1) -> tuple[Figure, Any]:
    """A figure of so many inches with a title, and its axes one below the other."""
    with extra("analytics", "a picture"):
        from matplotlib.figure import Figure
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots(rows, 1)
    if title:
        figure.suptitle(title, fontsize=11)
    return figure, axes


def _dates(axes: Any) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator()  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
