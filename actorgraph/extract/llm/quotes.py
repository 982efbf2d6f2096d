"""Where a quotation stands in a text: word for word, whatever its white space and the shape of its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHAPES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
"""One character each for one, so that offsets stay."""
_EDGES = " \"'.…,;:"


def find(quote: str, text: str) -> tuple[int, int] | None:
    """Offsets of the first place in `text` where `quote` stands; None where it stands nowhere.

    Letters, digits and punctuation must agree; runs of white space count as one space, and curly marks and
    dashes as straight ones. Quotation marks and full stops that the quotation has around it may be missing.
    """
    return next(find_all(quote, text), None)


def find_all(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Offsets of all places, as `find` gives the first; none overlaps another."""
    plain = quote.translate(_SHAPES)
    for wanted in dict.fromkeys((plain, plain.strip(_EDGES))):
        words = wanted.split()
        if not words:
            continue
        pattern = re.compile(
            r"(?<!\w)" * words[0][0].isalnum() + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
        )
        found = False
        for match in pattern.finditer(text.translate(_SHAPES)):
            found = True
            yield match.span()
        if found:
            return
