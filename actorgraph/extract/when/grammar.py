"""Finding time expressions: atoms, what is built from them, and what only looks like one.

`find` walks over the places where an expression may start, takes the longest reading there and goes on
behind it. A text without a digit or a time word is given up after one search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from actorgraph.extract.when import words
from actorgraph.extract.when.atoms import PART_WORDS, RULES, TIME_OF_DAY_AFTER
from actorgraph.extract.when.meanings import (
    Between,
    Bound,
    Distance,
    Fixed,
    Lasting,
    Meaning,
    PartOf,
    Quantity,
    Recurring,
    Undated,
    Unit,
    Weekday,
    WeekOf,
)
from actorgraph.extract.when.periods import Part
from actorgraph.extract.when.words import CLOCK, COUNT, DAYPART, FULL_MONTH, MONTH, QUANTITY, SHORT_WEEKDAY, UNIT, WEEKDAY, S

Role = Literal["at", "since", "until", "for", "between", "age"]


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression that was recognised: it ends before `end`."""

    end: int
    role: Role
    meaning: Meaning


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


WEEKDAY_PLURAL = "(?-i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days)"
_TIME_WORD = (rf"{MONTH}|{WEEKDAY}|\b(?:{UNIT}|weekends?|today|tonight|yesterday|tomorrow|overnight|morning|afternoon|"
              rf"evening|winter|spring|summer|autumn|christmas|halloween|new{S}year|{'|'.join(words.DECADES)})\b|"
              r"\b(?:boxing|valentine|patrick|armistice|bastille)|women.s day|aged|\d")
_TRIGGER = _compiled(rf"{_TIME_WORD}|{WEEKDAY_PLURAL}\b")
_START = _compiled(
    rf"(?<![\w.,$€£#/])(?:(?=\d|['’]\d|{MONTH}|{SHORT_WEEKDAY}|{WEEKDAY_PLURAL})|(?=(?:{COUNT})\b)|(?=(?:an?|the|that|this|last|past|"
    r"next|coming|upcoming|recent|late|early|mid|end|start|earlier|later|since|until|till|for|from|between|before|after|by|as|up|"
    r"in|within|at|over|more|less|fewer|nearly|almost|about|around|some|roughly|at|half|few|several|many|days|weeks|"
    r"months|years|decades|today|tonight|yesterday|tomorrow|overnight|winter|spring|summer|autumn|fall|q[1-4]|h[12]|"
    r"christmas|halloween|new|boxing|valentine|st|international|bastille|armistice|every|each|aged?|his|her|"
    r"their|my|our|your|ever|starting|beginning|effective|prior|no|well|just|up|year|month|on|eve|midnight|noon|"
    r"midday|dawn|dusk|only|barely|morning|night|evening|hours|through|previous|following)\b))"
)
_TIMED = rf"(?:(?:at|around|about|by){S}(?:about{S}|around{S})?)?{CLOCK},?{S}(?:on{S}|of{S})?"
_PART_OF_DAY = (rf"(?:in{S})?(?:the{S})?(?:(?:early|late|small|morning){S})?(?:hours|{DAYPART}){S}(?:of|on){S}(?:the{S})?"
                rf"|(?:early|late|earlier|later){S}(?:on{S})?")
_BEFORE_DAY = _compiled(rf"{_TIMED}|{_PART_OF_DAY}")
_PART = _compiled(
    rf"(?:the{S})?(?:very{S})?(?:(?P<whole>start|beginning|end|close|middle){S}of{S}|(?P<nth>first|second|third|fourth){S}"
    rf"(?P<kind>half|quarter){S}of{S}|(?P<loose>early|mid|late|end)(?:{S}in{S}|[\s-]+))(?P<the>the{S})?")
_WEEK_OF = _compiled(rf"(?:the{S})?(?P<nth>first|second|third|fourth|last){S}week{S}(?:of|in){S}")
_SHIFT = _compiled(
    rf"(?:{QUANTITY}|(?:the|a|an){S}(?P<one>day|week|month|year|morning|night|evening)|(?P<plural>days|weeks|months|years)"
    rf"|(?:the{S})?(?P<eve>eve)){S}(?P<way>before|after|from|prior{S}to|following|of){S}(?:the{S})?")
_SINCE = _compiled(rf"(?:ever{S}since|since|as{S}(?:of|from)|(?:starting|beginning|effective)(?:{S}(?:on|from|in))?)"
                   rf"{S}(?:(?:at|in|on){S})?(?:the{S}(?=\d))?")
