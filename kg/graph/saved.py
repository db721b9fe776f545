"""Saved queries: SPARQL files that begin with what they answer and what one may set.

    # title: Who takes part?
    # description: Members of a programme, each with the words that say so.
    #   An indented line goes on with the one before it.
    # param programme: Programme = programme/ilrs -- the programme to look at
    SELECT ... WHERE { ?member kg:participatesIn $programme }

A parameter's type is a class of entities (several joined by `|`; `Entity` for any of
them), or `string`, `integer`, `date` or `last-date`. A year or a month given for a `date`
means its first day, for a `last-date` its last. Without `= default` a value must be given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import Literal

from kg.errors import ParameterError, QueryError, SavedQueryError
from kg.graph.namespaces import iri, standard
from kg.graph.scanner import Token, scan
from kg.model import ID_PREFIXES, PARENTS
from kg.model.dates import bounds, datatype
from kg.model.english import either, with_article

if TYPE_CHECKING:
    from kg.model.entity import Entity

_KEY = re.compile(r"#\s?(?P<key>title|description|param\s+(?P<name>\w+))\s*:\s*(?P<rest>.*)")
_MORE = re.compile(r"#\s{2,}(?P<rest>\S.*)")
_PARAMETER = re.compile(
    r"(?P<types>\w[\w-]*(?:\|\w+)*)(?:\s*=\s*(?P<default>.*?))?\s*(?:--\s+(?P<about>.*))?"
)


class Finder(Protocol):
    """Who resolves the names of entities: the registry, or the registry and a graph."""

    def find(self, name: str) -> Entity:
        """Return the entity that answers to a name, or raise UnknownNameError."""
        ...


@dataclass(frozen=True)
class Parameter:
    """One parameter of a saved query.

    Args:
        name: as in the text, without the dollar sign.
        types: classes of entities that fit, or one of `string`, `integer`, `date` and
            `last-date`.
        default: value if none is given; None where one must be.
        description: for people.
        line: 1-based line of its declaration.
    """

    name: str
    types: tuple[str, ...]
    default: str | None
    description: str
    line: int

    def accepts(self, entity_type: str) -> bool:
        """Return whether an entity of this type, or of a subclass of it, fits."""
        return "Entity" in self.types or any(t in self.types for t in _ancestry(entity_type))


@dataclass(frozen=True)
class SavedQuery:
    """A query with a name (the stem of its file), for people to call with values."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    path: Path

    def render(self, values: Mapping[str, str], finder: Finder) -> str:
        """Return the SPARQL with each `$parameter` replaced by its value.

        Args:
            values: parameter -> value as typed by a person: for an entity any of its
                names, for a date YYYY-MM-DD, YYYY-MM or YYYY.
            finder: resolves the names of entities, such as a `Registry`.

        Raises:
            ParameterError: a value is missing, misfits its type, or nothing takes it.
            UnknownNameError: no entity answers to a name.
        """
        names = [p.name for p in self.parameters]
        for name in values:
            if name not in names:
                known = f"its parameters are {', '.join(names)}" if names else "it has none"
                raise ParameterError(f"{name}: {self.name} has no such parameter; {known}")
        terms = {
            p.name: self._term(p, values.get(p.name, p.default), finder) for p in self.parameters
        }
        return _substitute(self.text, terms)

    def _term(self, parameter: Parameter, value: str | None, finder: Finder) -> str:
        """Return a value as SPARQL writes it."""
        if value is None:
            message = f"{self.name} needs a value for it: {parameter.description}"
            raise ParameterError(f"{parameter.name}: {message}")
        given = f"{parameter.name}={value}: "
        if parameter.types[0] in _WRITE:
            try:
                return _plain(parameter, value)
            except ValueError as error:
                raise ParameterError(given + str(error)) from None
        entity = finder.find(value).ref
        if not parameter.accepts(entity.type):
            message = f"{entity.label} is {with_article(entity.type)}; "
            message += f"{self.name} takes {with_article(either(parameter.types))}"
            raise ParameterError(given + message)
        return str(iri(entity.id))


def load_saved(paths: Iterable[Path]) -> dict[str, SavedQuery]:
    """Return the saved queries by name, sorted.

    Args:
        paths: `.rq` files, and directories whose `.rq` files are meant.

    Raises:
        SavedQueryError: with path and line; also when two files have one name.
    """
    found: dict[str, SavedQuery] = {}
    for path in paths:
        for file in sorted(path.glob("*.rq")) if path.is_dir() else [path]:
            query = parse_saved(_read(file), file)
            if query.name in found:
                message = f"query {query.name} is already in {found[query.name].path}"
                raise SavedQueryError(message, file)
            found[query.name] = query
    return dict(sorted(found.items()))


def parse_saved(text: str, path: Path) -> SavedQuery:
    """Return the saved query that a file holds.

    Args:
        text: content of the file.
        path: where it is from; its stem is the query's name.

    Raises:
        SavedQueryError: with path and line.
    """
    header = _read_header(text, path)
    said = {key: rest for key, _, rest, _ in header if key != "param"}
    for key in ("title", "description"):
        if not said.get(key):
            raise SavedQueryError(f"the line `# {key}: ...` is missing", path, 1)
    declared = [h for h in header if h[0] == "param"]
    parameters = tuple(_read_parameter(name, rest, line, path) for _, name, rest, line in declared)
    _check_names(parameters, text, path)
    return SavedQuery(path.stem, said["title"], said["description"], parameters, text, path)


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SavedQueryError(f"cannot be read: {error}", file) from error


