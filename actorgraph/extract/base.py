"""What an extractor is: the one method that the pipeline calls, whatever reads behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from actorgraph.errors import SkippedInput
from actorgraph.model import Article, Reading


class Extractor(Protocol):
    """Reads articles. What it answers for one article depends on that article alone, not on its batch."""

    stamp: str
    """Names extractor, model and data with versions; under another stamp articles are read anew."""

    def read(self, articles: Iterable[Article]) -> Iterator[Reading | SkippedInput]:
        """One reading for each article, in the order of the articles; articles are consumed lazily.

        In place of a reading may stand the reason why an article could not be read. An extractor that needs
        nothing but the text has none.
        """
        ...
