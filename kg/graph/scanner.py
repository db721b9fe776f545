"""The tokens of a SPARQL text, with their places.

The scanner knows enough of SPARQL 1.1 (section 19.8) to tell names from what stands in
strings, IRIs and comments. It does not parse: that is the engine's work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import QueryError


@dataclass(frozen=True)
class Token:
    """One token: `text` stands at the half-open interval `[start, end)` of the query.

    Args:
        kind: `iri`, `string`, `variable`, `pname`, `blank`, `language`, `number`, `word`
            (keywords and the names of built-in functions) or `mark` (punctuation).
        text: as written.
        start: offset of the first code point.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset after the last code point."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Return whether this is one of the keywords (given in capitals), in any case."""
        return self.kind == "word" and self.text.upper() in words

    def split_name(self) -> tuple[str, str]:
        """Return prefix and local part of a `pname`, escapes resolved."""
        prefix, _, local = self.text.partition(":")
        return prefix, re.sub(r"\\(.)", r"\1", local)


_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_CODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LONG_STRING = r"'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}" + "|" + r'"{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}'
_STRING = r"'(?:[^'\\\n\r]|\\.)*'" + "|" + r'"(?:[^"\\\n\r]|\\.)*"'
# Every alternative looks ahead a bounded way or never goes back, so that a text of the largest
# size is read in a time that grows as its length.
_LONGEST_PREFIX = 200
_GRAMMAR = re.compile(
    rf"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_CODE})*+>)
  | (?P<long>{_LONG_STRING})
  | (?P<open>'{{3}}|"{{3}})
  | (?P<string>{_STRING})
  | (?P<torn>['"])
  | (?P<variable>[?$]\w+)
  | (?P<blank>_:\w(?:[\w.\-]*[\w\-])?)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<pname>(?:[^\W\d_](?:[\w.\-]{{0,{_LONGEST_PREFIX}}}[\w\-])?)?:
              (?:(?:[\w:]|{_ESCAPED})(?:(?:[\w:.\-]|{_ESCAPED})*(?:[\w:\-]|{_ESCAPED}))?)?)
  | (?P<number>(?:\d++(?:\.\d*+)?|\.\d++)[eE][+-]?\d+|\d*+\.\d+|\d+)
  | (?P<word>[^\W\d]\w*)
  | (?P<mark>\^\^|&&|\|\||!=|<=|>=|<<\(|\)>>|<<|>>|\{{\||\|\}}|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS = {"long": "string"}


def scan(text: str) -> list[Token]:
    """Return the tokens of a query in order; white space and comments are left out.

    Raises:
        QueryError: a string is never closed.
    """
    tokens = []
    for match in _GRAMMAR.finditer(text):
        kind = match.lastgroup or ""
        if kind in ("open", "torn"):
            message = "the string that opens here is never closed"
            raise QueryError(message, *place(text, match.start()))
        if kind != "space":
            tokens.append(Token(_KINDS.get(kind, kind), match.group(), match.start()))
    return tokens


def place(text: str, offset: int) -> tuple[int, int]:
    r"""Return line and column, both counted from 1, of an offset.

    >>> place("SELECT *\nWHERE", 10)
    (2, 2)
    """
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def declared_prefixes(tokens: list[Token]) -> dict[str, str]:
    """Return the prefixes that a query declares, with their namespaces."""
    declared = {}
    for i, token in enumerate(tokens[:-2]):
        name, namespace = tokens[i + 1], tokens[i + 2]
        if token.is_word("PREFIX") and name.kind == "pname" and namespace.kind == "iri":
            declared[name.split_name()[0]] = namespace.text[1:-1]
    return declared


def names_in_use(tokens: list[Token]) -> list[Token]:
    """Return the prefixed names of a query, without those that declare a prefix."""
    before = [None, *tokens]
    return [
        token
        for last, token in zip(before, tokens, strict=False)
        if token.kind == "pname" and not (last is not None and last.is_word("PREFIX"))
    ]


def unclosed(tokens: list[Token]) -> Token | None:
    """Return the innermost bracket that is opened and never closed, if there is one."""
    stack: list[Token] = []
    for token in tokens:
        if token.kind == "mark" and token.text in _CLOSES:
            stack.append(token)
        elif token.kind == "mark" and stack and token.text == _CLOSES[stack[-1].text]:
            stack.pop()
    return stack[-1] if stack else None


def deepest(tokens: list[Token]) -> tuple[int, Token | None]:
    """Return how deep brackets nest, and the bracket that goes deepest."""
    depth, most, where = 0, 0, None
    for token in tokens:
        if token.kind == "mark" and token.text in _CLOSES:
            depth += 1
            if depth > most:
                most, where = depth, token
        elif token.kind == "mark" and token.text in _CLOSES.values():
            depth = max(0, depth - 1)
    return most, where


def pad(tokens: list[Token], width: int) -> tuple[str, list[int]]:
    """Return the tokens set apart by `width` spaces, and where each of them starts."""
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token.text) + width)
    gap = " " * width
    return "".join(token.text + gap for token in tokens), starts[:-1]


_CLOSES = {"{": "}", "(": ")", "[": "]", "<<": ">>", "<<(": ")>>", "{|": "|}"}
