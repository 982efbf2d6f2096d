"""The signal words of the grammar, and the marks of what is no date, as patterns that ignore case."""

from __future__ import annotations

import re

from actorgraph.extract.when.words import (
    CLOCK,
    COUNT,
    DAYPART,
    DECADE_WORD,
    FULL_MONTH,
    MONTH,
    QUANTITY,
    UNIT,
    WEEKDAY,
    S,
)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


WEEKDAY_PLURAL = "(?-i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days)"
TIMED = (
    rf"(?:(?:shortly{S}|just{S})?(?:at|around|about|by|after|before){S}(?:about{S}|around{S})?)?"
    rf"{CLOCK},?{S}(?:on{S}|of{S})?"
)
PART_OF_DAY = (
    rf"(?:in{S})?(?:the{S})?(?:(?:early|late|small|morning){S})?(?:hours|{DAYPART}){S}(?:of"
    rf"|on){S}(?:the{S})?"
    rf"|(?:early|late|earlier|later|overnight){S}(?:(?:on|from){S})?"
)
MONTH_OR_DAY = _compiled(rf"{MONTH}|\d{{1,2}}{S}{MONTH}")
PLAIN_UNIT = _compiled(r"(?:year|month|week|decade)\b(?!-)")
BEFORE_DAY = _compiled(rf"{TIMED}|{PART_OF_DAY}")
PART = _compiled(
    rf"(?:the{S})?(?:very{S})?(?:(?P<whole>start|beginning|end|close|middle){S}of{S}|(?P<nth>first|second"
    rf"|third|fourth){S}"
    rf"(?P<kind>half|quarter){S}of{S}|(?P<loose>early|mid|late|end)(?:{S}in{S}|[\s-]+))(?P<the>the{S})?"
)
WEEK_HOLDING = _compiled(
    rf"the{S}(?P<unit>week|weekend){S}(?:of|beginning|starting|ending)(?:{S}on)?{S}(?:the{S})?"
)
WEEK_OF = _compiled(rf"(?:the{S})?(?P<nth>first|second|third|fourth|last){S}week{S}(?:of|in){S}")
SHIFT = _compiled(
    rf"(?:{QUANTITY}|(?:the|a|an){S}(?P<one>day|week|month|year|morning|night|evening)|(?P<plural>days"
    rf"|weeks|months|years)"
    rf"|(?:the{S})?(?P<eve>eve)){S}(?P<way>before|after|from|prior{S}to|following|of){S}(?:the{S})?"
)
_NUMBER_OR_NAME = rf"\d|{MONTH}|{WEEKDAY}"
SINCE = _compiled(
    rf"(?:ever{S}since|since|as{S}(?:of|from)|(?:starting|beginning|effective)(?:{S}(?:on"
    rf"|from|in))?)"
    rf"{S}(?:(?:at|in|on){S})?(?:the{S}(?={_NUMBER_OR_NAME}))?"
)
UNTIL = _compiled(
    rf"(?:up{S})?(?:until|till|’til|'til){S}(?:at{S}least{S})?(?:(?:at|in"
    rf"|on){S})?(?:the{S}(?={_NUMBER_OR_NAME}))?"
)
THROUGH = _compiled(rf"through{S}(?:at{S}least{S})?(?:the{S}(?={_NUMBER_OR_NAME}))?")
BY = _compiled(rf"(?:by|no{S}later{S}than){S}(?:the{S}(?={_NUMBER_OR_NAME}))?")
BEFORE = _compiled(rf"(?:before|prior{S}to){S}(?:the{S}(?={_NUMBER_OR_NAME}))?")
AFTER = _compiled(rf"after{S}(?:the{S}(?={_NUMBER_OR_NAME}))?")
FROM = _compiled(rf"from{S}(?:the{S}(?={_NUMBER_OR_NAME}))?")
BETWEEN = _compiled(rf"between{S}(?:the{S}(?={_NUMBER_OR_NAME}))?")
TO = _compiled(
    rf"{S}(?:and{S}(?:up{S})?(?:until|till|to)|to|until|till|through){S}(?:the{S}(?={_NUMBER_OR_NAME}))?"
    rf"|\s?[-–—]\s?"
)
AND = _compiled(rf"{S}and{S}(?:the{S}(?={_NUMBER_OR_NAME}))?")
DASH = _compiled(r"\s?[-–—]\s?")
ON = _compiled(rf"{S}on(?:wards?)?\b(?!{S}\w)|{S}onwards?\b")
FOR = _compiled(rf"for{S}")
AFTER_SOME = _compiled(rf"after{S}{QUANTITY}(?!{S}(?:ago|later|earlier|before|after|from))")
FOR_SOME = _compiled(
    rf"for{S}(?:{QUANTITY}|(?:(?:many|several|some){S})?(?P<plural>days|weeks|months"
    rf"|years|decades|"
    rf"centuries|generations)\b)(?!{S}(?:ago|later|earlier|before|after|from))"
)

