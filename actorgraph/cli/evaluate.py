"""How well relations are read, against annotated ones: evaluate."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, get_args

import click

from actorgraph.cli import extractors, notes, options
from actorgraph.cli.output import Answer, Output
from actorgraph.errors import BadRecord
from actorgraph.evaluation.actors import Match
from actorgraph.wording import counted

if TYPE_CHECKING:
    from actorgraph.cli.table import Screen
    from actorgraph.evaluation.report import ErrorCase, Report

_EVERY_SECONDS = 10.0
_SHOWN_TEXT = 300


@click.command(
    epilog=options.example(
        "actorgraph evaluate gold.jsonl --errors 20",
        "actorgraph evaluate gold.jsonl -f html -o report.html",
    )
)
@click.argument("gold", metavar="GOLD", type=click.Path(dir_okay=False, allow_dash=True))
@extractors.option
@click.option(
    "--match", type=click.Choice(get_args(Match)), default="lenient", show_default=True,
    help="When two names are one actor; docs/evaluation.md has the rules.",
)  # fmt: skip
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True,
    help="Count only events at least so sure as read.",
)  # fmt: skip
@click.option("--errors", metavar="N", type=click.IntRange(0), default=10, show_default=True,
              help="Show the N texts that went most wrong.")  # fmt: skip
@click.option("--resamples", metavar="N", type=click.IntRange(0), default=1000, show_default=True,
              help="Resamples behind the intervals; 0 for none.")  # fmt: skip
@click.option("-f", "--format", type=click.Choice(["table", "json", "html"]), default="table",
              show_default=True, help="How to print the report.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Write to this file, whole or not at all.")
def evaluate(
    gold: str, extractor: extractors.Chosen, match: Match, min_confidence: float, errors: int, resamples: int,
    format: str, output: str | None,
) -> None:  # fmt: skip
    """Read annotated texts and compare what was read with what people annotated.

    GOLD is a file of JSON lines, each a text with its relations, as docs/evaluation.md describes them; - is
    stdin. Shown are precision, recall and F1 by level and by type with 95 % intervals, confused types, how
    many dates and statuses are right, how often events of a given confidence are, and the worst errors.
    Ties are compared where they are annotated: how many were found, with which dates, and how many were
    asserted that the text does not assert.
    """
    from actorgraph.assessment import Settings, assess
    from actorgraph.evaluation.page import page

    settings = Settings(match, min_confidence, errors, resamples)
    lines = list(_lines(gold))
    report = assess(lines, gold, extractor.load(), settings, _Progress().tell)
    for line in extractor.lines():
        notes.say(line)
    if format == "html":
        with Output("html", output).stream() as file:
            file.write(page(report).encode("utf-8", "replace"))
        return
    answer = Answer((), list, lambda screen: _report(report, screen), document=report.record)
    Output(format, output).write(answer)


class _Progress:
    """Says now and then how many texts are read."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def tell(self, texts: int, id_: str) -> None:
        """One more text is read."""
        if time.monotonic() - self._last >= _EVERY_SECONDS:
            self._last = time.monotonic()
            notes.say(f"{counted(texts, 'text')} read: {id_}")


def _lines(file: str) -> Iterator[bytes]:
    try:
        with click.open_file(file, "rb") as opened:
            yield from opened
    except OSError as error:
        raise BadRecord(f"{file}: {error.strerror}. Name a file of JSON lines, or - for stdin.") from error


def _report(report: Report, screen: Screen) -> Iterator[str]:
    yield (
        f"{report.gold}: {counted(report.records, 'text')}, "
        f"{counted(report.relations, 'annotated relation')}, {counted(report.events, 'event')} read"
    )
    yield f"extractor: {report.extractor}"
    yield (
        f"actors matched {report.match}ly; confidence from {report.min_confidence}; 95 % intervals of "
        f"{report.resamples:,} resamples, seed {report.seed}"
    )
    events = (
        (_scores, _confusion, _details, _reliability, _errors)
        if report.relations or report.events or not report.ties
        else ()
    )
    for part in (*events, *((_ties,) if report.ties else ())):
        yield ""
        yield from part(report, screen)


