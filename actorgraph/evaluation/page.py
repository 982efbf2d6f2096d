"""A report as one HTML page without scripts or outside files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from actorgraph.evaluation.report import ErrorCase, Report, Score, Share, TieScore, confusion_rows

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h2 { margin-top: 2.2rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid #8886; padding: .25rem .7rem; text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
small { opacity: .7; }
article { border-left: 3px solid #8888; margin: 1rem 0; padding-left: 1rem; }
article p { margin: .2rem 0; }
"""


TIE_HEADS = (
    "found", "right of read", "dates right", "dates added", "unstated", "of these asserted", "status kept",
    "wrong in texts without",
)  # fmt: skip


def page(report: Report) -> str:
    """The report as an HTML document."""
    parts = [
        f"<h1>Evaluation on {escape(report.gold)}</h1>",
        f"<p>{report.records:,} texts, {report.relations:,} annotated relations, {report.events:,} events "
        f"read by {escape(report.extractor)}. Actors matched {report.match}ly; confidence from "
        f"{report.min_confidence}; 95 % intervals of {report.resamples:,} resamples, seed {report.seed}.</p>",
        *(_events(report) if report.tells_events else ()),
        *_ties(report),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Evaluation on {escape(report.gold)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def percent(share: Share) -> str:
    """`74.4 [71.0, 77.2]`."""
    return f"{100 * share.value:.1f} [{100 * share.low:.1f}, {100 * share.high:.1f}]"


def calibration(report: Report) -> str:
    """`9.1 points (judged), 8.0 points (all)`."""
    return ", ".join(f"{100 * error:.1f} points ({mode})" for mode, error in report.calibration_error.items())


def score_cells(score: Score) -> list[str]:
    """Precision, recall, F1 with intervals, and the counts behind them."""
    shares = [percent(share) for share in (score.precision, score.recall, score.f1)]
    return [*shares, f"{score.hits}/{score.read}/{score.gold}"]


def tie_cells(score: TieScore) -> list[str]:
    """The figures on ties under `TIE_HEADS`: shares with their counts, and counts."""
    return [
        _share(score.found, score.annotated),
        _share(score.found, score.read),
        _share(score.dates_right, score.dates),
        *map(str, (score.dates_added, score.unstated, score.asserted, score.kept, score.invented)),
    ]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} ({part}/{whole})" if whole else "-"


def _events(report: Report) -> Iterator[str]:
    for part in (_levels, _types, _confusion, _dates, _reliability):
        yield from part(report)
    if report.errors:
        yield "<h2>Worst errors</h2>"
    yield from _cases(report.errors)


def _ties(report: Report) -> Iterator[str]:
    if report.ties is None:
        return
    yield "<h2>Ties</h2>"
    yield f"<p>{report.ties.texts:,} texts, {report.ties.without:,} of which state none.</p>"
    for what, scores in (("texts", report.ties.groups), ("tie", report.ties.types)):
        yield _table((what, *TIE_HEADS), [[score.name, *tie_cells(score)] for score in scores])
    if report.ties.errors:
        yield "<h2>Worst errors in ties</h2>"
    yield from _cases(report.ties.errors)


def _levels(report: Report) -> Iterator[str]:
    yield "<h2>By level</h2>"
    rows = [[one.group or "all", one.mode, one.level, *score_cells(one.score)] for one in report.levels]
    heads = ("texts", "mode", "level", "precision", "recall", "F1", "right/read/annotated")
    yield _table(heads, rows)


def _types(report: Report) -> Iterator[str]:
    yield "<h2>By type</h2>"
    rows = [[one.type, *score_cells(one.score)] for one in report.types]
    yield _table(("type", "precision", "recall", "F1", "right/read/annotated"), rows)


def _confusion(report: Report) -> Iterator[str]:
    yield "<h2>Types annotated (rows) and read (columns)</h2>"
    columns, rows = confusion_rows(report.confusion)
    cells = [[name, *(str(count) if count else "" for count in counts)] for name, counts in rows]
    yield _table(("", *columns), cells)


def _dates(report: Report) -> Iterator[str]:
    dates, statuses = report.dates, report.statuses
    yield "<h2>Dates and statuses</h2>"
    rows = [
        ["matched relations with an annotated date", dates.matched],
        ["exact", dates.exact],
        ["same month or better", dates.same_month],
        ["same year or better", dates.same_year],
        ["with any date", dates.dated],
        ["matched relations with an annotated status", statuses.matched],
        ["status right", statuses.right],
        ["not plainly asserted", statuses.marked],
        ["of these right", statuses.marked_right],
        ["with an annotated speaker", statuses.speakers],
        ["speaker right", statuses.speakers_right],
    ]
    yield _table(("", "count"), [[str(cell) for cell in row] for row in rows])


def _reliability(report: Report) -> Iterator[str]:
    yield "<h2>Reliability</h2>"
    rows = [
        [f"{one.low:.1f} to {one.high:.1f}", f"{100 * one.confidence:.1f}", str(one.events),
         percent(one.directed), percent(one.root), str(one.read), percent(one.read_root)]
        for one in report.reliability
    ]  # fmt: skip
    heads = (
        "confidence", "mean", "judged", "actors and direction right", "type right too", "all", "type right",
    )  # fmt: skip
    yield _table(heads, rows)
    yield f"<p>Expected calibration error: {calibration(report)}.</p>"


def _cases(cases: Sequence[ErrorCase]) -> Iterator[str]:
    for case in cases:
        yield f"<article><p><small>{escape(case.id)}, weight {case.weight:g}</small></p>"
        yield f"<p>{escape(case.text)}</p>"
        for what, items in (("missed", case.missed), ("wrong", case.wrong)):
            yield from (f"<p><b>{what}</b> {escape(item)}</p>" for item in items)
        yield "</article>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    def row(tag: str, cells: Sequence[str]) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    body = "\n".join(row("td", cells) for cells in rows)
    return f'<div class="wide"><table>\n{row("th", heads)}\n{body}\n</table></div>'
