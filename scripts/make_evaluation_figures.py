"""Fill the tables of docs/evaluation.md from reports of `actorgraph evaluate -f json`.

    actorgraph evaluate aside.jsonl --errors 0 -f json > aside.json
    python scripts/make_evaluation_figures.py aside=aside.json others=others.json

A table stands between `<!-- aside levels -->` and `<!-- end -->`: the name of a report and what to show, one
of levels, types, reliability, marks, ties, tie-types, version. Blocks of reports that are not given stay.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from actorgraph.evaluation.page import TIE_HEADS, percent, tie_cells
from actorgraph.evaluation.report import Share, TieScore

PAGE = Path("docs/evaluation.md")
BLOCK = re.compile(r"(<!-- (\S+) (\S+) -->\n).*?(?=<!-- end -->)", re.DOTALL)
Report = dict[str, Any]


def levels(report: Report) -> Iterator[str]:
    """F1, precision and recall in both modes, or in one where both are the same."""
    rows = [one for one in report["levels"] if not one["group"]]
    modes = {one["mode"]: [_scored(x) for x in rows if x["mode"] == one["mode"]] for one in rows}
    if modes["judged"] == modes["all"]:
        del modes["judged"]
    yield from _table(
        ("mode", "level", ">precision", ">recall", ">F1", ">right/read/annotated"),
        [[mode, *cells] for mode, some in modes.items() for cells in some],
    )


def _scored(one: Report) -> list[str]:
    score = one["score"]
    counts = f"{score['hits']}/{score['read']}/{score['gold']}"
    return [one["level"], *(_share(score[name]) for name in ("precision", "recall", "f1")), counts]


def types(report: Report) -> Iterator[str]:
    """F1 by type at level root, mode judged."""
    rows = [_scored({"level": one["type"], "score": one["score"]}) for one in report["types"]]
    yield from _table(("type", ">precision", ">recall", ">F1", ">right/read/annotated"), rows)


def reliability(report: Report) -> Iterator[str]:
    """How often events of each tenth of confidence are right, and the calibration error."""
    heads = (
        "confidence", ">mean", ">judged", ">actors and direction right", ">type right too", ">all",
        ">type right",
    )  # fmt: skip
    yield from _table(heads, [
        [f"{one['low']:.1f} to {one['high']:.1f}", f"{100 * one['confidence']:.1f}", str(one["events"]),
         _share(one["directed"]), _share(one["root"]), str(one["read"]), _share(one["read_root"])]
        for one in report["reliability"]
    ])  # fmt: skip
    errors = report["calibration_error"]
    yield ""
    yield (
        f"Expected calibration error: {100 * errors['judged']:.1f} points in mode `judged`, "
        f"{100 * errors['all']:.1f} in mode `all`."
    )


def marks(report: Report) -> Iterator[str]:
    """Dates, statuses and speakers in one line."""
    dates, statuses = report["dates"], report["statuses"]
    yield (
        f"Dates: {dates['exact']} of {dates['matched']} exact, {dates['dated']} with any date. "
        f"Status: {statuses['right']} of {statuses['matched']} right, {statuses['marked_right']} of the "
        f"{statuses['marked']} that are not plainly asserted. "
        f"Speaker: {statuses['speakers_right']} of {statuses['speakers']}."
    )


def ties(report: Report) -> Iterator[str]:
    """Ties by group of texts."""
    yield from _table(("texts", *(f">{head}" for head in TIE_HEADS)), _ties(report["ties"]["groups"]))


def tie_types(report: Report) -> Iterator[str]:
    """Ties by type."""
    yield from _table(("tie", *(f">{head}" for head in TIE_HEADS)), _ties(report["ties"]["types"]))


def version(report: Report) -> Iterator[str]:
    """What read the texts."""
    yield f"Read by {report['extractor']}."


def _ties(scores: list[dict[str, Any]]) -> list[list[str]]:
    return [[one["name"], *tie_cells(TieScore(**one))] for one in scores]


def _share(share: dict[str, float]) -> str:
    return percent(Share(**share))


def _table(heads: tuple[str, ...], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head.removeprefix('>') for head in heads)} |"
    yield f"| {' | '.join('---:' if head.startswith('>') else '---' for head in heads)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


SHOWN: dict[str, Callable[[Report], Iterator[str]]] = {
    "levels": levels,
    "types": types,
    "reliability": reliability,
    "marks": marks,
    "ties": ties,
    "tie-types": tie_types,
    "version": version,
}


def main(given: list[str]) -> None:
    """Rewrite the blocks of the reports that are given, each as `name=file`."""
    reports = {
        name: json.loads(Path(file).read_text(encoding="utf-8"))
        for name, _, file in (one.partition("=") for one in given)
    }
    text = PAGE.read_text(encoding="utf-8")
    unused = reports.keys() - {found[1] for found in BLOCK.findall(text)}
    if unused:
        raise SystemExit(f"{PAGE} has no block of {', '.join(sorted(unused))}")

    def filled(found: re.Match[str]) -> str:
        head, name, what = found.groups()
        if name not in reports:
            return found[0]
        lines = "\n".join(SHOWN[what](reports[name]))
        return f"{head}\n{lines}\n\n"

    PAGE.write_text(BLOCK.sub(filled, text), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    main(sys.argv[1:])
