"""Values as HTML, which is how they show themselves in a notebook (`_repr_html_`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice

from actorgraph.wording import counted, one_line

MOST = 20
"""Rows that a table shows; it says how many more there are."""


def html_table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    total: int,
    remarks: Sequence[str] = (),
    noun: str = "row",
) -> str:
    """A table of the first `MOST` rows, of `total` in all, with remarks below it.

    A head that begins with `>` has its column aligned to the right. Text is shown as it is: no markup out of
    an article comes through.
    """
    sides = ["right" if head.startswith(">") else "left" for head in heads]
    titles = [head.lstrip(">") for head in heads]
    parts = ["<table><thead><tr>", *_cells("th", titles, sides), "</tr></thead><tbody>"]
    shown = 0
    for row in islice(rows, MOST):
        parts += ["<tr>", *_cells("td", row, sides), "</tr>"]
        shown += 1
    parts.append("</tbody></table>")
    notes = [f"… and {counted(total - shown, noun)} more"] if total > shown else []
    parts += [f"<div>{escape(one_line(note))}</div>" for note in (*notes, *remarks)]
    return "".join(parts)


def _cells(tag: str, texts: Sequence[str], sides: Sequence[str]) -> list[str]:
    return [
        f'<{tag} style="text-align: {side}">{escape(one_line(text))}</{tag}>'
        for text, side in zip(texts, sides, strict=True)
    ]