COUNTED_UNIT = r"(?:year|month|week|day|decade|hour|minute|century)"
NO_DATE = _compiled(
    rf"{COUNT}(?:[-\s](?:to|or|and){S}{COUNT})?-{COUNTED_UNIT}(?:-\w+)*\b"
    rf"|aged?{S}(?:between{S})?\d+(?:{S}(?:to|and|or){S}\d+)?\b|"
    rf"{COUNT}{S}(?:years?|months?){S}(?:old|of{S}age)\b|(?:his|her|their|my|our|your){S}(?:(?:early|mid"
    rf"|late)[-\s])?(?:\d0s|"
    rf"{DECADE_WORD})\b|(?:every|each){S}(?:other{S}|second{S}|{COUNT}{S}"
    rf"|few{S})?(?:{WEEKDAY}|{FULL_MONTH}|{UNIT}|"
    rf"weekend|{DAYPART}|winter|spring|summer|autumn)s?(?:{S}{DAYPART})?\b|{WEEKDAY_PLURAL}\b|"
    rf"24/7\b|for{S}(?:{COUNT}|several|a{S}few|many|an?){S}(?:hours?|minutes?|seconds)\b|for{S}(?:hours"
    rf"|minutes)\b"
)
YARDSTICK = _compiled(
    r"(?:\bnot|\b(?:first|worst|best|biggest|largest|highest|lowest|deadliest|bloodiest|heaviest"
    r"|strongest|weakest|longest|"
    r"sharpest|steepest|fiercest|greatest|smallest|fewest|fastest|harshest|hottest|closest|oldest|most"
    r"|least)\b"
    r"(?:\s+(?!and\b|but\b|who\b|which\b|has\b|have\b|had\b|was\b|were\b|is\b|elected\b"
    r"|of\b)\w[\w'’-]*){0,6}|\btime)\s*$"
)

PREPOSITION = (
    r"(?:in|of|for|during|around|circa|throughout|since|until|till|by|from|to|before|after"
    r"|through|"
    r"between|back to|as)"
)
YEAR_OPENS = re.compile(r"\s+(?:was|saw|brought|has|had|is|will)\b|\s*(?::|\s[–—-])\s+[A-Z]|\s*:?\s*$")
LICENSE_MONTH = _compiled(rf"\b{PREPOSITION}\s+$")
LICENSE_SURE = _compiled(r"\b(?:in|during|since|until)\s+$")
LICENSE_YEAR = _compiled(rf"(?:\b{PREPOSITION}\s+(?:the\s+)?|\(|\d{{4}}(?:,|\s+and|\s+or|,\s+and)\s+)$")
DETERMINER = r"(?:\b(?:the|an?|its|his|her|their|our|this|that)|['’]s?)\s+"
LICENSE_MODIFIER = _compiled(rf"{DETERMINER}$")
LICENSE_YEAR_MODIFIER = _compiled(rf"{DETERMINER}(?:(?-i:[a-z]+)\s+)?$")
PERSON_MAY = re.compile(
    r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Minister|Secretary|PM) May\b|\bMay (?:said|told"
    r"|says|added)\b"
)

TIME_OF_DAY_AFTER = re.compile(
    rf"(?:{S}(?:early{S}|late{S})?(?:in{S}the{S})?{DAYPART}\b(?!-)|,?{S}at{S}(?:about{S}"
    rf"|around{S})?{CLOCK})+",
    re.IGNORECASE,
)
