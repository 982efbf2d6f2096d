"""Rules for expressions that hold no other: dates, weekdays, `last week`, `three days ago`.

A rule is a pattern and what turns its match into a meaning; None refuses the match. Rules marked `bare` are
tried only where the words before license them, since a lone `May` or `2014` may be a name or a count.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from actorgraph.extract.when import words
from actorgraph.extract.when.meanings import (
    Distance,
    Fixed,
    Meaning,
    OfAntecedent,
    Overnight,
    PartOf,
    Recurring,
    Stretch,
    Unit,
    Weekday,
    Which,
    fixed,
    same_month,
    with_year,
)
from actorgraph.extract.when.periods import Part, days
from actorgraph.extract.when.words import (
    DAY,
    DAYPART,
    FULL_MONTH,
    MONTH,
    QUANTITY,
    SHORT_WEEKDAY,
    WEEKDAY,
    YEAR,
    S,
    month_number,
    weekday_number,
)

_RELATIVE_YEAR = rf"(?:{S}(?:of{S})?(?P<rel>last|this|next){S}year\b(?!-))"
_YEARS = {"last": -1, "this": 0, "next": 1}
_WHICH: dict[str, Which] = {"last": "last", "past": "last", "this past": "last", "this": "this", "next": "next",
                            "coming": "coming", "this coming": "coming", "upcoming": "coming"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern and the meaning of its matches."""

    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], Meaning | None]
    bare: bool = False


RULES: list[Rule] = []


def rule(pattern: str, bare: bool = False) -> Callable[
    [Callable[[re.Match[str]], Meaning | None]], Callable[[re.Match[str]], Meaning | None]
]:
    """Enter the decorated function as the reading of `pattern`."""

    def enter(build: Callable[[re.Match[str]], Meaning | None]) -> Callable[[re.Match[str]], Meaning | None]:
        RULES.append(Rule(re.compile(pattern, re.IGNORECASE), build, bare))
        return build

    return enter


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _day(year: int, month: int, day: int) -> Meaning | None:
    try:
        return fixed(dt.date(year, month, day))
    except ValueError:
        return None


@rule(r"(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d[\d:.]*Z?)?(?![-\d])")
def _iso_date(match: re.Match[str]) -> Meaning | None:
    return _day(int(match[1]), int(match[2]), int(match[3]))


@rule(r"(\d\d?)/(\d\d?)/(\d{4})(?![/\d])")
def _slashed_date(match: re.Match[str]) -> Meaning | None:
    first, second, year = (int(part) for part in match.groups())
    if first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


@rule(r"(\d\d?)\.(\d\d?)\.(\d{4})(?![.\d]\d)")
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
        return Recurring((month, day), (month, last), year=_YEARS[match["rel"].lower()])
    return recurring


_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{SHORT_WEEKDAY})(?:,?{S}|{S}\()(?:the{S})?)?"
_TO = r"\s*(?:-|–|—|to|until|through|and|or|/)\s*"
_YEAR_AFTER = rf"(?:(?:,?{S}|,|-)(?:of{S})?(?P<year>{YEAR})|,?{_RELATIVE_YEAR})?"

rule(rf"{_WEEKDAY_BEFORE}(?P<day>{DAY})(?:{_TO}(?P<to>{DAY}))?(?:{S}|-)(?:of{S})?(?P<month>{MONTH}){_YEAR_AFTER}")(
    _calendar_date)
rule(rf"{_WEEKDAY_BEFORE}(?P<month>{MONTH}){S}(?:the{S})?(?P<day>{DAY})(?:{_TO}(?P<to>{DAY})(?!{S}{MONTH}))?"
     rf"{_YEAR_AFTER}")(_calendar_date)




@rule(rf"(?P<month>{MONTH})(?:,?{S}(?:of{S})?|-)(?P<year>{YEAR})")
def _month_and_year(match: re.Match[str]) -> Meaning | None:
    return fixed(dt.date(int(match["year"]), month_number(match["month"]), 1), "month")


@rule(rf"(?P<month>{FULL_MONTH}){_RELATIVE_YEAR}")
def _month_of_relative_year(match: re.Match[str]) -> Meaning | None:
    month = month_number(match["month"])
    return Recurring((month, 0), (month, 0), year=_YEARS[match["rel"].lower()])


