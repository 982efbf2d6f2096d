"""What the words of one noun phrase say by themselves: names by their form, offices by country and day."""

from __future__ import annotations

from spacy.tokens import Token

from actorgraph.extract.cast import Cast, Resolved
from actorgraph.extract.gazetteer import Candidate
from actorgraph.extract.names import Named
from actorgraph.extract.reasons import PLACE
from actorgraph.extract.syntax import children
from actorgraph.extract.words import LEADER, OFFICES

MAX_SPAN = 3
"""Words of the longest sector noun or office: `deputy prime minister`."""


def by_form(cast: Cast, choice: Candidate, named: Named, token: Token) -> Resolved | None:
    """Whom a name of the gazetteer means at `token`; None where it only qualifies another noun."""
    actor, text = choice.actor, named.text
    if choice.form == "people" or (choice.form == "adjective" and token.tag_ in ("NNS", "NNPS", "JJ", "NNP")):
        if choice.form == "adjective" and token.dep_ in ("amod", "compound", "nmod"):
            return None  # it qualifies a noun; the noun's phrase is resolved as a whole
        if token.tag_ in ("NNPS", "NNS") or choice.form == "people":
            member = cast.member(actor, "people", "CVL", "people")
            return Resolved(member, text, "people of the country", 0.8, token.i)
        return Resolved(actor, text, "adjective for the country", 0.6, token.i)
    if choice.form == "city":
        return Resolved(actor, text, PLACE, 0.55, token.i)
    if choice.form in ("capital", "metonym"):
        if token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "near", "around", "outside"):
            return Resolved(actor, text, PLACE, 0.5, token.i)
        return Resolved(actor, text, choice.form, 0.9, token.i)
    return Resolved(actor, text, "name", 1.0, token.i)


def holder_of(cast: Cast, place: str, token: Token, phrase: str) -> tuple[str, str] | None:
    """The person and office that `the Russian president` or `the leader of Belarus` means."""
    if is_indefinite(token) or token.tag_ not in ("NN", "NNP"):
        return None
    if phrase in OFFICES:
        office = OFFICES[phrase]
        person = cast.gazetteer.holder(place, office, cast.day)
    elif phrase.split()[-1] in LEADER and "opposition" not in phrase:
        office, person = "leader", cast.leader(place)
    else:
        return None
    return (person, office) if person else None


def is_indefinite(token: Token) -> bool:
    """`a president`, who is none in particular."""
    return any(c.lower_ in ("a", "an", "any", "another") for c in children(token, "det"))


def phrase_words(token: Token) -> list[str]:
    """Lower-case words of the phrase up to its head, the head as written and modifiers before it."""
    start = token.i
    while start > token.sent.start and start > token.i - MAX_SPAN:
        before = token.doc[start - 1]
        if before.head.i not in range(start, token.i + 1) or before.dep_ not in (
            "compound",
            "amod",
            "nmod",
            "punct",
        ):
            break
        start -= 1
    return [token.doc[i].lower_ for i in range(start, token.i + 1)]
