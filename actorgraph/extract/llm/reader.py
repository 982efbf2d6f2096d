"""The extractor that asks a language model, and believes what the article bears out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from itertools import islice

import actorgraph
from actorgraph.errors import LlmUnavailable, SkippedInput
from actorgraph.extract.llm.answers import Proposal, proposals
from actorgraph.extract.llm.checking import Checker
from actorgraph.extract.llm.desk import Asked, Desk
from actorgraph.extract.llm.faults import BadAnswer, Fault, Outage, Refused, TooLong
from actorgraph.extract.llm.ledger import Ledger
from actorgraph.extract.llm.parts import Part
from actorgraph.extract.llm.prompt import version
from actorgraph.extract.llm.settings import Settings
from actorgraph.extract.parsing import Parsed, Parser, data_version
from actorgraph.model import Actor, Article, Reading

_OUTAGES = 3
"""Articles in a row that find no working server, after which the run stops."""


class LlmReader:
    """Reads English news through a language model; for few texts whose recall is worth money.

    `parser` tells sentences apart and finds the names. `ledger` counts requests, tokens and proposals over
    all that was read.
    """

    def __init__(self, settings: Settings, parser: Parser) -> None:
        self.settings = settings
        self.ledger = Ledger()
        self._parser = parser
        self.stamp = (
            f"actorgraph {actorgraph.__version__}, language model {settings.model}, prompt {version()}, "
            f"{self._parser.pipeline}, data {data_version('llm')}"
        )

    def read(self, articles: Iterable[Article]) -> Iterator[Reading | SkippedInput]:
        """One reading for each article, in order, or what kept it from being read.

        A few articles are asked about ahead. Raises `LlmUnavailable` where no article can be read.
        """
        source = iter(articles)
        outages = 0
        with Desk(self.settings, self.ledger) as desk:
            ahead: deque[tuple[Article, Future[Asked]]] = deque()
            while True:
                for article in islice(source, 2 * self.settings.concurrency - len(ahead)):
                    ahead.append((article, desk.ask(article)))
                if not ahead:
                    return
                article, future = ahead.popleft()
                try:
                    reading = self._reading(article, future.result())
                    outages = 0
                except Fault as fault:
                    outages = outages + 1 if isinstance(fault, Outage) else 0
                    if isinstance(fault, Outage) and (outages == _OUTAGES or self._is_first()):
                        raise LlmUnavailable(
                            f"{self.settings.place} does not answer: {fault.reason}"
                        ) from None
                    yield SkippedInput(_name(article), _reason(fault))
                    continue
                yield reading

    def _is_first(self) -> bool:
        """Whether the server has not answered once."""
        return not (self.ledger.cached or self.ledger.answered)

    def _reading(self, article: Article, asked: Asked) -> Reading:
        found: list[tuple[Part, Proposal]] = []
        for part, answer in asked:
            for proposal in proposals(answer):
                if isinstance(proposal, str):
                    self.ledger.dropped[proposal] += 1
                else:
                    found.append((part, proposal))
        (reading,) = self._parser.each([article], lambda parsed: self._checked(parsed, found))
        return reading

    def _checked(self, parsed: Parsed, found: list[tuple[Part, Proposal]]) -> Reading:
        checked = Checker(parsed, self.stamp).check(found, parsed.scenes(self._parser.lexicon))
        self.ledger.kept += checked.kept
        self.ledger.dropped += checked.dropped
        self.ledger.altered += checked.altered
        ids = {id_ for e in checked.evidence for id_ in (e.source, e.target, e.speaker_id) if id_}
        actors: tuple[Actor, ...] = tuple(parsed.cast.actor(id_) for id_ in sorted(ids))
        return Reading(parsed.article, actors, tuple(checked.evidence), self.stamp)


def _name(article: Article) -> str:
    return article.origin or article.url or article.title or article.id


def _reason(fault: Fault) -> str:
    if isinstance(fault, Refused):
        return f"it was refused: {fault.reason}"
    if isinstance(fault, TooLong):
        return f"{fault.reason}: another model may take more"
    if isinstance(fault, BadAnswer):
        return fault.reason
    return f"{fault.reason}; run the same command again to read it"
