"""plot: every picture in both formats, the same in every run, with actors where they stood before."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from actorgraph.cli.app import app
from actorgraph.cli.plot import plot
from actorgraph.graph.changes import Series
from actorgraph.graph.edges import EdgeTable
from actorgraph.graph.plot_network import network
from actorgraph.graph.plots import course, timeline
from actorgraph.graph.positions import positions
from actorgraph.store import open_store
from actorgraph.store.base import Filter
from tests.graph.tables import table
from tests.story import fill

pytest.importorskip("matplotlib")
Run = Callable[..., Result]
PICTURES: dict[str, Sequence[str]] = {
    "network": (),
    "blocs": (),
    "dyad": ("Putin", "Lukashenko", "--every", "week", "--since", "2020-08", "--until", "2020-09"),
    "timeline": ("Belarus",),
    "calendar": ("Lukashenko",),
}


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    return fill(tmp_path_factory.mktemp("plots") / "graph.db")


@pytest.fixture
def run(location: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ACTORGRAPH_STORE", location)
    return lambda *args: CliRunner().invoke(app, ["plot", *map(str, args)])


def test_all_pictures_are_drawn():
    assert set(PICTURES) == set(plot.commands)


@pytest.mark.parametrize("name", PICTURES)
def test_png_and_svg(run: Run, tmp_path: Path, name: str):
    for ending, start in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        drawn = []
        for place in ("first", "again"):
            path = tmp_path / f"{place}.{ending}"
            result = run(name, *PICTURES[name], "-o", path)
            assert result.exit_code == 0, result.output
            drawn.append(path.read_bytes())
        assert drawn[0].startswith(start)
        assert drawn[0] == drawn[1]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("network", ["Belarus", "Alexander Lukashenko", "more conflict"]),
        ("blocs", ["Belarus", "bloc 1", "bloc 2"]),
        ("dyad", ["Vladimir Putin and Alexander Lukashenko, 2020-08-01 to 2020-09-30", "conflict"]),
        ("timeline", ["Belarus  allied with  Russia", "European Union  has sanctions on  Belarus"]),
        ("calendar", ["2020", "Aug", "more cooperation"]),
    ],
)
def test_what_is_written_in_it(run: Run, tmp_path: Path, name: str, texts: Sequence[str]):
    path = tmp_path / "picture.svg"
    assert run(name, *PICTURES[name], "-o", path).exit_code == 0
    # Matplotlib draws letters as outlines, and writes the text beside them as a comment.
    comments = path.read_text(encoding="utf-8")
    for text in texts:
        assert f"<!-- {text} -->" in comments
    assert ET.parse(path).getroot().tag.endswith("svg")


def test_actors_keep_their_places(location: str):
    with open_store(location) as store:
        of = EdgeTable.of_store(store.columns(Filter()))
    assert positions(of) == positions(of)
    assert len(positions(of, most=3)) == 3
    assert positions(table()) == {}


def test_names_do_not_stand_on_each_other():
    crowd = table(*(f"a{one} a{other}" for one in range(30) for other in range(one)))
    places = list(positions(crowd, most=30).values())
    assert len(places) == 30
    assert all(abs(part) <= 1 for place in places for part in place)
    near = [
        (one, other)
        for at, one in enumerate(places)
        for other in places[:at]
        if abs(one[0] - other[0]) < 0.2 and abs(one[1] - other[1]) < 0.06
    ]
    assert near == []


def test_a_long_timeline_says_what_it_leaves_out():
    crowd = table(*(f"a{one} b{one}" for one in range(40)))
    assert timeline(crowd, {}, title="All").get_suptitle() == "All: the 30 busiest of 40 rows"
    assert timeline(table("A B", "B C"), {}, title="Few").get_suptitle() == "Few"


def test_blocs_that_cannot_be_told_apart_are_grey():
    pairs = [(f"a{one}", f"b{one}") for one in range(10)]
    at = {
        actor: (float(place), float(side))
        for place, pair in enumerate(pairs)
        for side, actor in enumerate(pair)
    }
    figure = network(table(*(" ".join(pair) for pair in pairs)), at, {}, groups=pairs)
    labels = [text.get_text() for text in figure.legends[0].get_texts()]
    assert labels[-2:] == ["bloc 8", "smaller blocs"]
    colours = {tuple(marks.get_facecolor()[0].round(3)) for marks in figure.axes[0].collections}
    assert len(colours) == 9


def test_dates_of_breaks_do_not_stand_on_each_other():
    days = np.arange(40)
    zeros = np.zeros(40)
    figure = course(Series("day", days, zeros, zeros, zeros), [5, 6, 7, 30])
    heights = [text.xyann[1] for text in figure.axes[0].texts]
    assert heights == [2, 12, 22, 2]


def test_another_ending_is_refused(run: Run, tmp_path: Path):
    result = run("network", "-o", tmp_path / "picture.gif")
    assert result.exit_code == 2
    assert "ends neither in .png nor in .svg" in result.output


def test_an_empty_window_is_an_empty_picture(run: Run, tmp_path: Path):
    for name, rest in PICTURES.items():
        arguments = [one for one in rest if not one.startswith(("--", "20", "week"))]
        path = tmp_path / f"{name}.png"
        result = run(name, *arguments, "--on", "1950", "-o", path)
        assert result.exit_code == 0, (name, result.output, result.exception)
        assert path.stat().st_size > 1000
