"""Questions of users: checked, completed with prefixes, and run on a store.

A query is checked before it runs, so that a slip is told at the place where the user made
it: an unknown prefix, a term that the ontology does not have, a clause that would leave
the machine, or text that is no SPARQL.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.graph.namespaces import ONTOLOGY, PREFIXES
from kg.graph.scanner import (
    Token,
    declared_prefixes,
    deepest,
    names_in_use,
    place,
    scan,
)
from kg.graph.syntax import check_syntax, did_you_mean
from kg.model.english import nearest

if TYPE_CHECKING:
    from kg.graph.results import Results
    from kg.graph.store import Store

MAX_DEPTH = 100
"""Brackets may nest this deep; some thousands would overflow the engine's stack."""

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_OFFLINE = {
    "SERVICE": "SERVICE asks another server; this graph is queried offline",
    "FROM": "FROM names another graph to load; there is one graph, and it is already here",
    "LOAD": "LOAD fetches from another place; the graph is changed offline only",
}


def run(
    store: Store,
    text: str,
    known: Collection[str] | None = None,
    unused: Mapping[str, str] | None = None,
) -> Results:
    """Return the results of a user's query; arguments and errors are those of `prepare`."""
    return store.query(prepare(text, known, unused))


def prepare(
    text: str,
    known: Collection[str] | None = None,
    unused: Mapping[str, str] | None = None,
    *,
    base: str | None = None,
    has_dataset: bool = False,
) -> str:
    """Return a query as complete SPARQL: prefixes in use but not declared are added.

    Args:
        text: SELECT, ASK, CONSTRUCT or DESCRIBE.
        known: local names of the ontology's terms that the graph uses (`Ontology.names`);
            without it they are not checked.
        unused: terms that the ontology defines but the graph never uses, each with a
            clause that says what to ask for instead (`Ontology.unused`).
        base: what relative IRIs are relative to, where the query does not say it.
        has_dataset: whether the graphs are named beside the query, which puts its FROM out of
            force; without that FROM is refused.

    Raises:
        QueryError: with line and column in `text`.
    """
    tokens = scan(text)
    declared = declared_prefixes(tokens)
    _refuse_updates(text, tokens)
    refuse_remote(text, tokens, unless=("FROM",) if has_dataset else ())
    _refuse_depth(text, tokens)
    _check_prefixes(text, tokens, declared)
    if known is not None:
        _check_terms(text, tokens, PREFIXES | declared, known, unused or {})
    check_syntax(text, base)
    return _completed(text, tokens, declared, base)


def prepare_update(text: str, base: str | None = None) -> str:
    """Return an update as complete SPARQL: prefixes in use but not declared are added.

    Args:
        text: SPARQL Update.
        base: what relative IRIs are relative to, where the update does not say it.

    Raises:
        QueryError: a prefix is unknown, brackets nest too deep, or it would leave the machine.
    """
    tokens = scan(text)
    declared = declared_prefixes(tokens)
    refuse_remote(text, tokens)
    _refuse_depth(text, tokens)
    _check_prefixes(text, tokens, declared)
    return _completed(text, tokens, declared, base)


def _completed(text: str, tokens: list[Token], declared: dict[str, str], base: str | None) -> str:
    missing = {token.split_name()[0] for token in names_in_use(tokens)} - set(declared)
    head = "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in sorted(missing))
    return (f"BASE <{base}> " if base else "") + head + text


def refuse_remote(text: str, tokens: list[Token], unless: Sequence[str] = ()) -> None:
    """Raise QueryError if a query or update would fetch from anywhere else.

    Args:
        text: the query or update.
        tokens: of it.
        unless: keywords that reach nothing here.
    """
    for token in tokens:
        if token.is_word(*_OFFLINE) and token.text.upper() not in unless:
            raise QueryError(_OFFLINE[token.text.upper()], *place(text, token.start))


def _refuse_updates(text: str, tokens: list[Token]) -> None:
    """Raise QueryError if the first word that is no declaration begins an update."""
    for token in tokens:
        if token.is_word(*_UPDATES):
            message = f"{token.text.upper()} changes the graph, but queries only read it; "
            message += "use `kg add` and `kg remove` to change what is in it"
            raise QueryError(message, *place(text, token.start))
        if token.kind == "word" and not token.is_word("PREFIX", "BASE"):
            return


def _refuse_depth(text: str, tokens: list[Token]) -> None:
    depth, bracket = deepest(tokens)
    if depth > MAX_DEPTH and bracket is not None:
        message = f"brackets nest {depth} deep; {MAX_DEPTH} is the limit"
        raise QueryError(message, *place(text, bracket.start))


def _check_prefixes(text: str, tokens: list[Token], declared: dict[str, str]) -> None:
    for token in names_in_use(tokens):
        prefix, local = token.split_name()
        if prefix not in declared and prefix not in PREFIXES:
            similar = [f"{p}:{local}" for p in nearest(prefix, {*declared, *PREFIXES})]
            message = f"unknown prefix {prefix}: in {token.text}" + did_you_mean(similar)
            raise QueryError(message, *place(text, token.start))


def _check_terms(
    text: str,
    tokens: list[Token],
    prefixes: Mapping[str, str],
    known: Collection[str],
    unused: Mapping[str, str],
) -> None:
    for token in tokens:
        full = _expand(token, prefixes)
        local = full.removeprefix(ONTOLOGY)
        if local not in ("", full) and local not in known:
            raise QueryError(_unknown(token, local, known, unused), *place(text, token.start))


def _unknown(token: Token, local: str, known: Collection[str], unused: Mapping[str, str]) -> str:
    if local in unused:
        return f"{token.text} {unused[local]}"
    similar = [f"kg:{name}" for name in nearest(local, known)]
    return f"the ontology has no term {token.text}" + did_you_mean(similar)


def _expand(token: Token, prefixes: Mapping[str, str]) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind != "pname":
        return ""
    prefix, local = token.split_name()
    return prefixes[prefix] + local
