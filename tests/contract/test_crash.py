"""Writers that die, and writers that meet: each runs in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from actorgraph.model import Reading
from actorgraph.store import open_store
from tests.contract.conftest import Fresh
from tests.contract.contents import contents, loaded
from tests.support import report

_ROOT = Path(__file__).parents[2]
_WRITER = """
import sys
from actorgraph.store import open_store
from tests.contract.test_crash import batch
location, first, last, size = sys.argv[1], *map(int, sys.argv[2:])
with open_store(location, create=True) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for start in range(first, last, size):
        store.write(batch(start, min(start + size, last)))
"""


def batch(first: int, last: int) -> list[Reading]:
    """Articles by number: half of them about a tie that all share, each with an event of its own."""
    return [
        report(str(n), "Q458", "HAS_SANCTIONS_ON", "BLR", bearing="confirms")
        if n % 2
        else report(str(n), f"state-{n % 50}", "ACCUSE", "BLR", f"2020-{n % 12 + 1:02}")
        for n in range(first, last)
    ]


class Writer:
    """A process that writes the articles `first..last`, `size` a batch, from the moment of `go`."""

    def __init__(self, location: str, first: int, last: int, size: int) -> None:
        command = [sys.executable, "-c", _WRITER, location, *map(str, (first, last, size))]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=_ROOT)

    def go(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        assert self.process.stdout.readline() == "ready\n", self.process.stderr and self.process.stderr.read()
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def wait(self) -> None:
        _, errors = self.process.communicate(timeout=120)
        assert self.process.returncode == 0, errors

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=120)


_LARGE = 1500


@pytest.fixture(scope="module")
def seconds(fresh: Fresh) -> float:
    """How long an undisturbed writer takes for its one batch here."""
    writer = Writer(fresh(), 0, _LARGE, _LARGE)
    writer.go()
    started = time.monotonic()
    writer.wait()
    return time.monotonic() - started


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_writer_killed_in_mid_batch_leaves_all_of_it_or_nothing(
    fresh: Fresh, seconds: float, share: float
) -> None:
    location = fresh()
    with open_store(location, create=True) as store:
        store.write(batch(_LARGE, _LARGE + 20))
        before = contents(store)
    writer = Writer(location, 0, _LARGE, _LARGE)
    writer.go()
    time.sleep(seconds * share)
    writer.kill()
    with open_store(location) as store:
        # A server may still be committing what it had been sent: a write, of nothing new, waits for that.
        store.write(batch(_LARGE, _LARGE + 20))
        found = contents(store)
        assert found == before or found.stats.articles == 20 + _LARGE
        # The store takes new batches as if nothing had been.
        store.write(batch(0, 40))
        after = contents(store)
    if found == before:
        assert after == loaded(fresh, batch(0, 40) + batch(_LARGE, _LARGE + 20))


def test_an_interrupted_run_goes_on_where_it_stopped(fresh: Fresh) -> None:
    location = fresh()
    writer = Writer(location, 0, 400, 20)
    writer.go()
    with open_store(location) as store:
        deadline = time.monotonic() + 60
        while not store.stats().articles and time.monotonic() < deadline:
            time.sleep(0.01)
    writer.kill()
    with open_store(location) as store:
        stored = store.stats().articles
        assert stored
        assert stored % 20 == 0
        written = store.write(batch(0, 400))
        assert (written.unchanged, written.new) == (stored, 400 - stored)
        found = contents(store)
    assert found == loaded(fresh, batch(0, 400))


def test_two_writers_of_overlapping_articles_equal_one(fresh: Fresh) -> None:
    location = fresh()
    writers = [Writer(location, 0, 150, 10), Writer(location, 100, 250, 7)]
    for writer in writers:
        writer.go()
    for writer in writers:
        writer.wait()
    with open_store(location) as store:
        found = contents(store)
    assert found == loaded(fresh, batch(0, 250))


def test_two_processes_may_make_the_store_at_once(fresh: Fresh) -> None:
    location = fresh()
    writers = [Writer(location, n, n + 5, 5) for n in (0, 5, 10)]
    for writer in writers:
        writer.go()
    for writer in writers:
        writer.wait()
    with open_store(location) as store:
        assert store.stats().articles == 15


def test_a_reader_sees_whole_batches_while_another_process_writes(fresh: Fresh) -> None:
    location = fresh()
    with open_store(location, create=True) as store:
        writer = Writer(location, 0, 300, 30)
        writer.go()
        seen = set()
        while writer.process.poll() is None:
            seen.add(store.stats().articles)
        writer.wait()
        assert store.stats().articles == 300
    assert all(number % 30 == 0 for number in seen)
