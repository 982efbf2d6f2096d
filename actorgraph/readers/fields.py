"""What an input says about itself, under whatever names, and the article made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from actorgraph.dates import Partial
from actorgraph.errors import BadDate, SkippedInput
from actorgraph.model import Article
from actorgraph.paragraphs import headline
from actorgraph.readers.cleaning import NOT_TEXT, clean, is_undecoded
from actorgraph.readers.days import read_date
from actorgraph.readers.language import is_english_tag, is_plainly_foreign

NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("published", "publication_date", "date"),
    "publisher": ("publisher", "source", "outlet"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "record": ("id", "record"),
}
"""Field of an article -> the keys or columns that fill it, in any case; the first with a value counts."""

_LONGEST = 1_000_000
"""Characters. What is longer is a volume, not an article, and no parser takes it."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What an input is taken to say where it says nothing itself."""

    published: Partial | None = None
    publisher: str = ""
    title: str = ""
    url: str = ""
    language: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one article as written; None is what the input does not say."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    record: str | None = None

    def or_else(self, other: Fields) -> Fields:
        """These fields, completed by those of `other`."""
        return Fields(*(getattr(self, name) or getattr(other, name) for name in NAMES))


def fields_of(said: Mapping[str, object], origin: str) -> Fields:
    """The fields that a mapping holds under their `NAMES`; other keys are left alone.

    Raises `SkippedInput` naming the key for a value that is no text, number or named object.
    """
    lowered = {str(key).strip().casefold(): value for key, value in said.items()}
    found: dict[str, str] = {}
    for name, keys in NAMES.items():
        for key in keys:
            value = _as_text(lowered.get(key), key, origin)
            if value:
                found[name] = value
                break
    return Fields(**found)


def _as_text(value: object, key: str, origin: str) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping) and isinstance(value.get("name"), str):
        value = value["name"]  # news services give the source as {"id": ..., "name": ...}
    if isinstance(value, str):
        if is_undecoded(value):
            raise SkippedInput(origin, f"{key} is {NOT_TEXT}")
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool) and key not in NAMES["text"]:
        return str(value)
    shown = repr(value)
    raise SkippedInput(origin, f"{key} is {shown[:60]}{'…' * (len(shown) > 60)}, not text")


def make_article(fields: Fields, defaults: Defaults, origin: str) -> Article:
    """The article that `fields` and, where they are silent, `defaults` describe.

    Raises `SkippedInput` for an empty or overlong text, an unreadable date, and a text that is not English.
    """
    text = clean(fields.text or "")
    if not any(char.isalpha() for char in text):
        raise SkippedInput(origin, "holds no text")
    if len(text) > _LONGEST:
        raise SkippedInput(
            origin, f"text of {len(text):,} characters, an article has at most {_LONGEST:,}: split it up"
        )
    language = fields.language or defaults.language
    if language and not is_english_tag(language):
        raise SkippedInput(origin, f"language is {language!r}: only English is read")
    if is_plainly_foreign(text):
        told = f", although its language is given as {language!r}" if language else ""
        raise SkippedInput(origin, f"does not read as English{told}: only English is read")
    return Article(
        text=text,
        title=_one_line(fields.title or defaults.title) or headline(text),
        publisher=_one_line(fields.publisher or defaults.publisher),
        published=_published(fields.published, origin) or defaults.published,
        url=_one_line(fields.url or defaults.url),
        language="en",
        record=_one_line(fields.record or defaults.record),
        origin=origin,
    )


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _published(written: str | None, origin: str) -> Partial | None:
    if not written:
        return None
    try:
        return read_date(written)
    except BadDate as error:
        raise SkippedInput(origin, f"publication date: {error}") from None


def under(defaults: Defaults, fields: Fields, origin: str) -> Defaults:
    """`defaults`, overridden by what `fields` say."""
    return replace(
        defaults,
        published=_published(fields.published, origin) or defaults.published,
        **{
            name: getattr(fields, name) or getattr(defaults, name)
            for name in ("publisher", "title", "url", "language", "record")
        },
    )
