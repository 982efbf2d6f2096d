"""Rules for what the calendar names: dates, months, years, seasons, weekdays, holidays."""

from __future__ import annotations

import datetime as dt
import re

from actorgraph.extract.when import words
from actorgraph.extract.when.composed import PartOf
from actorgraph.extract.when.meanings import Fixed, Meaning, Recurring, Weekday, fixed, with_year
from actorgraph.extract.when.periods import Part, days
from actorgraph.extract.when.rules import RELATIVE_YEAR, WHICH, YEARS, Rules
from actorgraph.extract.when.words import (
    DAY,
    FULL_MONTH,
    MONTH,
    SHORT_WEEKDAY,
    WEEKDAY,
    YEAR,
    S,
    month_number,
    weekday_number,
)

RULES = Rules()


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _day(year: int, month: int, day: int) -> Meaning | None:
    try:
        return fixed(dt.date(year, month, day))
    except ValueError:
        return None


@RULES.reads(r"(\d{4})([-/])(\d\d)\2(\d\d)(?:T\d\d:\d\d[\d:.]*Z?)?(?![-/\d])")
def _iso_date(match: re.Match[str]) -> Meaning | None:
    return _day(int(match[1]), int(match[3]), int(match[4]))


@RULES.reads(r"(\d\d?)/(\d\d?)/(\d{4})(?![/\d])")
def _slashed_date(match: re.Match[str]) -> Meaning | None:
    first, second, year = (int(part) for part in match.groups())
    if first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


@RULES.reads(r"(\d\d?)\.(\d\d?)\.(\d{4})(?![.\d]\d)")
def _dotted_date(match: re.Match[str]) -> Meaning | None:
    return _day(int(match[3]), int(match[2]), int(match[1]))


def _calendar_date(match: re.Match[str]) -> Meaning | None:
    groups = match.groupdict()
    month, day = month_number(match["month"]), _number(match["day"])
    last = _number(groups["to"]) if groups.get("to") else day
    if last < day or not 1 <= day <= 31:
        return None
    weekday = weekday_number(match["weekday"]) if groups.get("weekday") else None
    recurring = Recurring((month, day), (month, last), weekday=weekday)
    if match["year"]:
        return with_year(recurring, int(match["year"]))
    if recurring.in_year(2020) is None:
        return None
    if groups.get("rel"):
        return Recurring((month, day), (month, last), year=YEARS[match["rel"].lower()])
    return recurring


_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{SHORT_WEEKDAY})(?:,?{S}|{S}\()(?:the{S})?)?"
_TO = r"\s*(?:-|–|—|to|until|through|and|or|/)\s*"
_YEAR_AFTER = rf"(?:(?:,?{S}|,|-)(?:of{S})?(?P<year>{YEAR})|,?{RELATIVE_YEAR})?"

RULES.reads(
    rf"{_WEEKDAY_BEFORE}(?P<day>{DAY})(?:{_TO}(?P<to>{DAY}))?(?:{S}|-)(?:of{S})?(?P<month>{MONTH}){_YEAR_AFTER}"
)(_calendar_date)
RULES.reads(
    rf"{_WEEKDAY_BEFORE}(?P<month>{MONTH}){S}(?:the{S})?(?P<day>{DAY})(?:{_TO}(?P<to>{DAY})(?!{S}{MONTH}))?"
    rf"{_YEAR_AFTER}"
)(_calendar_date)


@RULES.reads(rf"(?P<month>{MONTH})(?:,?{S}(?:of{S})?|-)(?P<year>{YEAR})")
def _month_and_year(match: re.Match[str]) -> Meaning | None:
    return fixed(dt.date(int(match["year"]), month_number(match["month"]), 1), "month")


@RULES.reads(rf"(?P<month>{FULL_MONTH}){RELATIVE_YEAR}")
def _month_of_relative_year(match: re.Match[str]) -> Meaning | None:
    month = month_number(match["month"])
    return Recurring((month, 0), (month, 0), year=YEARS[match["rel"].lower()])


@RULES.reads(
    rf"(?P<which>this{S}(?:past|coming)|last|this|next|past"
    rf"|coming){S}(?P<month>{FULL_MONTH})(?!{S}\d)"
)
def _relative_month(match: re.Match[str]) -> Meaning | None:
    month = month_number(match["month"])
    return Recurring((month, 0), (month, 0), which=WHICH[" ".join(match["which"].lower().split())])


@RULES.reads(rf"(?P<month>{FULL_MONTH})", bare=True)
def _month_alone(match: re.Match[str]) -> Meaning | None:
    month = month_number(match["month"])
    return Recurring((month, 0), (month, 0))


@RULES.reads(rf"(?P<year>{YEAR})", bare=True)
def _year_alone(match: re.Match[str]) -> Meaning | None:
    return fixed(dt.date(int(match["year"]), 1, 1), "year")


@RULES.reads(r"((?:19|20)\d\d)(?:-|–|—|/)(\d{4}|\d\d)(?![-\d/%]|[.,]\d)", bare=True)
def _year_range(match: re.Match[str]) -> Meaning | None:
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    if not first < last <= first + 100:
        return None
    return Fixed(days(dt.date(first, 1, 1), dt.date(last, 1, 1), "year"))


def _years(first: int, last: int) -> Fixed:
    return Fixed(days(dt.date(first, 1, 1), dt.date(last, 1, 1), "year"))


@RULES.reads(r"(?:the\s+)?(?:(?P<long>1\d\d0|20\d0)['’]?s|['’](?P<quoted>[1-9]0)s)\b")
def _decade(match: re.Match[str]) -> Meaning | None:
    short = match["quoted"]
    first = int(match["long"] or f"{19 if int(short) >= 30 else 20}{short}")
    return _years(first, first + 9)


