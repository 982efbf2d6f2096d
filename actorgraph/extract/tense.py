"""Whose day is whose: tenses, and which clauses and nouns happen when what governs them does.

Pure over a parsed Doc, like `actorgraph.extract.syntax`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from actorgraph.extract.syntax import children, is_verb
from actorgraph.extract.when import Direction
from actorgraph.extract.words import ASIDE, ATTITUDES, OCCURRING, PERIODS, PUBLISHED, STRIKING

_DEPTH = 8
_FRONT = 2  # words of `On Tuesday`
_PERFECT = frozenset({"have", "has", "had", "'ve", "’ve", "having"})
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_WHILE = frozenset({"in", "by", "with", "through", "upon", "on", "while", "when"})
_AT = frozenset({"in", "at", "during"})
_DURING = frozenset({"in", "at", "during", "for", "amid", "into", "on", "with", "through", "by"})
_BESIDE = frozenset({"after", "before", "following"})
_LONG = frozenset({"during", "throughout", "before", "in", "under", "since", "at"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})


def direction(verb: Token) -> Direction:
    """Whether the verb looks back or ahead."""
    words = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
    if any(word.tag_ == "MD" and word.lower_ in (*_FUTURE, "would") for word in words):
        return "future"
    if any(word.tag_ == "VBD" or (word.lower_ in ("has", "have") and word.dep_ == "aux") for word in words):
        return "past"
    head = verb.head
    if verb.dep_ in ("xcomp", "acl") and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return "future"
    if verb.dep_ in ("xcomp", "conj", "advcl", "acl", "pcomp") and head != verb and is_verb(head):
        return direction(head)
    return "past" if verb.tag_ == "VBN" else "unknown"


def verb_above(token: Token) -> Token:
    """The token if it is a verb, else the next verb above it, else the root."""
    while token.head != token and not is_verb(token):
        token = token.head
    return token


def auxiliaries(verb: Token) -> frozenset[str]:
    """The auxiliaries of a verb, in lower case."""
    return frozenset(child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass"))


def is_anterior(verb: Token) -> bool:
    """Whether it lies before the time that is told of: `had met`."""
    return bool(auxiliaries(verb) & {"had", "having"})


def is_told(verb: Token) -> bool:
    """Whether the verb and all verbs above it are in the simple past, in main clauses or reported ones, and
    no adverb says that it was at another time: what moves a story on."""
    for _ in range(_DEPTH):
        words = auxiliaries(verb)
        simple = _is_story(verb)
        if verb.dep_ in ("xcomp", "pcomp") or (
            verb.dep_ == "conj" and not words and verb.tag_ in ("VB", "VBN")
        ):
            simple = True
        if not simple or words & (_PERFECT | _FUTURE | {"would"}) or is_aside(verb):
            return False
        if verb.dep_ not in ("xcomp", "conj", "pcomp", "ccomp"):
            return verb.dep_ == "ROOT"
        verb = verb_above(verb.head)
    return False


def clauses_after(root: Token) -> list[Token]:
    """The verbs with subjects of their own that are coordinated with `root`, in order."""
    found = [token for token in root.conjuncts if token.i > root.i and is_verb(token)]
    return [verb for verb in found if children(verb, "nsubj", "nsubjpass")]


def is_first(expression: Token) -> bool:
    """Whether the sentence opens with the time expression whose root this is."""
    return expression.i - expression.sent.start < _FRONT


def is_fronted(expression: Token) -> bool:
    """Whether the sentence opens with it and goes on in the past, whatever the parser takes for the main
    verb: `On Tuesday, Mitsotakis, speaking to a think tank, called ...`."""
    past = (token.tag_ == "VBD" and token.dep_ != "relcl" for token in expression.sent)
    return is_first(expression) and any(past)


def is_now(verb: Token) -> bool:
    """Whether a main clause, or one reported in the present, speaks of the present: `condemns`, `is bombing`.

    What happens again and again is not now."""
    for _ in range(_DEPTH):
        words = auxiliaries(verb)
        shares = verb.dep_ == "conj" and not words and verb.tag_ in ("VB", "VBP", "VBZ", "VBG")
        present = verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBG" and bool(words & {"is", "are", "am"}))
        if verb.dep_ != "xcomp" and not present and not shares:
            return False
        if words & (_PERFECT | {"was", "were", "did"}) or any(child.tag_ == "MD" for child in verb.children):
            return False
        if is_aside(verb):
            return False
        if verb.dep_ not in ("xcomp", "conj", "ccomp"):
            return verb.dep_ == "ROOT"
        verb = verb_above(verb.head)
    return False


def is_ahead(verb: Token) -> bool:
    """Whether a main clause says what will be: `will meet`."""
    return verb.dep_ == "ROOT" and bool(auxiliaries(verb) & _FUTURE)


def is_aside(verb: Token) -> bool:
    """Whether an adverb, or `during the war`, `at the time`, `under Truman`, `whenever it could`, says that
    it was not on the day that the story has reached."""
    if any(child.lower_ in ASIDE for child in children(verb, "advmod", "neg")):
        return True
    if any(one.lower_ == "whenever" for c in children(verb, "advcl", "advmod") for one in (c, *c.children)):
        return True
    before = [child for child in children(verb, "prep") if child.lower_ in _LONG]
    return any(
        noun.lower_ in PERIODS
        or prep.lower_ == "before"
        or (prep.lower_ == "at" and _is_that_time(noun))
        or (prep.lower_ == "under" and noun.ent_type_ == "PERSON")
        for prep in before
        for noun in children(prep, "pobj")
    )


def _is_that_time(noun: Token) -> bool:
    """`at the time`; not `at the time of the vote`."""
    words = [child.lower_ for child in noun.children]
    return noun.lower_ == "time" and words in (["the"], ["that"])


def same_day(predicate: Token) -> Iterator[Token]:
    """The predicate and, going up, all whose day is also its own; a clause with a time of its own ends it."""
    token = predicate
    yield token
    for _ in range(_DEPTH):
        if token.head == token or not _shares(token):
            return
        if is_verb(token) and token.dep_ in ("acl", "relcl"):
            # `The premier, speaking in Athens, accused ...`: the noun between is no event.
            token = token.head
            yield token
            if token.head == token:
                return
        token = token.head
        yield token


def _shares(token: Token) -> bool:
    if is_verb(token) and token.dep_ not in ("amod", "compound"):
        return _verb_shares(token)
    if token.pos_ in ("NOUN", "PROPN"):
        return _noun_shares(token)
    return True


def _verb_shares(verb: Token) -> bool:
    head = verb.head
    if (
        verb.dep_ in ("relcl", "advcl")
        and _is_story(verb)
        and _relative_adverb(verb)
        and _is_story(verb_above(head))
        and not _is_of_yardstick(verb)
    ):
        return True  # `flew to Brussels, where he met her`, `two died when they attacked`
    if verb.dep_ in ("relcl", "ccomp", "parataxis") or "having" in auxiliaries(verb):
        return False
    if verb.dep_ == "advcl":  # `met on Monday to discuss it` is one day, `as the army advanced` another's
        return not children(verb, "nsubj", "nsubjpass", "mark")
    if verb.dep_ == "acl":  # `weapons supplied by Germany` came before they were used
        return verb.tag_ != "VBN"
    if verb.dep_ == "pcomp":
        return head.lower_ in _WHILE
    if verb.dep_ == "conj":
        own, above = (auxiliaries(v) & (_PERFECT | _FUTURE | {"would"}) for v in (verb, head))
        is_other = bool(own) and own != above
        turns = verb.tag_ in ("VBZ", "VBP") and head.tag_ == "VBD"
        return head.i < verb.i and not is_other and not turns
    return True


def _is_of_yardstick(verb: Token) -> bool:
    """`the first since the war, when it invaded them`"""
    adverb = next(child for child in verb.children if child.lower_ in ("where", "when"))
    before = [token for token in adverb.doc[max(0, adverb.i - 2) : adverb.i] if not token.is_punct]
    return any(t.dep_ == "pobj" and t.head.lower_ in ("since", "before", "after") for t in before[-1:])


def _is_story(verb: Token) -> bool:
    """Whether the verb is in the simple past, active or passive."""
    words = auxiliaries(verb)
    passive = verb.tag_ == "VBN" and bool(words & {"was", "were"})
    # The tagger takes `X and his counterparts gathered in Cairo` for a participle.
    mistaken = verb.tag_ == "VBN" and verb.dep_ == "ROOT" and not words and bool(children(verb, "nsubj"))
    return (verb.tag_ == "VBD" or passive or mistaken) and not words & (_PERFECT | _FUTURE)


def is_before(verb: Token, main: Token) -> bool:
    """Whether `verb` tells what came before `main`: `main after ...`, `main something that ...`."""
    if not (_is_story(verb) or is_anterior(verb)):
        return False
    if verb.dep_ == "advcl":
        return verb.head == main and any(child.lower_ == "after" for child in children(verb, "mark"))
    noun = verb.head
    behind = noun.i > main.i and verb.dep_ == "relcl" and not _relative_adverb(verb)
    return behind and (noun.head == main or (noun.dep_ == "pobj" and main in list(noun.ancestors)[:3]))


def _relative_adverb(verb: Token) -> bool:
    """Whether `where` or `when` opens the clause."""
    return any(
        child.lower_ in ("where", "when") and child.dep_ in ("advmod", "mark") for child in verb.children
    )


def _noun_shares(noun: Token) -> bool:
    """`held talks on Monday` dates the talks, `condemned the attack on Monday` does not date the attack."""
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass", "attr", "oprd", "dative"):
        return head.lemma_ in OCCURRING or (head.lemma_ not in ATTITUDES and not is_known(noun))
    if noun.dep_ == "nsubj":
        return head.lemma_ in OCCURRING or head.lemma_ in STRIKING
    if noun.dep_ == "pobj":
        if is_verb(head.head):
            return head.lower_ in _DURING or (head.lower_ in _BESIDE and not is_known(noun))
        return head.lower_ in _DURING or not is_known(noun)
    return True


def is_known(noun: Token) -> bool:
    """Whether the noun names something that the reader is taken to know: `the attack`, `Iran's attack`."""
    return any(
        (child.dep_ == "det" and child.lower_ in _KNOWN) or child.dep_ == "poss" for child in noun.children
    )


def dated_by(expression: Token, is_day: bool) -> frozenset[int]:
    """Indices of the words that a time expression, given by its root, dates: nouns that it stands in, and
    the verb above unless it belongs to the noun alone. `is_day` marks `on Monday` against `in 2014`."""
    found: set[int] = {expression.i}
    token = expression
    for _ in range(_DEPTH):
        head = token.head
        if head == token:
            break
        if is_verb(head) and head.dep_ not in ("amod", "compound"):
            found.add(head.i)
            if not _is_made_public(head, is_day) and not (is_day and _is_beside(head)):
                break
        elif head.pos_ in ("NOUN", "PROPN"):
            found.add(head.i)
            if head.pos_ == "NOUN" and not _passes_on(head, token, is_day):
                break
        token = head
    return frozenset(found)


def _is_beside(verb: Token) -> bool:
    """`Speaking in Athens on Monday, the premier accused them.`"""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i > verb.head.i:
        return False
    return not children(verb, "nsubj", "nsubjpass", "mark", "aux")


def _is_made_public(verb: Token, is_day: bool) -> bool:
    """`In a statement issued on Monday, Iran condemned ...` dates what is in the statement."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or not (is_day or noun.lemma_ in PUBLISHED):
        return False
    return noun.dep_ == "pobj" and noun.head.lower_ in _AT


def _passes_on(noun: Token, part: Token, is_day: bool) -> bool:
    """Whether the date of a noun, which `part` of it holds, is that of what governs it, too."""
    head = noun.head
    inside = part.i < noun.i or part.lower_ == "of"
    if noun.dep_ == "pobj":
        return head.lower_ in _AT or (not inside and (is_day or head.lower_ in ("of", "to")))
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return head.lemma_ in OCCURRING or (head.lemma_ in STRIKING and is_day) or (not inside and is_day)
    if inside:
        return head.lemma_ in OCCURRING or noun.dep_ in ("compound", "npadvmod", "conj")
    return is_day or head.lemma_ in OCCURRING or not is_known(noun)
