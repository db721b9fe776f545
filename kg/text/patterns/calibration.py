"""How often the claims of each pattern were right, and what that makes of its confidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import PatternError
from kg.model.datafile import Record, read_yaml

if TYPE_CHECKING:
    from kg.text.patterns.files import Pattern

CALIBRATION_FILE = "calibration.yaml"
PRIOR_WEIGHT = 10
"""How many measured claims the confidence that a pattern's author gave is worth."""

_KEYS = {"about", "corpus", "patterns"}
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Outcome:
    """How many claims of a pattern were right and wrong, and the line that says so."""

    right: int
    wrong: int
    line: int = 0


def adjusted(prior: float, right: int, wrong: int) -> float:
    """Return a confidence with what was measured, to four places.

    It is the mean of a beta distribution: the author's confidence counts as `PRIOR_WEIGHT`
    claims of which that share was right, and the measured claims are added.

    Args:
        prior: the confidence in the pattern file, 0 to 1.
        right: measured claims that were right.
        wrong: measured claims that were wrong.

    >>> adjusted(0.95, 0, 0), adjusted(0.95, 30, 0), adjusted(0.95, 0, 5)
    (0.95, 0.9875, 0.6333)
    """
    return round((prior * PRIOR_WEIGHT + right) / (PRIOR_WEIGHT + right + wrong), 4)


def calibrated(patterns: Iterable[Pattern], path: Path | None) -> list[Pattern]:
    """Return the patterns with their confidence adjusted by a calibration file, if there is one.

    Raises:
        PatternError: the file is wrong, or names a pattern that does not exist; with line.
    """
    patterns = list(patterns)
    if path is None:
        return patterns
    outcomes = read_calibration(path)
    for error in unknown(outcomes, patterns, path):
        raise error
    return [_adjust(pattern, outcomes.get(pattern.id)) for pattern in patterns]


def unknown(
    outcomes: Mapping[str, Outcome], patterns: Iterable[Pattern], path: Path
) -> Iterator[PatternError]:
    """Yield an error for each measured pattern that does not exist."""
    known = {pattern.id for pattern in patterns}
    for id, outcome in outcomes.items():
        if id not in known:
            message = (
                f"there is no pattern {id!r}; take the line out, or measure anew with "
                "`kg evaluate ... --calibration`"
            )
            yield PatternError(message, path, outcome.line)


def read_calibration(path: Path) -> dict[str, Outcome]:
    """Return what was measured, pattern id -> outcome.

    Raises:
        PatternError: the file does not have its form; with line.
    """
    data = read_yaml(path)
    if not isinstance(data, Record) or set(data) != _KEYS:
        raise PatternError("a calibration has about, corpus and patterns", path, 1)
    if not _DIGEST.fullmatch(str(data["corpus"])):
        message = "`corpus` is the SHA-256 of what was measured"
        raise PatternError(message, path, data.line_of("corpus"))
    measured = data["patterns"]
    if not isinstance(measured, Record):
        message = "`patterns` maps patterns to what was right and wrong"
        raise PatternError(message, path, data.line_of("patterns"))
    return {id: _outcome(value, path, measured.line_of(id)) for id, value in measured.items()}


def _outcome(value: object, path: Path, line: int) -> Outcome:
    if isinstance(value, Record) and set(value) == {"right", "wrong"}:
        right, wrong = str(value["right"]), str(value["wrong"])
        if right.isdecimal() and wrong.isdecimal():
            return Outcome(int(right), int(wrong), line)
    raise PatternError("an outcome reads {right: NUMBER, wrong: NUMBER}", path, line)


def _adjust(pattern: Pattern, outcome: Outcome | None) -> Pattern:
    if outcome is None:
        return pattern
    return replace(pattern, confidence=adjusted(pattern.prior, outcome.right, outcome.wrong))


def calibration_text(outcomes: Mapping[str, Outcome], corpus: str) -> str:
    """Return a calibration file.

    Args:
        outcomes: pattern id -> what was measured.
        corpus: hex SHA-256 of the corpus that it was measured on.
    """
    lines = [
        "about: How often the claims of each pattern were right. Made by `kg evaluate`.",
        f'corpus: "{corpus}"',
        "patterns:" if outcomes else "patterns: {}",
    ]
    for id, outcome in sorted(outcomes.items()):
        lines.append(f"  {id}: {{right: {outcome.right}, wrong: {outcome.wrong}}}")
    return "\n".join(lines) + "\n"