def _scores(report: Report, screen: Screen) -> Iterator[str]:
    from actorgraph.cli.table import Row, lines
    from actorgraph.evaluation.page import score_cells

    figures = (">precision", ">recall", ">F1", ">right/read/annotated")
    levels = [
        Row((one.group or "all", one.mode, one.level, *score_cells(one.score))) for one in report.levels
    ]
    yield from lines(("texts", "mode", "level", *figures), levels, screen)
    yield ""
    yield from lines(
        ("type", *figures), [Row((one.type, *score_cells(one.score))) for one in report.types], screen
    )


def _confusion(report: Report, screen: Screen) -> Iterator[str]:
    from actorgraph.cli.table import Row, lines
    from actorgraph.evaluation.report import NOTHING, confusion_rows

    columns, rows = confusion_rows(report.confusion)
    # Sixteen full names are wider than a screen.
    heads = ("annotated \\ read", *(f">{name[:6] if name != NOTHING else 'none'}" for name in columns))
    named = [(name if name != NOTHING else "none", counts) for name, counts in rows]
    cells = [Row((name, *(str(count) if count else "" for count in counts))) for name, counts in named]
    yield from lines(heads, cells, screen)


def _details(report: Report, _screen: Screen) -> Iterator[str]:
    dates, statuses = report.dates, report.statuses
    yield (
        f"dates: {dates.matched} matched relations have one; exact {_of(dates.exact, dates.matched)}, same "
        f"month {_of(dates.same_month, dates.matched)}, same year {_of(dates.same_year, dates.matched)}, any "
        f"date {_of(dates.dated, dates.matched)}"
    )
    yield (
        f"status: {statuses.matched} matched relations have one; right "
        f"{_of(statuses.right, statuses.matched)}; not plainly asserted {statuses.marked}, of these right "
        f"{_of(statuses.marked_right, statuses.marked)}; speaker right "
        f"{_of(statuses.speakers_right, statuses.speakers)}"
    )
    for cell in statuses.table:
        yield f"  annotated {cell.gold}, read {cell.read}: {cell.count}"


def _of(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)" if whole else "-"


def _reliability(report: Report, screen: Screen) -> Iterator[str]:
    from actorgraph.cli.table import Row, lines
    from actorgraph.evaluation.page import calibration, percent

    rows = [
        Row((f"{one.low:.1f} to {one.high:.1f}", f"{100 * one.confidence:.1f}", str(one.events),
             percent(one.directed), percent(one.root), str(one.read), percent(one.read_root)))
        for one in report.reliability
    ]  # fmt: skip
    heads = (
        "confidence", ">mean", ">judged", ">actors, direction", ">and type right", ">all", ">type right",
    )  # fmt: skip
    yield from lines(heads, rows, screen)
    yield f"expected calibration error: {calibration(report)}"


def _ties(report: Report, screen: Screen) -> Iterator[str]:
    from actorgraph.cli.table import Row, lines
    from actorgraph.evaluation.page import TIE_HEADS, tie_cells

    if report.ties is None:
        return
    yield f"ties of {counted(report.ties.texts, 'text')}, {report.ties.without} of which state none"
    for what, scores in (("texts", report.ties.groups), ("tie", report.ties.types)):
        yield ""
        rows = [Row((score.name, *tie_cells(score))) for score in scores]
        yield from lines((what, *(f">{head}" for head in TIE_HEADS)), rows, screen)
    yield ""
    yield from _cases(report.ties.errors, screen)


def _errors(report: Report, screen: Screen) -> Iterator[str]:
    yield from _cases(report.errors, screen)


def _cases(cases: Sequence[ErrorCase], screen: Screen) -> Iterator[str]:
    from actorgraph.wording import shorten

    for case in cases:
        yield screen.bold(f"{case.id}, weight {case.weight:g}")
        yield from screen.wrapped(shorten(case.text, _SHOWN_TEXT, screen.furniture("…")), 2)
        for what, items in (("missed", case.missed), ("wrong", case.wrong)):
            for item in items:
                yield from screen.wrapped(f"{what}: {item}", 4)
