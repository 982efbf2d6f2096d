"""What can go wrong with one question. None of these leaves the package: the reader turns them into a skipped
article or into `LlmUnavailable`."""

from __future__ import annotations


class Fault(Exception):
    """A question that got no usable answer; `tokens` were spent on it all the same, if the server says so."""

    def __init__(self, reason: str, tokens: tuple[int, int] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.tokens = tokens


class Passing(Fault):
    """It may go away: too many requests, a server error, a timeout. `wait` is what the server asks for."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Outage(Fault):
    """It did not go away, and has nothing to do with the article."""


class BadAnswer(Fault):
    """An answer that is not what was asked for; the next may be."""


class Refused(Fault):
    """The model or its server will not answer this."""


class TooLong(Fault):
    """Question or answer is too long for the model: a shorter part may do."""
