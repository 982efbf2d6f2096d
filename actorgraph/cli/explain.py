"""How one sentence is read: explain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

import actorgraph
from actorgraph.cli import options
from actorgraph.cli.output import Answer, Output
from actorgraph.dates import Partial

if TYPE_CHECKING:
    from actorgraph.cli.table import Screen
    from actorgraph.extract.explanation import Explanation, FrameReading, Meaning
    from actorgraph.model import Evidence

Record = dict[str, Any]


@click.command(
    epilog=options.example(
        "actorgraph explain 'The EU imposed sanctions on Belarus on Friday.' --published 2020-10-04",
        "actorgraph explain 'Turkey said that it had not attacked Syria.' -f svg -o tree.svg",
    )
)
@click.argument("sentence")
@click.option("--published", metavar="DATE", callback=options.partial, help="Publication date.")
@click.option("--model", metavar="NAME", help="spaCy pipeline.  [default: the best English one installed]")
@click.option(
    "-f", "--format", type=click.Choice(["text", "json", "svg"]), default="text", show_default=True,
    help="Text for reading, JSON with every field, or the dependency tree as a picture.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Write to this file, whole or not at all.")
def explain(sentence: str, published: str | None, model: str | None, format: str, output: str | None) -> None:
    """Show how SENTENCE is read, step by step.

    The parse, who the names and phrases stand for and why, what the time expressions mean, which frames of
    the lexicon met their conditions, with the actors in their slots, status, speaker and date, and the
    evidence that comes of it. Several sentences are read as one paragraph. Relative dates and offices need
    --published.
    """
    from actorgraph.extract.explain import Explainer, picture

    day = actorgraph.parse_partial(published) if published else None
    if not sentence.strip():
        raise click.BadParameter("the sentence is empty", param_hint="SENTENCE")
    found = Explainer(model).explain(sentence, day)
    if format == "svg":
        with Output("svg", output).stream() as file:
            file.write(picture(found).encode("utf-8"))
        return
    answer = Answer((), list, lambda screen: _lines(found, screen), document=lambda: _record(found))
    Output("json" if format == "json" else "table", output).write(answer)


def _record(found: Explanation) -> Record:
    """Every field as JSON has it: dates as text."""
    record: Record = _plain(asdict(found))
    for item, evidence in zip(record["evidence"], found.evidence, strict=True):
        item["id"] = evidence.id
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"day", "precision"}:
            return Partial(value["day"], value["precision"]).iso
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _lines(found: Explanation, screen: Screen) -> Iterator[str]:
    for heading, part in (
        ("Words", _words), ("Tree", _tree), ("Who is named", _mentions), ("Times", _times),
        ("Frames", _frames), ("Evidence", _evidence),
    ):  # fmt: skip
        yield screen.bold(heading)
        yield from part(found, screen)
        yield ""
    if found.residue:
        yield f"In an article this paragraph would be left out as page residue: {found.residue}."
    yield f"Read with {found.extractor}" + (f", published {found.published}." if found.published else ".")


def _words(found: Explanation, screen: Screen) -> Iterator[str]:
    from actorgraph.cli.table import Row, lines

    rows = [
        Row((str(w.index), w.text, w.lemma, w.pos, w.tag, w.dep, str(w.head), w.entity)) for w in found.words
    ]
    yield from lines((">no", "word", "lemma", "part", "tag", "relation", ">head", "entity"), rows, screen)


def _tree(found: Explanation, screen: Screen) -> Iterator[str]:
    below: dict[int, list[int]] = {}
    for word in found.words:
        if word.head != word.index:
            below.setdefault(word.head, []).append(word.index)

    def branch(number: int, depth: int) -> Iterator[str]:
        word = found.words[number]
        yield from screen.wrapped(f"{word.dep}: {word.text} ({word.tag})", 2 * depth)
        for child in below.get(number, ()):
            yield from branch(child, depth + 1)

    for word in found.words:
        if word.head == word.index:
            yield from branch(word.index, 1)


def _mentions(found: Explanation, screen: Screen) -> Iterator[str]:
    for mention in found.mentions:
        nobody = "qualifies another word, or names nobody known"
        meant = "; ".join(_meant(one) for one in mention.meanings) or nobody
        yield from screen.wrapped(f"{mention.text} ({mention.found_by}): {meant}", 2)
    if not found.mentions:
        yield "  nobody"


def _meant(meaning: Meaning) -> str:
    return f"{meaning.name} [{meaning.actor}], {meaning.reason}, {meaning.confidence:.2f}"


def _times(found: Explanation, screen: Screen) -> Iterator[str]:
    for time in found.times:
        bounds = [str(one) for one in (time.start, time.end) if one]
        means = f"{' to '.join(bounds)} ({time.extent}, {time.basis})" if bounds else "no day follows from it"
        yield from screen.wrapped(f"{time.text} ({time.role}): {means}", 2)
    if not found.times:
        yield "  none"


def _frames(found: Explanation, screen: Screen) -> Iterator[str]:
    for frame in found.frames:
        yield from screen.wrapped(f"{frame.trigger}: {frame.rule}", 2)
        for what, text in _slots(frame):
            yield from screen.wrapped(f"{what}: {text}", 6)
    if not found.frames:
        yield "  no frame of the lexicon met its conditions"


def _slots(frame: FrameReading) -> Iterator[tuple[str, str]]:
    yield "outcome", frame.outcome
    if frame.mode:
        yield "mode", frame.mode
    if frame.objects:
        yield "with", ", ".join(frame.objects)
    if frame.light:
        yield "under", frame.light
    for what, meanings in (("source", frame.sources), ("target", frame.targets)):
        yield what, "; ".join(map(_meant, meanings)) or "-"
    if frame.symmetric:
        yield "direction", "none: each with every other"
    said = f", {frame.speaker} ({frame.via})" if frame.speaker else ""
    yield "status", f"{frame.status}{said}"
    if frame.when:
        span = f" to {frame.until}" if frame.until and frame.until != frame.when else ""
        yield "date", f"{frame.when}{span} ({frame.date_basis}: {frame.date_text})"


def _evidence(found: Explanation, screen: Screen) -> Iterator[str]:
    names = {actor.id: actor.name for actor in found.actors}
    for item in found.evidence:
        yield from screen.wrapped(_told(item, names), 2)
        yield from screen.wrapped(f"by {item.rule}", 6)
    if not found.evidence:
        yield "  none"


def _told(item: Evidence, names: dict[str, str]) -> str:
    mode = f" ({item.mode})" if item.mode else ""
    bearing = "" if item.kind == "event" else f", {item.bearing} the tie"
    said = f" by {item.speaker}" if item.speaker else ""
    span = f" to {item.until}" if item.until and item.until != item.when else ""
    date = f", {item.when}{span}" if item.when else ", undated"
    return (
        f"{names[item.source]} {item.type}{mode} {names[item.target]}{bearing}: {item.status}{said}{date}, "
        f"confidence {item.confidence:.2f}"
    )
