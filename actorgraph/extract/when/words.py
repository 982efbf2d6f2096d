"""The words of English time expressions, as tables and as fragments of regular expressions.

The fragments are meant for patterns that ignore case; names of months and weekdays keep their capital, so
that `may` and `march` are verbs.
"""

from __future__ import annotations

import re

from actorgraph.extract.when.composed import Quantity
from actorgraph.extract.when.periods import Part

MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, 1)}
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items()} | {"Sept": 9}
WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WEEKDAYS = {name[:3]: number for number, name in enumerate(WEEKDAY_NAMES)}

MONTH = rf"(?-i:(?:{'|'.join(MONTH_NAMES)})\b|(?:Sept|{'|'.join(name[:3] for name in MONTH_NAMES)})\b\.?)"
FULL_MONTH = rf"(?-i:{'|'.join(MONTH_NAMES)})\b(?!-\w)"
WEEKDAY = rf"(?-i:{'|'.join(WEEKDAY_NAMES)})\b"
SHORT_WEEKDAY = rf"(?:{WEEKDAY}|(?-i:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
YEAR = r"(?:1[0-9]|20)\d\d(?![\d%]|[.,:/]\d|-\d|st\b|nd\b|rd\b|th\b)"
S = r"[\s\u00a0]+"
UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year|decade|generation|centurie|century|century)s?"
DAYPART = r"(?:morning|afternoon|evening|night|lunchtime|overnight|midday|noon|midnight)"
CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)|\d{1,2}[:.]\d\d(?:\s?hours)?"
    r"|\d{4}\s?(?:hours|GMT)"
    r"|midnight|noon|midday|dawn|dusk|sunrise|sunset)"
    r"(?:\s+(?:local\s+time|GMT|UTC|BST|CET|CEST|EET|EST|EDT|ET|Moscow\s+time|Kyiv\s+time))?"
    r"(?:\s*\([^()]{1,20}\))?"
)

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_SIMPLE = [
    *_UNITS.split("|"),
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
NUMBERS = {word: number for number, word in enumerate(_SIMPLE, 1)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
VAGUE = {
    "few": (2, 7),
    "several": (2, 7),
    "some": (2, 7),
    "many": (2, 7),
    "couple": (2, 2),
    "dozen": (12, 12),
}
_WORD = rf"(?:(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?:[-\s](?:{_UNITS}))?)"
COUNT = rf"(?:\d{{1,4}}(?:,\d{{3}})*(?:\.\d)?|{_WORD})"
FUZZ = (
    r"(?:(?:more|less|fewer|no\s+more)\s+than|well\s+over|just\s+(?:over|under)|over|under|at\s+least"
    r"|at\s+most|nearly|"
    r"almost|about|around|roughly|some|approximately|up\s+to|only|just|barely|as\s+many\s+as"
    r"|close\s+to|another|a\s+further|the)"
)
QUANTITY = (
    rf"(?P<fuzz>{FUZZ}\s+)?(?:(?P<low>{COUNT})\s*(?:or|to|-"
    rf"|–)\s*(?P<high>{COUNT})\s+(?P<unit1>{UNIT})"
    rf"|(?P<half>half\s+an?|half-an?)\s+(?P<unit2>{UNIT})"
    rf"|(?P<count>{COUNT}|an?\s+(?:couple|dozen)\s+(?:of\s+)?|a\s+couple|(?:a\s+)?few|several"
    rf"|many|an?)"
    rf"(?P<and>(?:\s+|-)and(?:\s+|-)a(?:\s+|-)half)?\s*"
    rf"(?P<unit3>{UNIT})(?P<and2>\s+and\s+a\s+half)?)\b(?!-)"
)

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
SEASONS = {
    "winter": ((12, 0), (2, 0)),
    "spring": ((3, 0), (5, 0)),
    "summer": ((6, 0), (8, 0)),
    "autumn": ((9, 0), (11, 0)),
    "fall": ((9, 0), (11, 0)),
}
DECADES = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}
DECADE_WORD = f"(?:{'|'.join(DECADES)})"
HOLIDAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "may day": (5, 1),
    "st patrick's day": (3, 17),
    "international women's day": (3, 8),
    "bastille day": (7, 14),
    "armistice day": (11, 11),
    "halloween": (10, 31),
}

