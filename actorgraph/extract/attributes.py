"""The pipeline's attribute rules looked up in a table instead of matched: the same answers, far sooner.

spaCy's `attribute_ruler` sets part of speech, morphology and a few lemmas by token patterns, and matching
them takes a tenth of the time of a parse. In the English pipelines they ask for little: tag, word, dependency
label, whether the token is white space. What they say is the same for every token that agrees in these, and
found once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from spacy.tokens._retokenize import set_token_attrs

RULER, TABLE = "attribute_ruler", "actorgraph_attributes"
_KEYS = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_NOTHING = re.compile(r"(?!)")

Pattern = list[dict[str, Any]]
Key = tuple[int, str, int, bool]
"""Tag, word, label, white space: the word is empty where no rule asks for it."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern of a rule: what its tokens must be, the rule's number, and which token it changes."""

    pattern: Pattern
    number: int
    index: int


def install(nlp: Language) -> None:
    """Put the table in place of the ruler, if the pipeline has one whose patterns it understands."""
    if RULER in nlp.pipe_names and is_understood(nlp.get_pipe(RULER)):
        nlp.add_pipe(TABLE, after=RULER)
        nlp.disable_pipe(RULER)


def is_understood(ruler: Callable[[Doc], Doc]) -> bool:
    """Whether every pattern asks for nothing but what the table looks at."""
    if not isinstance(ruler, AttributeRuler):
        return False
    wanted = [token for rule in _rules(ruler) for token in rule.pattern]
    return all(
        token.keys() <= _KEYS and all(_is_plain(key, value) for key, value in token.items())
        for token in wanted
    )


def _is_plain(key: str, value: object) -> bool:
    if not isinstance(value, dict):
        return True
    allowed = {"IN", "REGEX"} if key == "LOWER" else {"IN", "NOT_IN"}
    return len(value) == 1 and value.keys() <= allowed


def _rules(ruler: AttributeRuler) -> Iterator[_Rule]:
    for number, rule in enumerate(cast(Iterable[dict[str, Any]], ruler.patterns)):
        for pattern in rule["patterns"]:
            # A negative index counts from the end of the match.
            yield _Rule(pattern, number, range(len(pattern))[int(rule["index"])])


class AttributeTable:
    """Does what a ruler does. Its memory is bounded by the tags, labels and words of the patterns."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._attrs = ruler.attrs
        self._rules = tuple(_rules(ruler))
        words = [token["LOWER"] for rule in self._rules for token in rule.pattern if "LOWER" in token]
        self._words = frozenset(
            word for value in words for word in (value.get("IN", ()) if isinstance(value, dict) else (value,))
        )
        regexes = [value["REGEX"] for value in words if isinstance(value, dict) and "REGEX" in value]
        self._regex = re.compile("|".join(f"(?:{one})" for one in regexes)) if regexes else _NOTHING
        self._table: dict[Key, tuple[tuple[int, ...], tuple[_Rule, ...]]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of every token; all rules see the Doc as it was before."""
        hits: list[tuple[int, int]] = []
        table, words, regex = self._table, self._words, self._regex.search
        for i, token in enumerate(doc):
            word = token.lower_
            key = (token.tag, word if word in words or regex(word) else "", token.dep, token.is_space)
            found = table.get(key)
            if found is None:
                found = table[key] = self._looked_up(token)
            hits.extend((number, i) for number in found[0])
            for rule in found[1]:
                if i + len(rule.pattern) <= len(doc) and all(
                    _meets(doc[i + n], wanted) for n, wanted in enumerate(rule.pattern[1:], 1)
                ):
                    hits.append((rule.number, i + rule.index))
        hits.sort()  # a later rule overrides an earlier one
        for number, i in hits:
            set_token_attrs(doc[i], self._attrs[number])
        return doc

    def _looked_up(self, token: Token) -> tuple[tuple[int, ...], tuple[_Rule, ...]]:
        """The rules of one token that hold, and those of several whose first token this can be."""
        met = [rule for rule in self._rules if _meets(token, rule.pattern[0])]
        single = tuple(sorted(rule.number for rule in met if len(rule.pattern) == 1))
        return single, tuple(rule for rule in met if len(rule.pattern) > 1)


def _meets(token: Token, wanted: dict[str, Any]) -> bool:
    has: dict[str, str | bool] = {
        "TAG": token.tag_,
        "LOWER": token.lower_,
        "DEP": token.dep_,
        "IS_SPACE": token.is_space,
    }
    return all(_holds(has[key], value) for key, value in wanted.items())


def _holds(has: str | bool, value: Any) -> bool:
    if not isinstance(value, dict):
        return bool(has == value)
    ((operator, operand),) = value.items()
    if operator == "REGEX":
        return re.search(operand, str(has)) is not None
    return bool((has in operand) == (operator == "IN"))


@Language.factory(
    TABLE,
    requires=["token.tag", "token.dep"],
    assigns=["token.pos", "token.morph", "token.lemma", "token.dep"],
)
def _make(nlp: Language, name: str) -> AttributeTable:  # noqa: ARG001 (the signature that spaCy asks for)
    return AttributeTable(cast(AttributeRuler, nlp.get_pipe(RULER)))
