"""Options that several commands share, as decorators: each hands its command one value."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from actorgraph.cli.output import FORMATS, Output
from actorgraph.dates import parse_partial, window
from actorgraph.errors import BadDate
from actorgraph.model import STATUSES

if TYPE_CHECKING:
    from actorgraph.store.base import Filter

Command = Callable[..., Any]
UNSURE = 0.35
"""Relations less sure than this are left out of answers unless asked for: two of three are wrong."""


def example(*lines: str) -> str:
    """The end of a command's help text."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def store(command: Command) -> Command:
    """`--store`, handed on as `store`: a location or None."""
    option = click.option(
        "--store",
        metavar="FILE|URI",
        envvar="ACTORGRAPH_STORE",
        show_envvar=True,
        help="SQLite file, or neo4j:// address.  [default: a file in your data folder]",
    )
    return option(command)


def output(command: Command) -> Command:
    """`--format` and `--output`, handed on as `output`."""

    @functools.wraps(command)
    def collected(*args: Any, format: str, output: str | None, **rest: Any) -> Any:
        return command(*args, output=Output(format, output), **rest)

    return combined(
        collected,
        click.option(
            "-f", "--format", type=click.Choice(FORMATS), default="table", show_default=True,
            help="How to print the answer.",
        ),
        click.option(
            "-o", "--output", metavar="FILE",
            help="Write to this file, whole or not at all, instead of stdout.",
        ),
    )  # fmt: skip


def filters(least: float = UNSURE, direction: bool = True) -> Callable[[Command], Command]:
    """The options that choose relations, handed on as one `filter_`; `least` is the lowest confidence."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def collected(*args: Any, **given: Any) -> Any:
            taken = {option: given.pop(option, None) for option in _FILTER_NAMES}
            return command(*args, filter_=_filter(least, **taken), **given)

        options = [*_WHEN, *_WHICH]
        if direction:
            options.append(_DIRECTION)
        if least:
            options.append(_ALL)
        return combined(collected, *options)

    return decorate


def _filter(least: float, **given: Any) -> Filter:
    from actorgraph.store.base import Filter

    confidence = given["min_confidence"]
    if confidence is not None and given["all"]:
        raise click.UsageError("--all takes every confidence: give it or --min-confidence, not both")
    if confidence is None:
        confidence = 0.0 if given["all"] else least
    return Filter(
        direction=given["direction"] or "both",
        window=window(given["since"], given["until"], given["on"]),
        kinds=given["kind"] or (),
        types=given["type"] or (),
        statuses=given["status"] or (),
        undated=bool(given["undated"]),
        min_confidence=confidence,
        min_sources=given["min_sources"] or 0,
        origins=given["origin"] or (),
    )


def every(default: str | None) -> Callable[[Command], Command]:
    """`--every`, the length of periods."""
    return click.option(
        "--every", type=click.Choice(["day", "week", "month", "quarter", "year"]), default=default,
        show_default=default is not None, help="How long a period is.",
    )  # fmt: skip


def course(command: Command) -> Command:
    """Two actors and how to see what passes between them over time, handed on as `first`, `second`, `every`,
    `by`, `breaking` and `penalty`."""
    return combined(
        command,
        click.argument("first", metavar="A"),
        click.argument("second", metavar="B"),
        every("month"),
        click.option("--by", type=click.Choice(["actor", "country"]), default="actor", show_default=True,
                     help="With country, all actors of A and of B count, leaders included."),
        click.option("--breaks", "breaking", type=click.Choice(["mean", "distribution"]), default="mean",
                     show_default=True, help="What must change for a break."),
        click.option("--penalty", type=click.FloatRange(0, min_open=True), default=3.0, show_default=True,
                     help="Higher finds fewer breaks: 3 is the modified BIC, 2 the BIC."),
    )  # fmt: skip


def partial(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Check a date as soon as it is given, so that its option is named in the error."""
    if value:
        try:
            parse_partial(value)
        except BadDate as error:
            raise click.BadParameter(str(error)) from None
    return value


def _types(_ctx: click.Context, _param: click.Parameter, values: Iterable[str]) -> tuple[str, ...]:
    from actorgraph.ontology import EVENTS, TIES

    names = [value.strip().upper().replace("-", "_").replace(" ", "_") for value in values]
    for name, value in zip(names, values, strict=True):
        if name not in EVENTS and name not in TIES:
            raise click.BadParameter(
                f"{value!r} is no type. Events: {', '.join(EVENTS)}. Ties: {', '.join(TIES)}."
            )
    return tuple(names)


def _complete_type(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    from actorgraph.ontology import EVENTS, TIES

    return [name for name in (*EVENTS, *TIES) if name.startswith(typed.upper())]


def combined(command: Command, *options: Callable[[Command], Command]) -> Command:
    """The command with all these options, which its help lists in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def _date(name: str, text: str) -> Callable[[Command], Command]:
    return click.option(f"--{name}", metavar="DATE", callback=partial, help=text)


_FILTER_NAMES = (
    "since", "until", "on", "kind", "type", "status", "direction", "undated", "all",
    "min_sources", "min_confidence", "origin",
)  # fmt: skip
_WHEN = (
    _date("since", "From this day on: 2020, 2020-08 or 2020-08-15."),
    _date("until", "Up to this day; a month or year counts to its end."),
    _date("on", "What happened or held on this day, in this month or year."),
    click.option("--undated", is_flag=True, help="In a window, include what has no known date."),
)
_WHICH = (
    click.option(
        "--type", multiple=True, metavar="TYPE", callback=_types, shell_complete=_complete_type,
        help="Only this type, for instance SANCTION or ALLIED_WITH; may be repeated.",
    ),
    click.option("--kind", multiple=True, type=click.Choice(["event", "tie"]),
                 help="Only events, or only ties."),
    click.option("--status", multiple=True, type=click.Choice(STATUSES),
                 help="Only this status; may be repeated."),
    click.option("--origin", multiple=True, metavar="NAME",
                 help="Only `articles`, only `datasets`, or one data set by its name; may be repeated."),
    click.option("--min-sources", type=click.IntRange(1), metavar="N",
                 help="Only what so many independent outlets report."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), metavar="C",
                 help="Only what is so sure, 0 to 1."),
)  # fmt: skip
_DIRECTION = click.option(
    "--direction", type=click.Choice(["out", "in", "both"]), default="both", show_default=True,
    help="Seen from the (first) actor.",
)  # fmt: skip
_ALL = click.option("--all", is_flag=True, help=f"Include relations with a confidence below {UNSURE}.")
