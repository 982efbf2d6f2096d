"""What a news page leaves between the paragraphs of an article, told from its wording alone.

The rules speak of English news pages in general. Each errs towards keeping: a sentence taken for residue is
lost, while a caption taken for a sentence still says something that was reported.
"""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:AFP|AP|AAP|ANP|ANSA|APA|BELGA|DPA|dpa|EFE|EPA(?:-EFE)?|PA(?: Wire| Media)?|RIA(?: Novosti)?|TASS|"
    r"UPI|Xinhua|Reuters|REUTERS|Associated Press|Agence France-Presse|Press Association|Bloomberg|"
    r"Anadolu(?: Agency)?|Getty(?: Images)?|Alamy|Shutterstock|Sipa|NurPhoto|Sputnik|Kyodo|Yonhap|"
    r"ZUMA(?: Press)?|Rex Features|iStock|Magnum|Corbis)\b"
)
# Possessive, and every further word with a separator before it: or a line could be cut into words in
# exponentially many ways.
_NAME = r"[A-Z][\w.'’-]*+"
_CREDIT = (
    rf"(?:{_NAME} ){{0,4}}(?:{_NAME} ?[/|,] ?)?{_AGENCY}"
    rf"(?:(?: | ?[/|,] ?)(?:via|and|pool|photos?|images?|pic|picture|{_NAME})){{0,6}}"
)
_TERMINAL = re.compile(r"[.!?…][\"'”’)\]]*$")
_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)


def _whole(*choices: str) -> re.Pattern[str]:
    """One of the choices makes up the whole line, in any case, but for marks around it."""
    return re.compile(rf"[\W_]*(?:{'|'.join(choices)})[\W_]*", re.IGNORECASE)


def _line(*choices: str) -> re.Pattern[str]:
    return re.compile("|".join(choices), re.IGNORECASE)


_LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("separator", re.compile(r"[\W_]*(?:ENDS|30)?[\W_]*|(?:https?://|www\.)\S+|\S+@\S+\.\w+")),
    (
        "advertisement",
        _whole(
            r"ads?|advert|advertisements?|advertising|advertorial|promoted(?: content)?",
            r"paid (?:post|content)",
            r"sponsored(?: content| by .{1,40})?|ads by .{1,40}|advertisement\W.{0,40}",
            r"(?:skip|close|remove) (?:the )?(?:ads?|advertisement)",
            r"(?:the )?(?:story|article) continues (?:below|after).{0,40}|continue reading(?: .{0,40})?",
            r"scroll (?:down )?(?:for more|to (?:continue|read on)).{0,40}",
        ),
    ),
    (
        "cookies",
        _line(
            r"(?=.*\bcookies?\b)(?!.*[\"“”])(?!.*\bsaid\b).*\b(?:we|our|(?:this|the) (?:web)?(?:site|page)|"
            r"by (?:using|continuing|clicking)|your? (?:agree|consent|browser|experience|can|privacy))\b.*",
            r"(?:accept|allow|reject|manage|decline)\b.{0,40}\bcookies\W*",
            r"cookies? (?:policy|settings|preferences|notice)\W*",
        ),
    ),
    (
        "newsletter",
        _line(
            r"(?:sign up|subscribe|log in|register (?:now|here|for free|to)|get (?:the|our|all the)|"
            r"enter your e-?mail|join (?:us|our|the conversation)|download (?:our|the)|support our|"
            r"become a (?:member|subscriber)|thank(?:s| you) for (?:signing|subscribing)|"
            r"(?:already|not yet) (?:a )?(?:subscriber|member|have an account)|"
            r"this (?:article|content|story) is (?:for|only|available|reserved)|to continue reading)\b"
            r"(?=.*\b(?:newsletters?|e-?mails?|inbox|alerts?|updates?|briefing|account|subscri\w+|member\w*|"
            r"app|channel|whatsapp|telegram|today|journalism|log in|sign (?:in|up)|for free|here|continue)\b)"
            r".{0,200}",
            r"\W*(?:sign up|sign in|log in|subscribe|subscribe now|register|newsletters?|my account)\W*",
        ),
    ),
    (
        "link",
        _line(
            r"\W*(?:read (?:more|also|next)|also read|see also|click here|tap here)\b.{0,200}",
            r"\W*(?:more on this(?: story)?|more from .{1,30}|related|recommended|watch|watch now|listen|"
            r"in pictures|(?:further|recommended) reading|don['’]t miss|up next|"
            r"related (?:article|story|stories|articles|coverage))\s*[:|»>–—-].{0,200}",
        ),
    ),
    (
        "link",
        _whole(
            r"(?:related|recommended)(?: (?:articles?|stor(?:y|ies)|topics?|news|content|coverage|links?))?",
            r"recommended for you|more on this(?: story| topic)?",
            r"you (?:may|might) (?:also )?(?:like|be interested in)",
            r"most (?:read|popular|viewed)|trending(?: now)?|up next|editor['’]?s['’]? picks?|don['’]t miss",
            r"what to read next|top stories|latest news|(?:next|previous) article|back to top|in pictures",
            r"watch(?: live| now| more| the video)?|play video|video player",
            r"listen to (?:this )?(?:article|story)",
            r"about (?:sharing|the author)|tags?|topics|home|menu|search|skip to (?:main )?content",
        ),
    ),
    (
        "sharing",
        _whole(
            r"(?:share|tweet|post|e-?mail|print|save|copy link|bookmark|comment|facebook|twitter|whatsapp|"
            r"telegram|linkedin|reddit|pinterest|messenger|flipboard|instagram|youtube|pocket|via|on|by|to|and|"
            r"this|link|page|article|story|more|options|with|friends|s\b|x\b|\d|[\s|/,·•])+",
            r"(?:view|leave|add|post)(?: a)? comments?",
            r"(?:follow (?:us|me|him|her|them|@\w+|[\w ]{1,30}?)|(?:like|find) us|you can follow .{1,40})"
            r" on\b.{0,60}\b(?:facebook|twitter|instagram|telegram|youtube|whatsapp|linkedin|social media|"
            r"google news|x)\b.{0,40}",
        ),
    ),
    (
        "credit",
        re.compile(
            r"\W*(?i:(?:photo|photograph|picture|image|pic|video|graphic|illustration|map)s?"
            r"(?: (?:credit|by|courtesy(?: of)?|source|caption|copyright))?|credits?|caption)"
            r"\s*[:|©].{1,200}|"
            r"\W*(?i:(?:image|photo|video|picture)s? (?:source|caption|credit|copyright)|media caption)"
            r"(?:[\s,].{0,200})?|"
            r"(?i:photos?|photographs?|pictures?|images?|graphics?|illustration) by [A-Z].{1,60}|"
            rf"\W*(?i:source): .{{1,40}}|\W*{_CREDIT}\W*"
        ),
    ),
    (
        "byline",
        _line(
            r"\W*.{1,120}\bcontributed (?:to this (?:report|story|article)|reporting(?: from .{1,40})?)\W*",
            r"\W*(?:first |last )?(?:published|updated|modified|posted)(?: (?:on|at))?\b[\s:]*"
            r"(?=.{0,60}\d).{1,60}(?<![.!?])",
            r"\W*\d+ (?:min(?:ute)?s?|hours?|days?) (?:read|ago)\W*",
        ),
    ),
    (
        "copyright",
        _line(
            r"\W*(?:©|\(c\)\s|copyright\b).{0,200}|.{0,200}\ball rights reserved\b.{0,200}",
            r".{0,120}\b(?:may|must) not be (?:published|reproduced|copied)(?:,| or) .{0,200}",
            r"(?:terms (?:of use|and conditions|of service)|privacy policy)\W*",
        ),
    ),
)

