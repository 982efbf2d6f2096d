"""Articles asked about side by side, in an event loop that has a thread of its own: a caller needs none.

Leaving the `with` block ends every question under way at once, also when it is left by Ctrl-C.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from types import TracebackType

from actorgraph.extract.llm.answers import Answer
from actorgraph.extract.llm.cache import AnswerCache
from actorgraph.extract.llm.client import Client
from actorgraph.extract.llm.faults import TooLong
from actorgraph.extract.llm.ledger import Ledger
from actorgraph.extract.llm.parts import Part, parts
from actorgraph.extract.llm.prompt import messages
from actorgraph.extract.llm.settings import Settings
from actorgraph.model import Article

Asked = list[tuple[Part, Answer]]
"""The answers to all parts of an article, in its order."""


class Desk:
    """Asks about articles, `settings.concurrency` questions at a time."""

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self._settings = settings
        self._ledger = ledger
        self._cache = AnswerCache(settings.cache, settings.model)
        self._client = Client(settings, ledger)
        self._turn = asyncio.Semaphore(settings.concurrency)
        self._loop = asyncio.new_event_loop()
        # A daemon: should the loop hang in a library, the process can still end.
        self._thread = threading.Thread(target=self._loop.run_forever, name="language model", daemon=True)

    def __enter__(self) -> Desk:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._clear(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def ask(self, article: Article) -> Future[Asked]:
        """The answers to come; its `result` raises what `Client.ask` raises."""
        return asyncio.run_coroutine_threadsafe(self._article(article), self._loop)

    async def _article(self, article: Article) -> Asked:
        asked = await _together([self._part(part) for part in parts(article, self._settings.part)])
        return [pair for some in asked for pair in some]

    async def _part(self, part: Part) -> Asked:
        """The answers to a part, in two halves where the whole is too long for the model."""
        try:
            answer = await self._answer(part)
            if not answer.cut:
                return [(part, answer)]
            fault = TooLong("the model's answer was broken off for its length")
        except TooLong as error:
            fault = error
        halves = part.halves()
        if halves is None:
            raise TooLong(f"{fault.reason}, and one paragraph cannot be divided")
        asked = await _together([self._part(half) for half in halves])
        return [pair for some in asked for pair in some]

    async def _answer(self, part: Part) -> Answer:
        question = messages(part)
        kept = self._cache.get(question)
        if kept is not None:
            self._ledger.cached += 1
            return kept
        async with self._turn:
            answer = await self._client.ask(question)
        self._cache.put(question, answer)
        return answer

    async def _clear(self) -> None:
        """End what is under way and close the connections."""
        under_way = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await self._client.close()


async def _together(coroutines: list[Coroutine[object, object, Asked]]) -> list[Asked]:
    """All results, in order; the first failure ends the others."""
    tasks = [asyncio.ensure_future(one) for one in coroutines]
    try:
        return list(await asyncio.gather(*tasks))
    finally:
        for task in tasks:
            task.cancel()