@rule(rf"(?P<which>this{S}(?:past|coming)|last|this|next|past|coming){S}(?P<month>{FULL_MONTH})(?!{S}\d)")
def _relative_month(match: re.Match[str]) -> Meaning | None:
    month = month_number(match["month"])
    return Recurring((month, 0), (month, 0), which=_WHICH[" ".join(match["which"].lower().split())])


@rule(rf"(?P<month>{FULL_MONTH})", bare=True)
def _month_alone(match: re.Match[str]) -> Meaning | None:
    month = month_number(match["month"])
    return Recurring((month, 0), (month, 0))


@rule(rf"(?P<year>{YEAR})", bare=True)
def _year_alone(match: re.Match[str]) -> Meaning | None:
    return fixed(dt.date(int(match["year"]), 1, 1), "year")


@rule(r"((?:19|20)\d\d)(?:-|–|—|/)(\d{4}|\d\d)(?![-\d/%]|[.,]\d)", bare=True)
def _year_range(match: re.Match[str]) -> Meaning | None:
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    if not first < last <= first + 100:
        return None
    return Fixed(days(dt.date(first, 1, 1), dt.date(last, 1, 1), "year"))


def _years(first: int, last: int) -> Fixed:
    return Fixed(days(dt.date(first, 1, 1), dt.date(last, 1, 1), "year"))


@rule(r"(?:the\s+)?(?:(?P<long>1\d\d0|20\d0)['’]?s|['’](?P<quoted>[1-9]0)s)\b")
def _decade(match: re.Match[str]) -> Meaning | None:
    short = match["quoted"]
    first = int(match["long"] or f"{19 if int(short) >= 30 else 20}{short}")
    return _years(first, first + 9)


@rule(rf"the\s+(?:(?P<short>[2-9]0)s|(?P<word>{'|'.join(words.DECADES)}))\b")
def _short_decade(match: re.Match[str]) -> Meaning | None:
    first = 1900 + int(match["short"]) if match["short"] else words.DECADES[match["word"].lower()]
    return _years(first, first + 9)


@rule(r"(?:the\s+)?(\d\d?)(?:st|nd|rd|th)\s+century\b")
def _century(match: re.Match[str]) -> Meaning | None:
    first = int(match[1]) * 100 - 99
    return _years(first, first + 99) if 1 <= int(match[1]) <= 21 else None


@rule(rf"(?:(?P<kind>Q[1-4]|H[12])(?:,?{S}(?:of{S})?)(?P<year>{YEAR})|(?P<year2>{YEAR}){S}(?P<kind2>Q[1-4]|H[12]))\b")
def _numbered_part(match: re.Match[str]) -> Meaning | None:
    year = fixed(dt.date(int(match["year"] or match["year2"]), 1, 1), "year")
    kind = (match["kind"] or match["kind2"]).lower()
    part: Part = kind if kind[0] == "q" else "half1" if kind == "h1" else "half2"  # type: ignore[assignment]
    return PartOf(part, year)


@rule(rf"(?:the{S})?(?P<nth>first|second|third|fourth){S}(?P<kind>quarter|half)\b(?!{S}of\b)(?:{S}(?P<year>{YEAR}))?")
def _part_of_some_year(match: re.Match[str]) -> Meaning | None:
    number, length = words.ORDINALS[match["nth"].lower()], 3 if match["kind"].lower() == "quarter" else 6
    if number * length > 12 or (length == 6 and not match["year"]):
        return None
    recurring = Recurring((number * length - length + 1, 0), (number * length, 0))
    return with_year(recurring, int(match["year"])) if match["year"] else recurring


@rule(rf"(?:(?P<which>last|this|next|this{S}past|this{S}coming){S}|(?P<the>the{S}))?"
      rf"(?P<season>winter|spring|summer|autumn|fall)\b(?:{S}(?P<of>of{S})?(?P<year>{YEAR})|{_RELATIVE_YEAR})?(?!-)")
def _season(match: re.Match[str]) -> Meaning | None:
    name = match["season"].lower()
    first, last = words.SEASONS[name]
    if match["year"]:
        if match["of"] and not match["season"].islower():
            return None
        return with_year(Recurring(first, last), int(match["year"]))
    if match["rel"]:
        return Recurring(first, last, year=_YEARS[match["rel"].lower()])
    if match["which"]:
        return Recurring(first, last, which=_WHICH[" ".join(match["which"].lower().split())])
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    plain = match["the"] and name != "fall" and match["season"].islower()
    if not plain or not re.search(r"\b(?:in|over|during|since|until|by|through)\s+$", before):
        return None
    return None if re.match(r"\s+(?:of|[A-Z])", match.string[match.end() :]) else Recurring(first, last)