PART_WORDS: dict[str, Part] = {
    "start": "start",
    "beginning": "start",
    "end": "end",
    "close": "end",
    "middle": "mid",
    "mid": "mid",
    "early": "early",
    "late": "late",
    "first": "half1",
    "second": "half2",
}

NAMES = re.compile(
    r"\b(?:Sunday (?:Times|Telegraph|Mirror|Mail|Express|World|Herald|Post|Independent|People)"
    r"|Mail on Sunday|"
    r"(?:Bloody|Black|Cyber|Super|Ash|Palm|Holy|Maundy|Shrove|Easter|Good|Giving) (?:Mon|Tues|Wednes"
    r"|Thurs|Fri|Satur|Sun)day"
    r"|Fridays [Ff]or Future|(?:Russia|USA|India|Belarus|Turkey|Africa|Europe) Today|Black September"
    r"|Red October|"
    r"October Revolution|February Revolution|March on [A-Z]\w+|Saturday Night Live|"
    r"(?:Agenda|Vision|Horizon|Expo|Euro|Resolution|Regulation|Directive|Flight|No\.?) \d{4})\b"
)
COUNTED = re.compile(
    r"\s+(?:(?:[a-z]+|[A-Z]\w+)\s+)?(?:people|persons|cases|troops|soldiers|protesters|demonstrators|dead"
    r"|deaths|victims|men|"
    r"women|children|prisoners|refugees|migrants|casualties|fighters|police|officers|workers|homes|houses|"
    r"tonnes|tons|km|kilometres|kilometers|miles|metres|meters|dollars|euros|pounds|troops|votes|seats|"
    r"detainees|missiles|rockets|tanks|drones|vehicles|times|members|employees|residents|families|"
    r"delegates|civilians|personnel|hectares|barrels|degrees|percent|per cent|rubles|roubles|hryvnia|yuan"
    r"|yen|lira|rupees|jobs|shells|inmates|hostages|points|words|arrests)\b"
)


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    word = word.strip(". ").capitalize()
    return MONTHS.get(word) or SHORT_MONTHS[word]


def weekday_number(word: str) -> int:
    """0 (Monday) to 6."""
    return WEEKDAYS[word[:3].capitalize()]


def number(word: str) -> float:
    """`26`, `2,000`, `2.5`, `twenty-six`."""
    word = word.strip().lower()
    if word[0].isdigit():
        return float(word.replace(",", ""))
    return sum(NUMBERS[part] for part in re.split(r"[-\s]+", word))


def count(low: float, high: float | None, unit: str) -> Quantity:
    """Whole days, weeks, months or years of `low` to `high` units; half a year is six months."""
    unit = unit.lower().removesuffix("s")
    factor, base = {
        "minute": (1 / 1440, "day"),
        "hour": (1 / 24, "day"),
        "night": (1, "day"),
        "fortnight": (2, "week"),
        "decade": (10, "year"),
        "generation": (30, "year"),
        "century": (100, "year"),
        "centurie": (100, "year"),
    }.get(unit, (1, unit))
    if base == "year" and low * factor % 1:
        factor, base = factor * 12, "month"
    elif base == "week" and low * factor % 1:
        factor, base = factor * 7, "day"
    return Quantity(round(low * factor), None if high is None else round(high * factor), base)


def quantity(match: re.Match[str]) -> tuple[Quantity, str]:
    """The quantity that the groups of `QUANTITY` hold, and the unit as written, in the singular."""
    unit = (match["unit1"] or match["unit2"] or match["unit3"]).lower().removesuffix("s")
    if match["low"]:
        low, high = number(match["low"]), number(match["high"])
        return count(min(low, high), max(low, high), unit), unit
    if match["half"]:
        return count(0.5, 0.5, unit), unit
    words = match["count"].lower()
    vague = next((bounds for word, bounds in VAGUE.items() if word in words), None)
    if vague:
        return count(*vague, unit), unit
    amount = 1.0 if words in ("a", "an") else number(words)
    amount += 0.5 if match["and"] or match["and2"] else 0
    fuzz = " ".join((match["fuzz"] or "").lower().split())
    more = fuzz in ("more than", "over", "well over", "just over", "at least", "no less than")
    less = fuzz in ("less than", "under", "just under", "fewer than", "at most", "up to", "no more than")
    if less:
        return Quantity(0, count(amount, amount, unit).low, count(amount, amount, unit).unit), unit
    return count(amount, None if more else amount, unit), unit
