"""One question, one answer: the only user of the `openai` package, and the one door for its errors.

The package could send again by itself, but it heeds no `Retry-After` above a minute, and knows nothing of
answers that are no JSON; so it is told not to.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import email.utils
import json
import random
from collections.abc import AsyncIterator, Mapping
from typing import Any

import openai

from actorgraph.errors import LlmUnavailable
from actorgraph.extract.llm.answers import Answer, answer_of
from actorgraph.extract.llm.dialect import Dialect, is_about_length
from actorgraph.extract.llm.faults import BadAnswer, Fault, Outage, Passing, Refused, TooLong
from actorgraph.extract.llm.ledger import Ledger
from actorgraph.extract.llm.prompt import Message
from actorgraph.extract.llm.settings import KEY, Settings
from actorgraph.wording import one_line, shorten

_LARGEST = 4_000_000
"""Bytes of a response: far more than `longest` tokens can take up."""
_BAD_ANSWERS = 1
"""Answers that are not what was asked for, after which the question is still put once more."""
_LONGEST_WAIT = 30.0
"""Seconds between two tries, unless the server asks for more."""
_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})


class Client:
    """Asks the model. To be used inside one event loop; `close` it there."""

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self._settings = settings
        self._ledger = ledger
        self._dialect = Dialect()
        # A key must be given even to servers that want none: else the package would send them OPENAI_API_KEY.
        self._api = openai.AsyncOpenAI(
            base_url=settings.url, api_key=settings.key or "none", max_retries=0, timeout=settings.timeout
        )
        # These would be taken from OPENAI_* variables, which are meant for another server.
        self._api.organization = self._api.project = self._api.admin_api_key = None

    async def close(self) -> None:
        """Close the connections."""
        await self._api.close()

    async def ask(self, messages: list[Message]) -> Answer:
        """The model's answer. Raises `Outage`, `Refused`, `TooLong`, `BadAnswer`, or, where no other question
        can be answered either, `LlmUnavailable`."""
        last, bad = self._settings.tries, 0
        for number in range(1, last + 1):
            try:
                answer = await self._answer(messages)
            except (Passing, BadAnswer) as fault:
                bad += isinstance(fault, BadAnswer)
                if number == last or bad > _BAD_ANSWERS:
                    kind = BadAnswer if isinstance(fault, BadAnswer) else Outage
                    raise kind(
                        f"{fault.reason}; asked {number} times" if number > 1 else fault.reason
                    ) from None
                wait = self._wait(number, fault)
                self._ledger.retries += 1
                await asyncio.sleep(wait)
            else:
                return answer
        raise AssertionError("the last try answers or raises")

    def _wait(self, number: int, fault: Passing | BadAnswer) -> float:
        """Seconds until the next try: what the server asks for, else twice as long every time."""
        if isinstance(fault, BadAnswer):
            return 0.0
        if fault.wait is not None:
            if fault.wait > self._settings.patience:
                raise Outage(f"{fault.reason}, and it asks to wait {fault.wait:,.0f} seconds")
            return fault.wait
        return min(self._settings.pause * 2.0 ** (number - 1), _LONGEST_WAIT) * random.uniform(0.75, 1.25)

    async def _answer(self, messages: list[Message]) -> Answer:
        """One try, in the simplest words that the server makes necessary."""
        dialect = self._dialect
        while True:
            self._ledger.requests += 1
            try:
                body = await self._send(
                    dialect.request(self._settings.model, messages, self._settings.longest)
                )
            except openai.APIStatusError as error:
                complaint = self._complaint(error)
                simpler = dialect.without(complaint, error.status_code)
                if is_about_length(complaint) or simpler is None or error.status_code in (401, 403, 404, 429):
                    raise self._translated(error, complaint) from None
                dialect = simpler
            else:
                self._dialect = dialect  # only what has worked is kept for the questions to come
                return self._booked(body)

    def _booked(self, body: bytes) -> Answer:
        try:
            answer = answer_of(body)
        except Fault as fault:
            self._ledger.spend(fault.tokens)  # an answer of no use is paid for all the same
            raise
        self._ledger.spend(answer.tokens)
        return answer

    async def _send(self, request: dict[str, Any]) -> bytes:
        """The body of a response with status 200. Raises `openai.APIStatusError`, `Passing`, `TooLong`."""
        api = self._api.chat.completions.with_streaming_response
        try:
            # The package's own timeout is one of silence; a server that drips would never run into it.
            async with asyncio.timeout(self._settings.timeout):
                async with api.create(**request) as response:
                    return await _limited(response.iter_bytes())
        except (TimeoutError, openai.APITimeoutError):
            raise Passing(f"no answer within {self._settings.timeout:g} seconds") from None
        except (openai.APIStatusError, TooLong):
            raise
        except openai.APIConnectionError as error:
            raise Passing(self._shown(f"no connection ({_cause(error)})")) from None
        except (
            Exception
        ) as error:  # while the body is read, errors are those of whichever library transports it
            raise Passing(self._shown(f"the connection broke off ({_cause(error)})")) from None

    def _translated(self, error: openai.APIStatusError, complaint: str) -> Exception:
        status, place = error.status_code, self._settings.place
        if status in (401, 403):
            # What the server says here may repeat a part of the key.
            return LlmUnavailable(f"{place} does not accept the key (status {status}): check {KEY}")
        if status == 404:
            return LlmUnavailable(
                f"{place} knows no model {self._settings.model!r}, or nothing answers under that address "
                f"(status 404: {complaint}): check --llm-model and --llm-url, which mostly ends with /v1"
            )
        if is_about_length(complaint) or status == 413:
            return TooLong(f"the question is too long for the model (status {status}: {complaint})")
        if status in _BUSY or status >= 500:
            what = "too many requests" if status == 429 else "the server failed"
            return Passing(f"{what} (status {status}: {complaint})", _retry_after(error.response.headers))
        return Refused(f"the server refuses the question (status {status}: {complaint})")

    def _complaint(self, error: openai.APIStatusError) -> str:
        """What the server says, on one short line."""
        body: object = error.body
        if isinstance(body, dict):
            body = body.get("message") or body.get("detail") or json.dumps(body)
        return self._shown(str(body or error.response.reason_phrase or "no text"))

    def _shown(self, text: str) -> str:
        return shorten(one_line(self._settings.without_key(text)), 200)


async def _limited(chunks: AsyncIterator[bytes]) -> bytes:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > _LARGEST:
            raise TooLong(f"the server's answer is above {_LARGEST:,} bytes")
    return bytes(body)


def _cause(error: BaseException) -> str:
    """What is at the bottom of an error: the package's own text is only `Connection error.`"""
    seen = [error]
    while (below := seen[-1].__cause__ or seen[-1].__context__) is not None and below not in seen:
        seen.append(below)
    told = next((one for one in reversed(seen) if str(one)), seen[-1])
    return str(told) or type(told).__name__


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait, as a number or as a date; None where it does not say."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name)
        if value is None:
            continue
        try:
            seconds = float(value) * unit
        except ValueError:
            try:
                day = email.utils.parsedate_to_datetime(value)
            except ValueError:
                continue
            day = day if day.tzinfo else day.replace(tzinfo=dt.UTC)
            seconds = (day - dt.datetime.now(dt.UTC)).total_seconds()
        if seconds == seconds:  # `nan` is a number to float, and no time to wait
            return max(seconds, 0.0)
    return None