@rule(rf"(?:(?P<which>this{S}(?:past|coming)|last|this|next|past|coming|upcoming){S})?(?P<weekday>{WEEKDAY})"
      rf"(?:{S}(?:of{S})?(?P<week>last|this|next){S}week\b)?")
def _weekday(match: re.Match[str]) -> Meaning | None:
    number = weekday_number(match["weekday"])
    if match["week"]:
        return Weekday(number, week=_YEARS[match["week"].lower()])
    return Weekday(number, which=_WHICH[" ".join((match["which"] or "").lower().split())] if match["which"] else "")


@rule(rf"(?P<which>the|this{S}past|this{S}coming|last|this|next|the{S}(?:past|coming|last|next)){S}weekend\b")
def _weekend(match: re.Match[str]) -> Meaning | None:
    which = " ".join(match["which"].lower().split())
    if which in ("this past", "the past"):
        return Weekday(5, length=2)
    return Weekday(5, _WHICH.get(which.removeprefix("the "), ""), length=2)


_NAMED_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


@rule(rf"(?:(?:earlier|later|late|early){S})?(?P<name>today|tonight|yesterday|tomorrow)\b")
def _named_day(match: re.Match[str]) -> Meaning | None:
    return Unit("day", _NAMED_DAYS[match["name"].lower()])


@rule(rf"(?:(?:earlier|later|early|late){S})?(?P<which>this|last){S}(?P<part>morning|afternoon|evening|lunchtime|night)\b")
def _part_of_day(match: re.Match[str]) -> Meaning | None:
    return Unit("day", -1 if match["which"].lower() == "last" else 0)


@rule(r"overnight\b(?!\s+(?:on|from|stay))")
def _overnight(match: re.Match[str]) -> Meaning | None:
    return Overnight()


@rule(rf"(?:(?P<side>earlier|later){S})?(?P<which>last|this|next){S}(?P<unit>week|month|year|decade)\b(?![-’']\w*-|-)")
def _relative_unit(match: re.Match[str]) -> Meaning | None:
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    if before == "the " and not match["side"]:
        return None
    side: Literal["", "earlier", "later"] = (match["side"] or "").lower()  # type: ignore[assignment]
    return Unit(match["unit"].lower(), _YEARS[match["which"].lower()], side)


@rule(rf"(?P<part>the{S}(?:start|beginning|end|middle){S}of|late|early|mid)(?:{S}in)?[\s-]+the{S}(?P<unit>week|month|year|decade)\b(?!-)")
def _part_of_this_unit(match: re.Match[str]) -> Meaning | None:
    part = PART_WORDS[match["part"].lower().split()[-2 if " " in match["part"] else 0]]
    return PartOf(part, Unit(match["unit"].lower()))


@rule(r"(?:the\s+)?(?P<unit>year|month)(?:['’]s[\s-]|-)end\b")
def _unit_end(match: re.Match[str]) -> Meaning | None:
    return PartOf("end", Unit(match["unit"].lower()))


PART_WORDS: dict[str, Part] = {"start": "start", "beginning": "start", "end": "end", "close": "end", "middle": "mid",
                               "mid": "mid", "early": "early", "late": "late", "first": "half1", "second": "half2"}
_DEFAULTS = {"day": 7, "week": 4, "month": 6, "year": 5, "decade": 3, "hour": 24}


@rule(rf"(?:the{S}|this{S})?(?P<which>past|last|next|coming|following){S}(?=\S)"
      rf"(?:(?P<one>hour|day|week|month|year|decade|century)\b(?!s)|{QUANTITY})(?!{S}of\b)")
def _counted_stretch(match: re.Match[str]) -> Meaning | None:
    which = match["which"].lower()
    lead = match[0].lower()
    if match["one"]:
        unit = match["one"].lower()
        if not lead.startswith(("the", "this past")) or (which in ("next", "following") and unit == "day"):
            return None
        if which == "coming" and lead.startswith("the") and unit == "day":
            return None
        amount = words.count(1, 1, unit)
    elif which == "following":
        return None
    else:
        amount, _ = words.quantity(match)
    return Stretch(amount, 1 if which in ("next", "coming", "following") else -1)


@rule(rf"(?:the{S})?(?P<which>recent|coming|past){S}(?P<unit>days|weeks|months|years|decades|hours)\b")
def _uncounted_stretch(match: re.Match[str]) -> Meaning | None:
    unit = match["unit"].lower().removesuffix("s")
    amount = words.count(_DEFAULTS[unit], _DEFAULTS[unit], unit)
    return Stretch(amount, 1 if match["which"].lower() == "coming" else -1)