_UNTIL = _compiled(rf"(?:up{S})?(?:until|till|’til|'til){S}(?:at{S}least{S})?(?:(?:at|in|on){S})?(?:the{S}(?=\d))?")
_BY = _compiled(rf"(?:by|no{S}later{S}than){S}(?:the{S}(?=\d))?")
_BEFORE = _compiled(rf"(?:before|prior{S}to){S}(?:the{S}(?=\d))?")
_AFTER = _compiled(rf"after{S}(?:the{S}(?=\d))?")
_FROM = _compiled(rf"from{S}(?:the{S}(?=\d))?")
_BETWEEN = _compiled(rf"between{S}(?:the{S}(?=\d))?")
_TO = _compiled(rf"{S}(?:and{S}(?:up{S})?(?:until|till|to)|to|until|till|through){S}(?:the{S}(?=\d))?|\s?[-–—]\s?")
_AND = _compiled(rf"{S}and{S}(?:the{S}(?=\d))?")
_DASH = _compiled(r"\s?[-–—]\s?")
_ON = _compiled(rf"{S}on(?:wards?)?\b(?!{S}\w)|{S}onwards?\b")
_FOR = _compiled(rf"for{S}")
_AFTER_SOME = _compiled(rf"after{S}{QUANTITY}(?!{S}(?:ago|later|earlier|before|after|from))")
_FOR_SOME = _compiled(rf"for{S}(?:{QUANTITY}|(?:(?:many|several|some){S})?(?P<plural>days|weeks|months|years|decades|"
                      rf"centuries|generations)\b)(?!{S}(?:ago|later|earlier|before|after|from))")

_COUNTED_UNIT = r"(?:year|month|week|day|decade|hour|minute|century)"
_NO_DATE = _compiled(
    rf"{COUNT}(?:[-\s](?:to|or|and){S}{COUNT})?-{_COUNTED_UNIT}(?:-\w+)*\b|aged?{S}(?:between{S})?\d+(?:{S}(?:to|and|or){S}\d+)?\b|"
    rf"{COUNT}{S}(?:years?|months?){S}(?:old|of{S}age)\b|(?:his|her|their|my|our|your){S}(?:(?:early|mid|late)[-\s])?(?:\d0s|"
    rf"{'|'.join(words.DECADES)})\b|(?:every|each){S}(?:other{S}|second{S}|{COUNT}{S}|few{S})?(?:{WEEKDAY}|{FULL_MONTH}|{UNIT}|"
    rf"weekend|{DAYPART}|winter|spring|summer|autumn)s?(?:{S}{DAYPART})?\b|{WEEKDAY_PLURAL}\b|"
    rf"24/7\b|for{S}(?:{COUNT}|several|a{S}few|many|an?){S}(?:hour|minute|second)s?\b|for{S}(?:hours|minutes)\b")
_YARDSTICK = _compiled(
    r"(?:\bnot|\b(?:first|worst|best|biggest|largest|highest|lowest|deadliest|bloodiest|heaviest|strongest|weakest|longest|"
    r"sharpest|steepest|fiercest|greatest|smallest|fewest|fastest|harshest|hottest|closest|oldest|most|least)\b"
    r"(?:\s+(?!and\b|but\b|who\b|which\b|has\b|have\b|had\b|was\b|were\b|is\b|elected\b|of\b)\w[\w'’-]*){0,6}|\btime)\s*$")

_PREPOSITION = (r"(?:in|of|for|during|around|about|circa|throughout|since|until|till|by|from|to|before|after|through|"
                r"between|back to|as)")
_LICENSE_MONTH = _compiled(rf"\b{_PREPOSITION}\s+$")
_LICENSE_YEAR = _compiled(rf"(?:\b{_PREPOSITION}\s+(?:the\s+)?|\(|\d{{4}}(?:,|\s+and|\s+or|,\s+and)\s+)$")
_DETERMINER = r"(?:\b(?:the|an?|its|his|her|their|our|this|that)|['’]s?)\s+"
_LICENSE_MODIFIER = _compiled(rf"{_DETERMINER}$")
_LICENSE_YEAR_MODIFIER = _compiled(rf"{_DETERMINER}(?:[a-z]+\s+)?$")
_PERSON_MAY = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Minister|Secretary|PM) May\b|\bMay (?:said|told|says|added)\b")


