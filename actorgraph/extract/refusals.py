"""Which negated acts are refusals: `will not talk` is one, `did not talk` is none."""

from __future__ import annotations

from spacy.tokens import Token

from actorgraph.extract.syntax import agents, children, is_passive, is_verb
from actorgraph.extract.words import CONSENTING, INTENTIONS, WILLING

_FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall", "wo"})
_ABLE = frozenset({"can", "could", "ca"})
_POSSIBLE = frozenset({"can", "could", "may", "might"})
_STEPS = 4


def is_future(verb: Token) -> bool:
    """`will talk`, `would talk`; not `would have talked`."""
    helpers = children(verb, "aux")
    return any(c.lower_ in _FUTURE for c in helpers) and not _is_perfect(verb)


def is_possible(verb: Token) -> bool:
    """`could talk`, `may talk`."""
    return any(c.lower_ in _POSSIBLE for c in children(verb, "aux")) and not _is_perfect(verb)


def is_refusal(verb: Token, *, own: bool) -> bool:
    """`will not talk`, `could not accept`; with `own`, who acts says so: `said it could not help`."""
    if not any(is_negation(c) for c in verb.children):
        return False
    if is_future(verb):
        return True
    enough = any(c.lower_ in ("enough", "only", "but") for c in children(verb, "advmod"))
    if not _is_able(verb) or enough or (is_passive(verb) and not agents(verb)):
        return False  # `it could not be allowed to stand`: nobody is asked
    return own or verb.lemma_ in CONSENTING


def is_refused(word: Token, *, own: bool) -> bool:
    """Whether what `word` says was refused; the statement is known to be negated somewhere."""
    if is_verb(word) and (is_future(word) or is_refusal(word, own=own)):
        return True
    if is_ruled_out(word):
        return True
    token = word
    for _ in range(_STEPS):
        head = token.head
        if is_unwilling(token) or is_unintended(token):
            return True
        if token.dep_ == "pcomp" and head.lower_ == "of" and head.head.lower_ == "short":
            return head.head.head.lemma_ in ("stop", "fall")
        if head == token or token.dep_ not in ("xcomp", "pcomp", "prep", "acl", "relcl", "conj", "ccomp"):
            return False
        token = head
    return False


def is_ruled_out(noun: Token) -> bool:
    """`there will be no talks`; `No talks, he said`."""
    if is_without(noun):
        return True
    if noun.dep_ != "attr" or not children(noun.head, "expl"):
        return False
    none = any(c.lower_ == "no" for c in children(noun, "det"))
    return none and (is_future(noun.head) or _is_able(noun.head))


def is_without(noun: Token) -> bool:
    """What somebody says there is none of, in two words: `No talks, he said`."""
    if noun.dep_ not in ("ccomp", "dep", "npadvmod") or noun.pos_ != "NOUN" or noun.i > noun.head.i:
        return False
    return any(c.lower_ == "no" for c in children(noun, "det")) and is_verb(noun.head)


def is_unwilling(word: Token) -> bool:
    """`is not ready`."""
    return word.lemma_ in WILLING and word.dep_ == "acomp" and any(is_negation(c) for c in word.head.children)


def is_unintended(word: Token) -> bool:
    """`no intention`, `no plans`."""
    return word.lemma_ in INTENTIONS and any(c.lower_ == "no" for c in children(word, "det"))


def is_negation(child: Token) -> bool:
    """`not`, `never`, `never again`, `no longer`."""
    if child.dep_ == "neg":
        return True
    if child.dep_ != "advmod":
        return False
    return child.lower_ == "never" or any(
        c.dep_ == "neg" or c.lower_ == "no" for c in child.children if child.lower_ in ("again", "longer")
    )


def _is_able(verb: Token) -> bool:
    return any(c.lower_ in _ABLE for c in children(verb, "aux")) and not _is_perfect(verb)


def _is_perfect(verb: Token) -> bool:
    return any(c.lower_ in ("have", "'ve") for c in children(verb, "aux"))