@rule(rf"(?:{QUANTITY}|(?P<plural>days|weeks|months|years|decades)){S}(?P<way>ago|from{S}now|later|earlier)\b")
def _distance(match: re.Match[str]) -> Meaning | None:
    way = match["way"].lower()
    amount = words.count(2, 7, match["plural"]) if match["plural"] else words.quantity(match)[0]
    if way == "ago" or way.startswith("from"):
        return Distance(amount, -1 if way == "ago" else 1)
    return OfAntecedent(Distance(amount, 1 if way == "later" else -1))


@rule(rf"(?P<way>in|within){S}(?:the{S}space{S}of{S})?{QUANTITY}(?:['’]{S}time)?")
def _ahead(match: re.Match[str]) -> Meaning | None:
    amount, unit = words.quantity(match)
    if unit in ("minute", "generation"):
        return None
    if match["way"].lower() == "within":
        return Stretch(amount, 1, needs_future=True)
    return Distance(amount, 1, needs_future=True)


@rule(rf"(?P<which>that|the{S}(?:following|next|previous|preceding)){S}(?P<unit>day|week|month|year|weekend|night|morning|evening)\b(?!-)")
def _of_antecedent(match: re.Match[str]) -> Meaning | None:
    which, unit = match["which"].lower().split()[-1], match["unit"].lower()
    if which == "next" and unit in ("week", "month", "year"):
        return None
    count = {"that": 0, "following": 1, "next": 1}.get(which, -1)
    if unit == "weekend":
        return OfAntecedent(Weekday(5, week=count, length=2))
    return OfAntecedent(Unit(unit if unit in ("day", "week", "month", "year") else "day", count))


@rule(rf"the{S}(?P<which>following|previous|preceding){S}(?:(?P<weekday>{WEEKDAY})|(?P<month>{FULL_MONTH}))")
def _named_of_antecedent(match: re.Match[str]) -> Meaning | None:
    which: Which = "next" if match["which"].lower() == "following" else "last"
    if match["weekday"]:
        return OfAntecedent(Weekday(weekday_number(match["weekday"]), which))
    month = month_number(match["month"])
    return OfAntecedent(Recurring((month, 0), (month, 0), which))


@rule(rf"the{S}(?P<unit>day|week|month|year|night|evening){S}(?P<way>before|after)(?=[\s]*(?:[.,;:)!?]|$))")
def _beside_antecedent(match: re.Match[str]) -> Meaning | None:
    unit = match["unit"].lower()
    return OfAntecedent(Unit(unit if unit in ("week", "month", "year") else "day", -1 if match["way"] == "before" else 1))


_HOLIDAY = "|".join(sorted(words.HOLIDAYS, key=len, reverse=True)).replace("'", "['’]").replace("st ", r"st\.? ")


@rule(rf"(?:(?P<which>last|this|next){S})?(?P<name>{_HOLIDAY})\b(?!{S}(?:Island|tree|market))(?:,?{S}(?:of{S})?(?P<year>{YEAR})|{_RELATIVE_YEAR})?")
def _holiday(match: re.Match[str]) -> Meaning | None:
    if not match["name"][0].isupper():
        return None
    month, day = words.HOLIDAYS[match["name"].lower().replace("’", "'").replace("st. ", "st ")]
    recurring = same_month(month, day, day)
    if match["year"]:
        return with_year(recurring, int(match["year"]))
    if match["rel"]:
        return Recurring((month, day), (month, day), year=_YEARS[match["rel"].lower()])
    return Recurring((month, day), (month, day), which=_WHICH.get((match["which"] or "").lower(), ""))


@rule(rf"9/11\b(?!/)|(?:(?-i:Sept(?:ember|\.)?){S}11(?:th)?|11(?:th)?{S}(?-i:September)){S}(?:terror(?:ist)?{S})?(?:attacks|hijackings|hijackers)\b")
def _eleventh_of_september(match: re.Match[str]) -> Meaning | None:
    return fixed(dt.date(2001, 9, 11))


TIME_OF_DAY_AFTER = re.compile(
    rf"(?:{S}(?:early{S}|late{S})?(?:in{S}the{S})?{DAYPART}\b(?!-)|,?{S}at{S}(?:about{S}|around{S})?{words.CLOCK})+", re.IGNORECASE)
