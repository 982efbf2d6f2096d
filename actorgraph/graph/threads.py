"""Long calls into libraries that do not look up until they are done."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")
_LOOK_SECONDS = 0.1


def interruptible(work: Callable[[], Result]) -> Result:
    """What `work` returns or raises; Ctrl-C is heard while it runs, if it lets go of the interpreter.

    After an interruption the work goes on unseen until it is done or the process ends, which does not wait.
    """
    returned: list[Result] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            returned.append(work())
        except BaseException as error:
            raised.append(error)

    # Python hears a signal between two steps of its main thread, which therefore must not be in the library.
    thread = Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_LOOK_SECONDS)
    if raised:
        raise raised[0]
    return returned[0]