class Text:
    """One text under scrutiny, with the readings that start at a place."""

    __slots__ = ("_has_person_may", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._has_person_may = bool(_PERSON_MAY.search(text))

    def reading(self, at: int) -> Reading | None:
        """The longest expression that starts at `at`."""
        skipped = _NO_DATE.match(self.text, at)
        if skipped:
            return Reading(skipped.end(), "age", Undated())
        return max((r for rule in _ROLES for r in rule(self, at)), key=lambda r: r.end, default=None)

    def date(self, at: int, licensed: bool = False) -> Reading | None:
        """The longest expression without a signal word that starts at `at`, times of day included."""
        best = max((r for rule in _DATES for r in rule(self, at, licensed)), key=lambda r: r.end, default=None)
        if best is None:
            return None
        if isinstance(best.meaning, Weekday | Recurring | Unit):
            time = TIME_OF_DAY_AFTER.match(self.text, best.end)
            if time and _is_day(best.meaning):
                return Reading(time.end(), "at", best.meaning)
        return best

    def licenses(self, at: int, end: int, is_month: bool) -> bool:
        """Whether a month or year alone, from `at` to `end`, is one by what stands around it."""
        before, behind = self.text[max(0, at - 24) : at], self.text[end : end + 40]
        if not is_month:
            if words.COUNTED.match(behind) or re.match(r"[-’']?\w|%", behind):
                return False
            if int(self.text[at : at + 4]) < 1800:
                return bool(_LICENSE_YEAR.search(before)) and not re.match(r"\s+(?!is\b|was\b|has\b|as\b)[a-z]+s\b", behind)
            return bool(_LICENSE_YEAR.search(before) or _LICENSE_YEAR_MODIFIER.search(before)
                        or (not before.strip() and re.match(r"\s+(?:was|saw|brought|has|had|is|will)\b", behind)))
        name = self.text[at:end]
        if name == "May" and self._has_person_may:
            return bool(re.search(r"\b(?:in|during|since|until)\s+$", before))
        if name == "March" and re.match(r"\s+(?:on|for|to|of)\s+[A-Z]", behind):
            return False
        if _LICENSE_MONTH.search(before):
            return True
        if re.match(r"['’]s\s", behind):
            return name != "May"
        return bool(_LICENSE_MODIFIER.search(before) and re.match(r"\s+[a-z]", behind)
                    and not re.match(r"\s+(?:on|of|for|to|through|by|against|in|from|and)\b", behind))


def _is_day(meaning: Meaning) -> bool:
    if isinstance(meaning, Recurring):
        return meaning.first[1] > 0
    return isinstance(meaning, Weekday) and meaning.length == 1 or isinstance(meaning, Unit) and meaning.unit == "day"


def _is_range_of_days(meaning: Meaning) -> bool:
    if isinstance(meaning, Recurring):
        return meaning.first[1] > 0 and meaning.first != meaning.last
    return isinstance(meaning, Fixed) and meaning.value.first != meaning.value.last


def _atoms(source: Text, at: int, licensed: bool) -> Iterator[Reading]:
    for rule in RULES:
        match = rule.pattern.match(source.text, at)
        if match is None or match.end() == at:
            continue
        if rule.bare and not source.licenses(at, match.end(), match[0][0].isalpha()):
            person = match[0] == "May"
            counted = words.COUNTED.match(source.text, match.end())
            if not licensed or (person and _PERSON_MAY.search(source.text)) or (counted and match[0][0].isdigit()):
                continue
        meaning = rule.build(match)
        if meaning is not None:
            yield Reading(match.end(), "at", meaning)


def _with_time(source: Text, at: int, licensed: bool) -> Iterator[Reading]:
    match = _BEFORE_DAY.match(source.text, at)
    if match and (inner := source.date(match.end())) and _is_one_day(inner.meaning):
        yield inner


def _is_one_day(meaning: Meaning) -> bool:
    span = getattr(meaning, "value", None)
    return _is_day(meaning) or bool(span and span.first == span.last and span.first.precision == "day")


def _part(source: Text, at: int, licensed: bool) -> Iterator[Reading]:
    match = _PART.match(source.text, at)
    if match is None:
        return
    inner = source.date(match.end(), licensed=True)
    if match["the"] and not inner:
        unit = re.compile(r"(?:year|month|week|decade)\b(?!-)", re.IGNORECASE).match(source.text, match.end())
        inner = Reading(unit.end(), "at", Unit(unit[0].lower())) if unit else None
    if inner is None or _is_one_day(inner.meaning):
        return
    if match["nth"]:
        number = words.ORDINALS[match["nth"].lower()]
        half = match["kind"].lower() == "half"
        if half and number > 2:
            return
        part: Part = f"{'half' if half else 'q'}{number}"  # type: ignore[assignment]
    else:
        part = PART_WORDS[(match["whole"] or match["loose"]).lower()]
    yield Reading(inner.end, "at", PartOf(part, inner.meaning))


def _week_of(source: Text, at: int, licensed: bool) -> Iterator[Reading]:
    match = _WEEK_OF.match(source.text, at)
    if match and (inner := source.date(match.end(), licensed=True)):
        number = -1 if match["nth"].lower() == "last" else words.ORDINALS[match["nth"].lower()] - 1
        yield Reading(inner.end, "at", WeekOf(number, inner.meaning))


def _shift(source: Text, at: int, licensed: bool) -> Iterator[Reading]:
    match = _SHIFT.match(source.text, at)
    if match is None or bool(match["eve"]) != (match["way"].lower() == "of"):
        return
    inner = source.date(match.end(), licensed=True)
    if inner is None:
        return
    if match["eve"]:
        amount = Quantity(1, 1, "day")
    elif match["one"]:
        unit = match["one"].lower()
        amount = Quantity(1, 1, unit if unit in ("week", "month", "year") else "day")
    else:
        amount = words.count(2, 7, match["plural"]) if match["plural"] else words.quantity(match)[0]
    forward = match["way"].lower() in ("after", "from", "following")
    yield Reading(inner.end, "at", Distance(amount, 1 if forward else -1, base=inner.meaning))


def _dashed(source: Text, at: int, licensed: bool) -> Iterator[Reading]:
    pattern = re.compile(rf"{MONTH}|\d{{1,2}}{S}{MONTH}", re.IGNORECASE)
    if not pattern.match(source.text, at):
        return
    first = max(_atoms(source, at, True), key=lambda r: r.end, default=None)
    dash = _DASH.match(source.text, first.end) if first else None
    if first and dash and pattern.match(source.text, dash.end()):
        last = max(_atoms(source, dash.end(), True), key=lambda r: r.end, default=None)
        if last:
            yield Reading(last.end, "between", Between(first.meaning, last.meaning, throughout=False))


_DATES: list[Callable[[Text, int, bool], Iterator[Reading]]] = [_atoms, _with_time, _part, _week_of, _shift, _dashed]


def _plain(source: Text, at: int) -> Iterator[Reading]:
    reading = source.date(at)
    if reading:
        in_some = re.match(r"in\b", source.text[at:], re.IGNORECASE)
        if in_some and _YARDSTICK.search(source.text[max(0, at - 90) : at]):
            reading = Reading(reading.end, "age", Undated())
        yield reading


def _bound(source: Text, at: int) -> Iterator[Reading]:
    kinds: list[tuple[re.Pattern[str], Role, Literal["since", "until", "after", "before", "by"]]] = [
        (_SINCE, "since", "since"), (_UNTIL, "until", "until"), (_BY, "until", "by"), (_BEFORE, "until", "before"),
        (_AFTER, "since", "after")]
    for pattern, role, kind in kinds:
        match = pattern.match(source.text, at)
        inner = source.date(match.end(), licensed=True) if match else None
        if inner is None:
            continue
        if kind == "since" and _YARDSTICK.search(source.text[max(0, at - 90) : at]):
            yield Reading(inner.end, "age", Undated())
        elif not (kind == "by" and isinstance(inner.meaning, Distance)):
            yield Reading(inner.end, role, Bound(kind, inner.meaning))


def _between(source: Text, at: int) -> Iterator[Reading]:
    for signal, joint, throughout in ((_FROM, _TO, True), (_BETWEEN, _AND, False)):
        match = signal.match(source.text, at)
        first = source.date(match.end(), licensed=True) if match else None
        if first is None:
            continue
        if throughout and _is_range_of_days(first.meaning):
            yield Reading(first.end, "between", Lasting(first.meaning))
        joined = joint.match(source.text, first.end)
        last = source.date(joined.end(), licensed=True) if joined else None
        if last:
            yield Reading(last.end, "between", Between(first.meaning, last.meaning, throughout))
        onwards = _ON.match(source.text, first.end)
        if onwards and throughout:
            yield Reading(onwards.end(), "since", Bound("since", first.meaning))


def _lasting(source: Text, at: int) -> Iterator[Reading]:
    match = _FOR_SOME.match(source.text, at)
    if match:
        vague = match["plural"] or words.quantity(match)[0].low != words.quantity(match)[0].most
        yield Reading(match.end(), "for", Undated() if vague else Lasting(words.quantity(match)[0]))
    match = _FOR.match(source.text, at)
    if match and source.text[match.end() : match.end() + 3].lower() == "the":
        inner = source.date(match.end())
        if inner:
            yield Reading(inner.end, "for", Lasting(inner.meaning))
    match = _AFTER_SOME.match(source.text, at)
    if match:
        amount = words.quantity(match)[0]
        yield Reading(match.end(), "for", Lasting(amount, over=True))


_ROLES: list[Callable[[Text, int], Iterator[Reading]]] = [_plain, _bound, _between, _lasting]


def readings(text: str) -> Iterator[tuple[int, Reading]]:
    """Every expression with the place where it begins, in order, none overlapping another."""
    if not _TRIGGER.search(text):
        return
    source = Text(text)
    names = [match.span() for match in words.NAMES.finditer(text)]
    at = 0
    while start := _START.search(text, at):
        at = start.start()
        name_end = next((end for begin, end in names if begin <= at < end), None)
        if name_end is not None:
            at = name_end
            continue
        reading = source.reading(at)
        if reading and not any(begin < reading.end <= end for begin, end in names):
            yield at, reading
            at = reading.end
        else:
            at += 1