@RULES.reads(rf"the\s+(?:(?P<short>[2-9]0)s|(?P<word>{words.DECADE_WORD}))\b")
def _short_decade(match: re.Match[str]) -> Meaning | None:
    first = 1900 + int(match["short"]) if match["short"] else words.DECADES[match["word"].lower()]
    return _years(first, first + 9)


@RULES.reads(r"(?:the\s+)?(\d\d?)(?:st|nd|rd|th)\s+century\b")
def _century(match: re.Match[str]) -> Meaning | None:
    first = int(match[1]) * 100 - 99
    return _years(first, first + 99) if 1 <= int(match[1]) <= 21 else None


@RULES.reads(
    rf"(?:(?P<kind>Q[1-4]|H[12])(?:,?{S}(?:of{S})?)(?P<year>{YEAR})"
    rf"|(?P<year2>{YEAR}){S}(?P<kind2>Q[1-4]|H[12]))\b"
)
def _numbered_part(match: re.Match[str]) -> Meaning | None:
    year = fixed(dt.date(int(match["year"] or match["year2"]), 1, 1), "year")
    kind = (match["kind"] or match["kind2"]).lower()
    part: Part = kind if kind[0] == "q" else "half1" if kind == "h1" else "half2"  # type: ignore[assignment]
    return PartOf(part, year)


@RULES.reads(
    rf"(?:the{S})?(?P<nth>first|second|third|fourth){S}(?P<kind>quarter"
    rf"|half)\b(?!{S}of\b)(?:{S}(?P<year>{YEAR}))?"
)
def _part_of_some_year(match: re.Match[str]) -> Meaning | None:
    number, length = words.ORDINALS[match["nth"].lower()], 3 if match["kind"].lower() == "quarter" else 6
    if number * length > 12 or (length == 6 and not match["year"]):
        return None
    recurring = Recurring((number * length - length + 1, 0), (number * length, 0))
    return with_year(recurring, int(match["year"])) if match["year"] else recurring


@RULES.reads(
    rf"(?:(?:(?:earlier|later){S})?(?P<which>last|this|next|this{S}past|this{S}coming){S}"
    rf"|(?P<the>the{S}))?"
    rf"(?P<season>winter|spring|summer|autumn|fall)\b(?:{S}(?P<of>of{S})?(?P<year>{YEAR})"
    rf"|{RELATIVE_YEAR})?(?!-)"
)
def _season(match: re.Match[str]) -> Meaning | None:
    name = match["season"].lower()
    first, last = words.SEASONS[name]
    if match["year"]:
        if match["of"] and not match["season"].islower():
            return None
        return with_year(Recurring(first, last), int(match["year"]))
    if match["rel"]:
        return Recurring(first, last, year=YEARS[match["rel"].lower()])
    if match["which"]:
        return Recurring(first, last, which=WHICH[" ".join(match["which"].lower().split())])
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    plain = match["the"] and name != "fall" and match["season"].islower()
    if not plain or not re.search(r"\b(?:in|over|during|since|until|by|through)\s+$", before):
        return None
    return None if re.match(r"\s+(?:of|[A-Z])", match.string[match.end() :]) else Recurring(first, last)


@RULES.reads(
    rf"(?:(?P<which>this{S}(?:past|coming)|last|this|next|past|coming"
    rf"|upcoming){S})?(?P<weekday>{WEEKDAY})"
    rf"(?:{S}(?:of{S})?(?P<week>last|this|next){S}week\b)?"
)
def _weekday(match: re.Match[str]) -> Meaning | None:
    number = weekday_number(match["weekday"])
    if match["week"]:
        return Weekday(number, week=YEARS[match["week"].lower()])
    return Weekday(number, WHICH.get(" ".join((match["which"] or "").lower().split()), ""))


@RULES.reads(
    rf"(?P<which>the|this{S}past|this{S}coming|last|this|next|the{S}(?:past|coming|last"
    rf"|next)){S}weekend\b"
)
def _weekend(match: re.Match[str]) -> Meaning | None:
    which = " ".join(match["which"].lower().split())
    if which in ("this past", "the past"):
        return Weekday(5, length=2)
    return Weekday(5, WHICH.get(which.removeprefix("the "), ""), length=2)


_HOLIDAY = "|".join(sorted(words.HOLIDAYS, key=len, reverse=True))
_HOLIDAY = _HOLIDAY.replace("'", "['’]").replace("st ", r"st\.? ")


@RULES.reads(
    rf"(?:(?P<which>last|this|next){S})?(?P<name>{_HOLIDAY})\b(?!{S}(?:Island|tree"
    rf"|market))(?:,?{S}(?:of{S})?(?P<year>{YEAR})|{RELATIVE_YEAR})?"
)
def _holiday(match: re.Match[str]) -> Meaning | None:
    if not match["name"][0].isupper():
        return None
    month, day = words.HOLIDAYS[match["name"].lower().replace("’", "'").replace("st. ", "st ")]
    recurring = Recurring((month, day), (month, day))
    if match["year"]:
        return with_year(recurring, int(match["year"]))
    if match["rel"]:
        return Recurring((month, day), (month, day), year=YEARS[match["rel"].lower()])
    return Recurring((month, day), (month, day), which=WHICH.get((match["which"] or "").lower(), ""))


@RULES.reads(
    rf"9/11\b(?!/)|(?:(?-i:Sept(?:ember|\.)?){S}11(?:th)?"
    rf"|11(?:th)?{S}(?-i:September)){S}(?:terror(?:ist)?{S})?(?:attacks|hijackings|hijackers)\b"
)
def _eleventh_of_september(_match: re.Match[str]) -> Meaning | None:
    return fixed(dt.date(2001, 9, 11))
