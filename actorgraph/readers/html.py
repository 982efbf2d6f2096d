"""Web pages: main text and metadata by trafilatura, whose dates come from htmldate."""

from __future__ import annotations

import codecs
import logging
import re
from functools import cache
from typing import TYPE_CHECKING

import trafilatura
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # it ships no types
from trafilatura.settings import use_config

from actorgraph.errors import BadDate, SkippedInput
from actorgraph.readers.cleaning import decode
from actorgraph.readers.days import read_date
from actorgraph.readers.fields import Fields

if TYPE_CHECKING:
    from configparser import ConfigParser

    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it ships no types
    from trafilatura.settings import Document

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_DATE_KEYS = frozenset(
    [
        "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate",
        "publish-date", "publication_date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued",
        "dcterms.created", "parsely-pub-date", "sailthru.date",
    ]
)  # fmt: skip
_NO_SENTENCES = ["//figure", "//figcaption", "//aside", "//form", "//button", "//noscript"]
_DATES = {"extensive_search": False, "original_date": True}
"""A date in the running text is as often an event's as the page's; of two stated, the first is meant."""

# Its errors about a page reach the user as the reason for which the page is left out.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read_html(data: bytes, origin: str) -> Fields:
    """The article on a page. Raises `SkippedInput` where there is none, or where the bytes are no page."""
    page = _DECLARATION.sub("", _decoded(data, origin))
    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            raise SkippedInput(origin, "no HTML page")
        language, published = _language(tree), _published(tree, page)
        document = _extracted(page, tree)
    except (LxmlError, ValueError, RecursionError) as error:
        raise SkippedInput(origin, f"the page cannot be parsed: {error}") from None
    if document is None or not document.text:
        raise SkippedInput(origin, "no main text found on this page")
    return Fields(
        text=document.text,
        title=document.title,
        published=published or document.date,
        publisher=document.sitename,
        url=document.url,
        language=language,
    )


def _decoded(data: bytes, origin: str) -> str:
    """The page as text: by its declared encoding if that fits, else as any other text."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared[1].decode("ascii", "ignore").lower()
        try:
            # Browsers read latin-1 as windows-1252, and so do the people who write it.
            return data.decode("windows-1252" if name in ("iso-8859-1", "latin-1", "us-ascii") else name)
        except (LookupError, UnicodeError):
            pass
    return decode(data, origin)


def _extracted(page: str, tree: HtmlElement) -> Document | None:
    document = _extract(page, use_config())
    paragraphs = sum(1 for _ in tree.iter("p"))
    if document is None or (paragraphs > 1 and "\n" not in (document.text or "")):
        # Below 250 characters trafilatura runs a whole page together; a news brief is as short as that.
        return _extract(page, _for_briefs()) or document
    return document


def _extract(page: str, config: ConfigParser) -> Document | None:
    found = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        prune_xpath=_NO_SENTENCES,
        date_extraction_params=dict(_DATES),
        config=config,
    )
    return None if isinstance(found, dict) else found


@cache
def _for_briefs() -> ConfigParser:
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "25")
    return config


def _language(tree: HtmlElement) -> str | None:
    root = tree.getroottree().getroot()
    told = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    return str(told) if told else None


def _published(tree: HtmlElement, page: str) -> str | None:
    """The date that the page's metadata states, where it can be read as it is.

    htmldate would fill a month up to a day.
    """
    stated: list[str] = [
        str(meta.get("content") or "")
        for meta in tree.iter("meta")
        if (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower() in _DATE_KEYS
    ]
    stated += _JSON_DATE.findall(page)
    for value in stated:
        try:
            read_date(value)
        except BadDate:
            continue
        return value
    return None
