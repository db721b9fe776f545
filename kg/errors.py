"""Every error that `kg` raises on purpose.

KgError                  base; the message is for people: what, where, what to do
├── DataFileError        a declarative file is wrong; carries path and line
│   ├── RegistryError    an entity file: bad type, unknown key, colliding alias
│   ├── PatternError     a pattern file: notation, example or counter-example fails
│   ├── SavedQueryError  a saved query: its header or its text is wrong
│   ├── DecisionError    a decision or a ruling: incomplete, unfit, or against another
│   └── RowError         a file of curated rows, or of their sources: incomplete or unfit
├── DocumentError        an article cannot be read: empty, binary, unknown format
├── ProjectError         a project directory lacks what it must have
├── UnknownNameError     a name nothing answers to; carries suggestions
├── QueryError           SPARQL that does not parse; carries line and column
├── ParameterError       a value given to a question is missing, unknown or unfit
├── StoreError           the store is missing, locked or damaged
│   ├── EndpointError    an endpoint cannot be reached, refuses, or answers amiss
│   │   └── PartialAnswerError  an answer is less than the whole
│   └── DiskFullError    the disk, or the quota on it, has no room for a change
├── WorkerError          the processes that should read articles cannot be had
├── ExportError          a file ending or an option that no exporter serves
└── ModelError           a language model cannot be used, or did not answer as it must
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class KgError(Exception):
    """Base of all errors that a user can cause and mend."""


class DataFileError(KgError):
    """A declarative file is wrong at a known place.

    Args:
        message: what is wrong and what to do.
        path: the file, if it came from one.
        line: 1-based line in that file, if known.
    """

    def __init__(self, message: str, path: Path | str | None = None, line: int | None = None):
        self.path = None if path is None else Path(path)
        self.line = line
        where = "" if path is None else f"{path}:{line}: " if line else f"{path}: "
        super().__init__(where + message)


class RegistryError(DataFileError):
    """An entity file is wrong: bad type, unknown key, or an alias that collides."""


class PatternError(DataFileError):
    """A pattern file is wrong: notation, or an example that does not behave."""


class SavedQueryError(DataFileError):
    """A saved query is wrong: its header, or its text."""


class DecisionError(DataFileError):
    """A decision on a claim, or a ruling, is incomplete, does not fit, or contradicts another."""


class RowError(DataFileError):
    """A file of curated rows, or of the sources they cite, is incomplete or does not fit."""


class DocumentError(KgError):
    """An article cannot be read: it is empty, binary, or of no known format."""


class ProjectError(KgError):
    """A project directory lacks something that it must have."""


class UnknownNameError(KgError):
    """A name that nothing answers to.

    Args:
        message: what was looked for.
        suggestions: nearest known names, best first.
    """

    def __init__(self, message: str, suggestions: Sequence[str] = ()):
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(message + hint)


class QueryError(KgError):
    """SPARQL that does not parse.

    Args:
        message: what the parser expected.
        line: 1-based line in the user's text, if known.
        column: 1-based column in that line, if known.
        path: the file that holds the query, if it came from one.
    """

    def __init__(
        self,
        message: str,
        line: int | None = None,
        column: int | None = None,
        path: Path | str | None = None,
    ):
        self.message = message
        self.line = line
        self.column = column
        self.path = None if path is None else Path(path)
        if path is not None:
            where = f"{path}: " if line is None else f"{path}:{line}:{column}: "
        else:
            where = "" if line is None else f"line {line}, column {column}: "
        super().__init__(where + message)

    def within(self, path: Path | str) -> QueryError:
        """Return the error as one of a file."""
        return QueryError(self.message, self.line, self.column, path)


class ParameterError(KgError):
    """A value given to a question is missing, unknown, or does not fit its type."""


class StoreError(KgError):
    """The store is missing, locked by another process, or damaged."""


class EndpointError(StoreError):
    """A store at an address cannot be reached, refuses, times out, or answers amiss."""


class PartialAnswerError(EndpointError):
    """An endpoint answered with less than the whole, and nothing of it was taken."""


class DiskFullError(StoreError):
    """The disk, or the quota on it, has no room for a change; nothing is half done."""


class WorkerError(KgError):
    """Processes to read articles in cannot be started, or no scheduler of them answers."""


class ExportError(KgError):
    """A file ending or an option that no exporter serves."""


class ModelError(KgError):
    """A language model cannot be used: no package, no key, no server, no usable answer."""
