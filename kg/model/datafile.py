"""Reading the declarative files: YAML in which every value knows its line.

Every scalar is text, so that `NO` stays Norway's code and `1.10` a version. Anchors are
refused: a data file says in place what it means, and none can grow without bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from kg.errors import DataFileError

_DEEPEST = 50
"""Lists and mappings may nest this deep; some thousands would overflow the parser's stack."""


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """The fastest loader there is, without the search for a tag: every scalar is text."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:  # noqa: ARG002
        return ""

    depth = 0

    def descend_resolver(self, parent: yaml.Node | None, index: object) -> None:  # noqa: ARG002
        self.depth += 1
        if self.depth > _DEEPEST:
            mark = parent.start_mark if parent is not None else None
            raise yaml.MarkedYAMLError(
                problem=f"nests more than {_DEEPEST} deep", problem_mark=mark
            )

    def ascend_resolver(self) -> None:
        self.depth -= 1


class Record(dict[str, object]):
    """A mapping of a data file, with the place where each of its keys stands.

    Args:
        items: the keys and values, in the order of the file.
        path: the file they came from.
        line: 1-based line of the first key.
        lines: 1-based line of each key.
    """

    def __init__(
        self,
        items: Iterable[tuple[str, object]] = (),
        *,
        path: Path,
        line: int,
        lines: Mapping[str, int],
    ):
        super().__init__(items)
        self.path = path
        self.line = line
        self._lines = dict(lines)

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the mapping where it has no such key."""
        return self._lines.get(key, self.line)


def read_yaml(path: Path) -> object:
    """Return what a YAML file holds: `str`, `list` and `Record`, or None if it is empty.

    Args:
        path: a UTF-8 file with a single YAML document.

    Raises:
        DataFileError: the file cannot be read or is no YAML, a key stands twice in one
            mapping or is no text, or an anchor is used; with path and line.
    """
    return parse_yaml(_text(path), path)


def parse_yaml(text: str, path: Path, first_line: int = 1) -> object:
    """Return what a YAML text holds, as `read_yaml` does.

    Args:
        text: a single YAML document.
        path: the file that it stands in, for messages.
        first_line: the line of that file on which the text begins.

    Raises:
        DataFileError: as `read_yaml`, with lines of the file.
    """
    try:
        # Blank lines before it give every mark of the parser its line in the file.
        root = yaml.compose("\n" * (first_line - 1) + text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _syntax_error(error, path) from error
    return None if root is None else _Reader(path).value(root)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataFileError(f"cannot be read: {error.strerror}", path) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataFileError("is not UTF-8; save it in that encoding", path, line) from error


def _syntax_error(error: yaml.YAMLError, path: Path) -> DataFileError:
    if not isinstance(error, yaml.MarkedYAMLError):
        reason = getattr(error, "reason", None) or str(error)
        return DataFileError(f"is no YAML: {reason}", path)
    mark = error.problem_mark or error.context_mark
    reason = error.problem or error.context or "syntax error"
    return DataFileError(f"is no YAML: {reason}", path, mark.line + 1 if mark else None)


class _Reader:
    """Turns the nodes of one document into plain values."""

    def __init__(self, path: Path):
        self._path = path
        self._seen: set[yaml.Node] = set()

    def value(self, node: yaml.Node) -> object:
        if node in self._seen:
            raise self._error("this is anchored and used again; write it out instead", node)
        self._seen.add(node)
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        if isinstance(node, yaml.MappingNode):
            return self._record(node)
        return [self.value(item) for item in node.value]

    def _record(self, node: yaml.MappingNode) -> Record:
        items: dict[str, object] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._error("a key must be plain text", key)
            name = str(key.value)
            if name in items:
                raise self._error(f"{name!r} stands twice (first on line {lines[name]})", key)
            lines[name] = key.start_mark.line + 1
            items[name] = self.value(value)
        line = node.start_mark.line + 1
        return Record(items.items(), path=self._path, line=line, lines=lines)

    def _error(self, message: str, node: yaml.Node) -> DataFileError:
        return DataFileError(message, self._path, node.start_mark.line + 1)