def _read_header(text: str, path: Path) -> list[tuple[str, str, str, int]]:
    """Return key, name, text and line of each entry of the comment that a file begins with."""
    entries: list[tuple[str, str, str, int]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        if entry := _KEY.fullmatch(line.rstrip()):
            entries.append((entry["key"].split()[0], entry["name"] or "", entry["rest"], number))
        elif (more := _MORE.fullmatch(line.rstrip())) and entries:
            key, name, rest, first = entries[-1]
            entries[-1] = (key, name, f"{rest} {more['rest']}", first)
        elif line.strip("# "):
            message = "expected `# title:`, `# description:` or `# param NAME: TYPE`"
            raise SavedQueryError(message, path, number)
    return entries


def _read_parameter(name: str, rest: str, line: int, path: Path) -> Parameter:
    match = _PARAMETER.fullmatch(rest)
    types = tuple(match["types"].split("|")) if match else ()
    if match is None or not _are_types(types):
        allowed = ", ".join(["Entity", *ID_PREFIXES, *_WRITE])
        message = f"parameter {name}: expected `TYPE = default -- what it is`, TYPE of {allowed}"
        raise SavedQueryError(message, path, line)
    parameter = Parameter(name, types, match["default"], match["about"] or "", line)
    _check_default(parameter, path)
    return parameter


def _ancestry(entity_type: str) -> list[str]:
    """Return a class and its superclasses."""
    found = [entity_type]
    while found[-1] in PARENTS:
        found.append(PARENTS[found[-1]])
    return found


def _are_types(types: tuple[str, ...]) -> bool:
    classes = {"Entity", *ID_PREFIXES}
    return all(t in classes for t in types) or (len(types) == 1 and types[0] in _WRITE)


def _check_default(parameter: Parameter, path: Path) -> None:
    """Raise SavedQueryError if a default cannot be right; entities are given by id."""
    if parameter.default is None:
        return
    if parameter.types[0] in _WRITE:
        try:
            _plain(parameter, parameter.default)
        except ValueError as error:
            message = f"parameter {parameter.name}: {error}"
            raise SavedQueryError(message, path, parameter.line) from None
        return
    prefix, _, slug = parameter.default.partition("/")
    if not slug or not any(parameter.accepts(t) for t, p in ID_PREFIXES.items() if p == prefix):
        message = f"parameter {parameter.name}: the default must be the id of an entity that fits"
        raise SavedQueryError(message, path, parameter.line)


def _check_names(parameters: tuple[Parameter, ...], text: str, path: Path) -> None:
    """Raise SavedQueryError unless `$names` are the parameters and no `?name` is one."""
    lines = {p.name: p.line for p in parameters}
    if len(lines) < len(parameters):
        raise SavedQueryError("a parameter is declared twice", path, parameters[-1].line)
    used = set()
    for token in _variables(text, path):
        name, line = token.text[1:], text.count("\n", 0, token.start) + 1
        if token.text[0] == "$" and name not in lines:
            raise SavedQueryError(f"${name} is no parameter; write ?{name}", path, line)
        if token.text[0] == "?" and name in lines:
            raise SavedQueryError(f"?{name} is a parameter; write ${name}", path, line)
        used.add(name)
    for name in sorted(lines.keys() - used):
        raise SavedQueryError(f"parameter {name} is never used", path, lines[name])


def _variables(text: str, path: Path) -> list[Token]:
    try:
        return [token for token in scan(text) if token.kind == "variable"]
    except QueryError as error:
        raise SavedQueryError(str(error), path, error.line) from None


def _substitute(text: str, terms: Mapping[str, str]) -> str:
    """Return the text with each `$name` replaced, but not in strings, IRIs and comments."""
    parts, at = [], 0
    for token in scan(text):
        if token.kind == "variable" and token.text[0] == "$":
            parts += [text[at : token.start], terms[token.text[1:]]]
            at = token.end
    return "".join([*parts, text[at:]])


def _plain(parameter: Parameter, value: str) -> str:
    """Return a string, a number or a date as SPARQL writes it; ValueError if it is none."""
    kind = parameter.types[0]
    try:
        return _WRITE[kind](value)
    except ValueError:
        raise ValueError(f"{value!r} is no {_KINDS[kind]}") from None


def _write_date(value: str, bound: int) -> str:
    """Return the first (0) or the last (1) day of a day, a month or a year."""
    if datatype(value) not in ("date", "gYearMonth", "gYear"):
        raise ValueError(value)
    return str(Literal(str(bounds(value)[bound]), datatype=standard("xsd:date")))


_WRITE: dict[str, Callable[[str], str]] = {
    "string": lambda value: str(Literal(value)),
    "integer": lambda value: str(int(value)),
    "date": partial(_write_date, bound=0),
    "last-date": partial(_write_date, bound=1),
}
_DATE = "date (YYYY-MM-DD, YYYY-MM or YYYY)"
_KINDS = {"integer": "whole number", "date": _DATE, "last-date": _DATE}
