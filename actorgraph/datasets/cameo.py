"""CAMEO, the coding of ICEWS and GDELT: what each code means here, and its Goldstein score.

Scores: J. S. Goldstein, A Conflict-Cooperation Scale for WEIS Events Data, Journal of Conflict Resolution 36
(1992), as carried over to CAMEO codes by the data sets themselves; they disagree on six codes (016, 124,
1246, 163, 164, 166), where the one of ICEWS counts.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SCHEME = "cameo"


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A code, which is text (010 is not 10), its Goldstein score (-10 to 10), and its type and mode here."""

    code: str
    name: str
    goldstein: float
    quad: int
    type: str
    mode: str | None


@cache
def load_cameo() -> dict[str, CameoCode]:
    """Every code, by its text."""
    text = (files("actorgraph.datasets") / "cameo.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {
        row["code"]: CameoCode(
            row["code"],
            row["name"],
            float(row["goldstein"]),
            int(row["quad"]),
            row["type"],
            row["mode"] or None,
        )
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    }


def goldstein(code: str) -> float | None:
    """The Goldstein score of a relation's `code` (`cameo:173`); None where there is none."""
    scheme, _, own = code.partition(":")
    known = load_cameo().get(own) if scheme == SCHEME else None
    return known.goldstein if known else None
