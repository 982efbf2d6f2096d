"""Which words of a paragraph stand in quotation marks."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from actorgraph.extract.syntax import is_verb

_MIN_QUOTE = 4
"""Words of the shortest quotation that somebody says; fewer are borrowed."""
_QUOTE = re.compile("[\"“”]|``|''")


def quotations(doc: Doc) -> dict[int, int]:
    """Token index -> number of the quotation (from 1) it stands in; short borrowed phrases are left out."""
    found: dict[int, int] = {}
    if not _QUOTE.search(doc.text):
        return found
    start: int | None = None
    number = 0
    for token in doc:
        opens, closes = token.text in ("“", "``"), token.text in ("”", "''")
        if token.text == '"':
            opens, closes = start is None, start is not None
        if opens and start is None:
            start = token.i + 1
        elif closes and start is not None:
            if token.i - start >= _MIN_QUOTE and any(is_verb(t) for t in doc[start : token.i]):
                number += 1
                found.update(dict.fromkeys(range(start, token.i), number))
            start = None
    if start is not None and len(doc) - start >= _MIN_QUOTE:
        # A quotation that goes on in the next paragraph is not closed in this one.
        found.update(dict.fromkeys(range(start, len(doc)), number + 1))
    return found
