"""Whether a text is English: by what its metadata says, and by its commonest words."""

from __future__ import annotations

import re

_ENGLISH_TAG = re.compile(r"(?:en|eng|english)(?:[-_ (].*)?", re.IGNORECASE)
_ENGLISH = frozenset(
    """
    the and to that of for with by from at his her has have had which were are been its it said says will
    would their they not but this who what when after about into than other could against she you
    your of in on is an was
    """.split()  # noqa: SIM905 - so many quotation marks would hide the words
)
_FOREIGN = frozenset(
    """
    der die das und nicht mit von ist ein eine den dem des zu zur auf für dass sich bei hat nach
    le la les et est une du que qui dans pour sur au aux ont été avec pas par de
    el los las y del con por una se su ha en al como más lo
    il di che non per della dei nel gli sono alla
    o os da do em não um dos no na pelo mais foi
    het een van dat niet met zijn voor op te heeft
    och att som det på av för inte har til af og ikke på er
    ve bir bu için ile olarak ja on ei että oli i w z się nie że je su sa za
    """.split()  # noqa: SIM905
) - {"on", "no", "do", "as", "i", "die", "is", "in"}
_LETTERS = re.compile(r"[^\W\d_]+")
_SAMPLE = 8000
"""Characters looked at."""
_ENOUGH_WORDS = 60
"""From here on, a text of any length has its share of English words if it is English."""


def is_english_tag(tag: str) -> bool:
    """Whether a language tag or name (`en`, `en-GB`, `eng`, `English`) means English."""
    return bool(_ENGLISH_TAG.fullmatch(tag.strip()))


def is_plainly_foreign(text: str) -> bool:
    """Whether `text` is certainly not English; one too short to tell is not.

    It is where it is written in other letters, where another language's commonest words clearly outnumber
    the English ones, and where a long text has next to none of these.
    """
    words = _LETTERS.findall(text[:_SAMPLE])
    if not words:
        return False
    letters = "".join(words)
    latin = sum(letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" for letter in letters)
    if latin * 2 < len(letters):
        return True
    english = sum(word.lower() in _ENGLISH for word in words)
    # With a capital they are names in an English text as well: Los Angeles, La Paz, El Salvador.
    foreign = sum(word in _FOREIGN for word in words)
    if foreign >= 3 and foreign > 1.5 * english and foreign >= 0.1 * len(words):
        return True
    return len(words) >= _ENOUGH_WORDS and english < 0.03 * len(words)