_BY = re.compile(
    r"\W?(?:(?:Additional |Further )?(?:Reporting|Writing|Editing|Compiled|Translated|Edited) by|By|BY) "
    rf"(?:{_NAME}|and|in|for|of|the|at|by|additional|further|reporting|writing|editing|"
    r"[a-z-]++(?= (?:[a-z-]+ )?(?:correspondents?|editors?|reporters?|writers?)\b)|"
    r"correspondents?|editors?|reporters?|writers?|[ ,;/&|()\].])+"
)
_DATE_LINE = re.compile(
    r"(?=.*\d)(?:[\W\d]|st\b|nd\b|rd\b|th\b|at\b|on\b|[ap]m\b|[ap]\.m|gmt|bst|est|edt|cet|utc|msk|"
    rf"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|(?:{_MONTHS})\b)+",
    re.IGNORECASE,
)
_FILE_PHOTO = re.compile(
    r"(?i:file(?: photo| pic| picture| image)|FILE)\s*[-–—:]|"
    r"In this (?:[\w,. ]{0,40} )?(?:photo|photograph|picture|image|frame grab|screen ?grab|handout)\b"
)
_BRACKETED = re.compile(
    r"[(\[](?:(?:photo|picture|image|credit|pic)s?\b[^()\[\]]*|[^()\[\]]{0,40}\bphotos?\b[^()\[\]]{0,40}|"
    r"[^()\[\]]{0,60}\b(?:file (?:pic|picture|image)|handout)|file|pictured)[)\]]\.?$",
    re.IGNORECASE,
)
_BRACKETED_AGENCY = re.compile(rf"[(\[](?P<credit>{_CREDIT})[)\]]\.?$")
_DASHED_AGENCY = re.compile(rf"\s[-–—|]\s*(?P<credit>{_CREDIT})\.?$")
_SPELT_CREDIT = re.compile(
    r"\b(?:Credit|Photo|Photograph|Picture|Image|Pic)s?(?: credit| by)?\s*[:©]\s*\S.{0,60}$|©\s*\S.{0,60}$|"
    rf"\bGetty Images$|\b{_AGENCY} via {_AGENCY}\.?$|\b{_NAME}/{_AGENCY}\.?$"
)
_PHOTO_WORD = re.compile(r"\b(?:photos?|pics?|pictures?|images?)\b", re.IGNORECASE)
_POINTING = re.compile(
    r"\((?:left|right|l|r|c|centre|center|2nd|second|far|front|back|top|bottom)\b[^)]{0,20}\)|"
    r"\b(?:pictured|seen here|shown here|from left|left to right|clockwise from)\b",
    re.IGNORECASE,
)


def ends_sentence(text: str) -> bool:
    """Whether the text closes with the mark of a finished sentence, quotes and brackets behind it aside."""
    return bool(_TERMINAL.search(text.rstrip()))


def of_line(line: str) -> str | None:
    """Why this line, whatever stands around it, is no sentence of an article; None if it may be one."""
    line = line.strip()
    if len(line) > 400:
        return None
    for reason, pattern in _LINES:
        if pattern.fullmatch(line):
            return reason
    words = len(line.split())
    if words <= 40 and _BY.fullmatch(line) and (words <= 14 or ";" in line):
        return "byline"
    return "byline" if words <= 12 and _DATE_LINE.fullmatch(line) else None


def of_paragraph(text: str) -> str | None:
    """Why this paragraph is a caption or a credit; None if it is not.

    A sentence that ends in `(Reuters)` or `- AFP` after its full stop is an article's last paragraph as well
    as a caption, and is kept; a named photographer or the word photo decides for the caption.
    """
    flat = " ".join(text.split())
    if len(flat) > 700:
        return None
    if _FILE_PHOTO.match(flat) or _BRACKETED.search(flat) or _SPELT_CREDIT.search(flat):
        return "caption"
    agency = _BRACKETED_AGENCY.search(flat) or _DASHED_AGENCY.search(flat)
    if agency:
        credit = agency["credit"]
        named = "/" in credit or bool(_PHOTO_WORD.search(credit))
        if named or not ends_sentence(flat[: agency.start()]):
            return "caption"
    short = len(flat.split()) <= 40 and not ends_sentence(flat)
    return "caption" if short and _POINTING.search(flat) else None
