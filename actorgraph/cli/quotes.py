"""The answer to `why`: each relation with the sentences that it rests on, and how each was read."""

from __future__ import annotations

from collections.abc import Iterator

from actorgraph.answers import Why
from actorgraph.cli.output import Answer
from actorgraph.cli.table import Screen, markdown
from actorgraph.cli.views import RELATION_FIELDS
from actorgraph.model import Article, Evidence
from actorgraph.records import Cited, Record, Sourced, evidence_record, summary
from actorgraph.wording import counted, one_line, status_words, type_words, when_words

_EVIDENCE_FIELDS = (
    "id", "article", "record", "publisher", "title", "url", "language", "published", "sentence", "begin",
    "end", "source_text", "target_text", "source_reason", "target_reason", "mode", "bearing", "event",
    "status", "speaker", "speaker_id", "when", "until", "date_basis", "date_text", "report_date", "rule",
    "confidence", "extractor", "entry",
)  # fmt: skip
_BASES = {
    "explicit": "stated as {}",
    "relative": "reckoned from the report's date by {}",
    "report": "taken from the report's date",
    "unknown": "the sentence does not say how",
}
_BEARINGS = {"opens": "begins the tie", "closes": "ends the tie", "confirms": "says that the tie holds"}


def why(answer: Why) -> Answer:
    """Records as in docs/relations-jsonl.md; in CSV and TSV a row for each piece of evidence."""

    def rows() -> Iterator[Record]:
        for sourced in answer.rows:
            head = summary(sourced.relation, sourced.source, sourced.target)
            for item, article in sourced.evidence:
                yield {**head, "evidence": evidence_record(item, article)}

    def people(screen: Screen) -> Iterator[str]:
        for number, sourced in enumerate(answer.rows):
            if number:
                yield ""
            yield from _markdown(sourced) if screen.markdown else _text(sourced, screen)

    fields = (*RELATION_FIELDS, *(f"evidence_{field}" for field in _EVIDENCE_FIELDS))
    return Answer(fields, lambda: (sourced.record() for sourced in answer.rows), people, rows)


def _heading(sourced: Sourced) -> str:
    relation = sourced.relation
    arrow = "↔" if relation.symmetric else "→"
    ends = f"{sourced.source.name} {arrow} {sourced.target.name}"
    words = type_words(relation.type, relation.mode)
    return one_line(f"{ends}: {words}, {when_words(relation)}, {status_words(relation)}")


def _support(sourced: Sourced) -> str:
    relation = sourced.relation
    score = "" if relation.score is None else f", PLOVER score {relation.score:+g}"
    support = f"{counted(relation.reports, 'report')} of {counted(relation.sources, 'independent source')}"
    return f"{support}, confidence {relation.confidence:.2f}{score}, id {relation.id}"


_PLAIN = frozenset({"name", "introduced", "capital", "metonym", "surname in the article"})
"""Why words stand for an actor, where nobody would ask."""


def _publication(article: Article) -> str:
    parts = [article.publisher or "publisher unknown"]
    if article.published or not article.dataset:
        parts.append(article.published.iso if article.published else "date unknown")
    return ", ".join(parts) + (f": {article.title}" if article.title else "")


def _reading(item: Evidence) -> str:
    who = f"{item.speaker} says so" if item.speaker else "the outlet says so"
    parts = [f"{item.status}, {who}"]
    if item.bearing in _BEARINGS:
        parts.append(_BEARINGS[item.bearing])
    if item.when:
        last = f" to {item.until.iso}" if item.until and item.until != item.when else ""
        words = f'"{item.date_text}"' if item.date_text else "its words"
        parts.append(f"date {item.when.iso}{last}, {_BASES[item.date_basis].format(words)}")
    else:
        parts.append("no date: the sentence gives none")
    guesses = [
        f"{end} {text!r} read as {why}"
        for end, text, why in (
            ("source", item.source_text, item.source_reason),
            ("target", item.target_text, item.target_reason),
        )
        if why and why not in _PLAIN
    ]
    return "; ".join([*parts, *guesses])


def _origin(item: Evidence, article: Article) -> str:
    source = f"data set {item.dataset}" if item.dataset else f"rule {item.rule or 'unknown'}"
    parts = [source, f"confidence {item.confidence:.2f}"]
    if item.dataset:
        parts.append(f"row {item.begin + 1:,} of {article.record.rpartition('#')[0]}")
    else:
        parts.append(f"characters {item.begin} to {item.end} of article {article.id}")
        if article.record:
            parts.append(f"record {article.record}")
    if item.entry:
        parts.append(item.entry)
    if article.url and article.url != item.entry:
        parts.append(article.url)
    return ", ".join(parts)


def _quoted(item: Evidence) -> str:
    """The sentence; for a row of a data set, which has none, what stands in it."""
    if item.dataset:
        return f"{item.source_text}, {item.rule or item.code} ({item.code}), {item.target_text}"
    return item.sentence


def _text(sourced: Sourced, screen: Screen) -> Iterator[str]:
    yield screen.bold(screen.furniture(_heading(sourced)))
    yield f"  {_support(sourced)}"
    for item, article in sourced.evidence:
        yield f"  {one_line(_publication(article))}"
        yield from screen.wrapped(_quoted(item) if item.dataset else f'"{item.sentence}"', 4)
        yield from screen.wrapped(_reading(item), 6)
        yield from (screen.dim(line) for line in screen.wrapped(_origin(item, article), 6))


def _markdown(sourced: Sourced) -> Iterator[str]:
    yield f"### {markdown(_heading(sourced))}"
    yield ""
    yield markdown(_support(sourced))
    for cited in sourced.evidence:
        yield from _markdown_quote(cited)


def _markdown_quote(cited: Cited) -> Iterator[str]:
    item, article = cited
    yield ""
    yield f"> {markdown(_quoted(item))}"
    yield ""
    for text in (_publication(article), _reading(item), _origin(item, article)):
        yield f"- {markdown(text)}"
