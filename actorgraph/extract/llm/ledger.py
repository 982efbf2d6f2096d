"""What a run asked, what it cost, and what became of what the model proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from actorgraph.extract.llm.settings import Settings
from actorgraph.wording import counted


@dataclass(slots=True)
class Ledger:
    """Counts of one extractor, over all that it has read.

    `requests` are those sent, `answered` those of them that got an answer, `retries` those that were sent
    again; `cached` questions needed none. `unmetered` answers came without a token count: the tokens and the
    cost leave them out. `dropped` counts proposals by the reason, `altered` those that were kept without a
    part that did not hold.
    """

    requests: int = 0
    answered: int = 0
    retries: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    unmetered: int = 0
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    altered: Counter[str] = field(default_factory=Counter)

    def spend(self, tokens: tuple[int, int] | None) -> None:
        """Take down one answer and its tokens."""
        self.answered += 1
        if tokens is None:
            self.unmetered += 1
        else:
            self.tokens_in += tokens[0]
            self.tokens_out += tokens[1]

    def cost(self, settings: Settings) -> float | None:
        """What the tokens cost at the prices of the settings; None where a price is missing."""
        if settings.price_in is None or settings.price_out is None:
            return None
        return (self.tokens_in * settings.price_in + self.tokens_out * settings.price_out) / 1_000_000

    def lines(self, settings: Settings) -> Iterator[str]:
        """The counts in words, for the summary of a run."""
        line = f"language model {settings.model}: {counted(self.requests, 'request')}"
        if self.retries:
            line += f", {self.retries:,} of them repeated"
        line += f"; {counted(self.cached, 'answer')} from the cache"
        line += f"; {self.tokens_in:,} tokens in, {self.tokens_out:,} out"
        cost = self.cost(settings)
        if cost is not None:
            line += f"; cost {cost:,.4f} at {settings.price_in:g} and {settings.price_out:g} a million tokens"
        yield line
        if self.unmetered:
            yield f"tokens and cost leave out {counted(self.unmetered, 'answer')} without a token count"
        dropped = sum(self.dropped.values())
        line = f"{counted(self.kept + dropped, 'relation')} proposed by the model: {self.kept:,} kept"
        yield f"{line}, {dropped:,} dropped{_reasons(self.dropped)}"
        if self.altered:
            yield f"kept without a part that the article does not bear out{_reasons(self.altered)}"


def _reasons(counts: Counter[str]) -> str:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ": " + ", ".join(f"{count:,} {reason}" for reason, count in ranked) if ranked else ""
