"""Names with an initial, which the tagger takes for a sentence's end or a verb: `Stephen E. Biegun`.

Two components of the pipeline: before it starts, such a name becomes one token; when it has ended, the tokens
come back, all of them parts of one personal name. Offsets and the number of tokens are what they were.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

JOIN, SPLIT = "actorgraph_join_initials", "actorgraph_split_initials"
# I., V. and X. are numbers more often than initials: `World War I. Germany ...`
_INITIAL = re.compile(r"[A-HJ-UWYZ]\.")
_PARTS = "actorgraph_parts"


@Language.component(JOIN, retokenizes=True)
def join_initials(doc: Doc) -> Doc:
    """Make one token of each `Name I. Name`, and note its parts."""
    if not _INITIAL.search(doc.text):
        return doc
    parts: dict[int, list[tuple[str, bool]]] = {}
    number = 1
    with doc.retokenize() as retokenizer:
        while number < len(doc) - 1:
            before, after = doc[number - 1], doc[number + 1]
            if _INITIAL.fullmatch(doc[number].text) and _is_name(before) and _is_name(after):
                span = doc[number - 1 : number + 2]
                parts[span.start_char] = [(token.text, bool(token.whitespace_)) for token in span]
                retokenizer.merge(span)
                number += 2
            number += 1
    if parts:
        doc.user_data[_PARTS] = parts
    return doc


@Language.component(SPLIT, retokenizes=True)
def split_initials(doc: Doc) -> Doc:
    """Give back the tokens that were joined: a name, headed by its last word."""
    parts: dict[int, list[tuple[str, bool]]] | None = doc.user_data.pop(_PARTS, None)
    if not parts:
        return doc
    pieces = [parts.get(token.idx, [(token.text, bool(token.whitespace_))]) for token in doc]
    last: list[int] = []  # the place of each old token's head word among the new tokens
    for piece in pieces:
        last.append((last[-1] if last else -1) + len(piece))
    words: list[str] = []
    columns: dict[str, list[str]] = {name: [] for name in ("tags", "pos", "morphs", "lemmas", "deps", "ents")}
    spaces: list[bool] = []
    heads: list[int] = []
    for token, piece, place in zip(doc, pieces, last, strict=True):
        joined = len(piece) > 1
        for number, (word, space) in enumerate(piece):
            is_last = number == len(piece) - 1
            words.append(word)
            spaces.append(space)
            heads.append(last[token.head.i] if is_last else place)
            columns["tags"].append("NNP" if joined else token.tag_)
            columns["pos"].append("PROPN" if joined else token.pos_)
            columns["morphs"].append("Number=Sing" if joined else str(token.morph))
            columns["lemmas"].append(word if joined else token.lemma_)
            columns["deps"].append(token.dep_ if is_last else "compound")
            columns["ents"].append(_entity(token, number, parts))
    split = Doc(doc.vocab, words, spaces, heads=heads, **columns)  # type: ignore[arg-type]
    split.user_data.update(doc.user_data)
    split._context = doc._context  # what `nlp.pipe(as_tuples=True)` hands on
    return split


def _entity(token: Token, number: int, parts: dict[int, list[tuple[str, bool]]]) -> str:
    """The entity tag of one word. The joined name is a person; an entity that ran on behind it ends there."""
    if token.idx in parts:
        return "I-PERSON" if number else "B-PERSON"
    if token.ent_iob_ not in ("B", "I"):
        return "O"
    follows_name = token.i > 0 and token.nbor(-1).idx in parts and token.ent_iob_ == "I"
    return "O" if follows_name else f"{token.ent_iob_}-{token.ent_type_}"


def _is_name(token: Token) -> bool:
    return token.is_title and token.is_alpha and len(token) > 1
