"""Floors: scores on named corpora below which no change may fall."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataFileError
from kg.model.datafile import Record, read_yaml
from kg.model.english import counted
from kg.text.evaluate.scores import Evaluation, Score

LEVELS = ("accepted", "graph")
"""What has floors: all facts of each text, and the unique facts of all texts."""
MEASURES = ("precision", "recall", "f1")

Floors = Mapping[str, Mapping[str, float]]
"""Level -> measure -> floor."""

_KEYS = {"about", "texts", "gold", "aliases", "optional", "digest", *LEVELS}
_HEAD = "# Scores that no change may lower. `kg evaluate --set-floors` writes digests and floors.\n"
_SET = "set floors by `kg evaluate --set-floors` once you have seen why"
_STEPS = 10_000


@dataclass(frozen=True)
class Held:
    """A corpus with its floors. Paths are relative to the file that names them.

    Args:
        name: of the corpus.
        path: the file of floors.
        line: 1-based line of the corpus in it.
        texts: a text, a folder of them, or a sentence corpus.
        gold: the gold facts; None for a sentence corpus.
        aliases: a file of names that mean the same, if any.
        about: what the corpus is.
        optional: whether it may be absent.
        digest: of the corpus as it was when its floors were set, or "".
        floors: none before they were set.
    """

    name: str
    path: Path
    line: int
    texts: str
    gold: str | None = None
    aliases: str | None = None
    about: str = ""
    optional: bool = False
    digest: str = ""
    floors: Floors = field(default_factory=dict)

    def file(self, relative: str) -> Path:
        """Return where a file of the corpus lies."""
        return self.path.parent / relative

    def absent(self) -> str:
        """Return why the corpus cannot be measured, "" if it can.

        Raises:
            DataFileError: a part is missing that must be there.
        """
        given = [part for part in (self.texts, self.gold, self.aliases) if part is not None]
        missing = next((part for part in given if not self.file(part).exists()), None)
        if missing is None:
            return ""
        if not self.optional:
            raise DataFileError(f"{self.name}: there is no {missing} here", self.path, self.line)
        return f"{missing} is not there"

    def renewed(self, measured: Evaluation) -> Held:
        """Return the corpus with what was measured as its floors, rounded down."""
        floors = {level: _rounded(score) for level, score in levels(measured).items()}
        return replace(self, digest=measured.digest, floors=floors)

    def shortfalls(self, measured: Evaluation) -> list[str]:
        """Return what is wrong with a measurement, in words; nothing if all is well."""
        problems = []
        if not self.floors:
            problems.append(f"{self.name}: has no floors yet; {_SET}")
        elif self.digest != measured.digest:
            problems.append(
                f"{self.name}: the corpus has changed since its floors were set; {_SET}"
            )
        for level, score in levels(measured).items():
            for measure, floor in self.floors.get(level, {}).items():
                if (value := getattr(score, measure)) < floor:
                    problems.append(
                        f"{self.name}: {measure} of {level} is {value:.4f}, below {floor:.4f}"
                    )
        inexact = measured.quotes.of - measured.quotes.right
        if inexact:
            claims = counted(inexact, "claim has", "claims have")
            problems.append(f"{self.name}: {claims} a quote that is not at its offsets")
        return problems


@dataclass(frozen=True)
class Standing:
    """How a corpus stands to its floors.

    Args:
        corpus: with the floors that hold.
        measured: the scores; None where the corpus is absent.
        skipped: why it was not measured, or "".
    """

    corpus: Held
    measured: Evaluation | None
    skipped: str = ""

    @property
    def shortfalls(self) -> list[str]:
        """What is wrong, in words."""
        return [] if self.measured is None else self.corpus.shortfalls(self.measured)

    def to_json(self) -> dict[str, Any]:
        """Return everything but the facts as plain data."""
        scores = {} if self.measured is None else levels(self.measured)
        return {
            "name": self.corpus.name,
            "skipped": self.skipped,
            "digest": "" if self.measured is None else self.measured.digest,
            "measured": {level: score.to_json() for level, score in scores.items()},
            "floors": {level: dict(floors) for level, floors in self.corpus.floors.items()},
            "shortfalls": self.shortfalls,
        }


def levels(measured: Evaluation) -> dict[str, Score]:
    """Return the scores that have floors."""
    return {"accepted": measured.total, "graph": measured.graph}


def _rounded(score: Score) -> dict[str, float]:
    return {name: math.floor(getattr(score, name) * _STEPS) / _STEPS for name in MEASURES}


def read_floors(path: Path) -> list[Held]:
    """Return the corpora of a file of floors, in its order.

    Raises:
        DataFileError: the file does not have its form; with line.
    """
    data = read_yaml(path)
    if not isinstance(data, Record) or set(data) != {"corpora"}:
        raise DataFileError("a file of floors has `corpora`, by name", path, 1)
    corpora = data["corpora"]
    if not isinstance(corpora, Record) or not corpora:
        raise DataFileError("`corpora` maps names to corpora", path, data.line_of("corpora"))
    return [_held(name, record, path, corpora.line_of(name)) for name, record in corpora.items()]


def _held(name: str, record: object, path: Path, line: int) -> Held:
    if not isinstance(record, Record) or "texts" not in record:
        raise DataFileError(f"{name}: a corpus has at least `texts`", path, line)
    for key, value in record.items():
        if key not in _KEYS:
            message = f"unknown key {key!r}; known: {', '.join(sorted(_KEYS))}"
            raise DataFileError(message, path, record.line_of(key))
        if key not in LEVELS and not isinstance(value, str):
            raise DataFileError(f"{key!r} is no text", path, record.line_of(key))
    if record.get("optional", "true") not in ("true", "false"):
        raise DataFileError("`optional` is true or false", path, record.line_of("optional"))
    return Held(
        name=name,
        path=path,
        line=line,
        texts=str(record["texts"]),
        gold=_maybe(record, "gold"),
        aliases=_maybe(record, "aliases"),
        about=_maybe(record, "about") or "",
        optional=record.get("optional") == "true",
        digest=_maybe(record, "digest") or "",
        floors={level: _floors(record, level) for level in LEVELS if level in record},
    )


def _maybe(record: Record, key: str) -> str | None:
    return str(record[key]) if key in record else None


def _floors(record: Record, level: str) -> dict[str, float]:
    value = record[level]
    if isinstance(value, Record) and set(value) == set(MEASURES):
        written = {name: str(value[name]) for name in MEASURES}
        if all(re.fullmatch(r"[01]\.\d+", text) for text in written.values()):
            return {name: float(text) for name, text in written.items()}
    message = f"{level!r} gives precision, recall and f1, each from 0.0 to 1.0"
    raise DataFileError(message, record.path, record.line_of(level))


def floors_text(corpora: Iterable[Held]) -> str:
    """Return a file of floors."""
    data = {"corpora": {held.name: _plain(held) for held in corpora}}
    # Without a style of its own, what holds only numbers stands in one line.
    return _HEAD + yaml.safe_dump(
        data, sort_keys=False, allow_unicode=True, width=100, default_flow_style=None
    )


def _plain(held: Held) -> dict[str, object]:
    given = {
        "about": held.about or None,
        "texts": held.texts,
        "gold": held.gold,
        "aliases": held.aliases,
        "optional": held.optional or None,
        "digest": held.digest or None,
    }
    plain = {key: value for key, value in given.items() if value is not None}
    return plain | {level: dict(floors) for level, floors in held.floors.items()}
