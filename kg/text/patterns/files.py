"""Reading pattern files: one predicate per file, each pattern with its examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.errors import PatternError
from kg.model import PREDICATES, STATUSES
from kg.model.datafile import Record, read_yaml
from kg.text.frames import FOCUS, SEVERAL, TRIGGER, Frame
from kg.text.lexicon import Lexicon
from kg.text.patterns.calibration import CALIBRATION_FILE
from kg.text.patterns.facts import ExpectedFact
from kg.text.patterns.fields import confidence, flag, mapping, only, optional, strings, text_of
from kg.text.patterns.notation import Compiled, NotationError, compile_pattern
from kg.text.patterns.verbs import VerbGroups

LEXICON_FILE = "lexicon.yaml"
AGREEMENT = "agreement"
"""A name that `gives` may use without a slot: the event that its parties identify."""
_FILE_KEYS = {"predicate", "about", "patterns"}
_KEYS = {
    "id",
    "text",
    "frame",
    "gives",
    "set",
    "status",
    "only",
    "confidence",
    "folds",
    "accompanied",
    "visit",
    "examples",
    "counterexamples",
}
_GIVES = re.compile(
    r"^([a-zA-Z]+(?:\.(?:employer|country|nation))?) ([a-zA-Z]+) "
    r"([a-zA-Z]+(?:\.(?:employer|country|rocket|day))?)$"
)


@dataclass(frozen=True)
class Gives:
    """What a match states, slots by name.

    `X.employer` is the body or country that the people in slot X stand for, `X.country` only a
    country, `X.nation` the country whose nationals they are.
    """

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True)
class Example:
    """A sentence and the facts that a pattern must read in it (none: it must stay silent)."""

    text: str
    facts: tuple[ExpectedFact, ...]
    line: int


@dataclass(frozen=True)
class Pattern:
    """One extraction pattern.

    Args:
        id: `predicate/name`.
        texts: the pattern in each of its wordings.
        compiled: the same, as regular expressions over encoded sentences.
        frame: what a clause must hold, where the order of words is free; it has no texts.
        gives: the statements a match makes.
        constants: qualifiers that every match has.
        status: a fixed status, or None to read it from the verb.
        only: the one status in which a match counts, or None for any.
        confidence: 0 to 1; below `ACCEPTED_FROM` its claims are candidates.
        prior: the confidence that its author gave; measurement may have changed it.
        folds: slot of the mention into which the whole match is folded, or "".
        accompanied: whether an agency's mission counts only beside another party or craft.
        visit: whether who takes part does so for a flight only, and joins nothing.
        examples: sentences that must match.
        counterexamples: sentences that must not.
        path: the file.
        line: 1-based line in it.
    """

    id: str
    texts: tuple[str, ...]
    compiled: tuple[Compiled, ...]
    frame: Frame | None
    gives: tuple[Gives, ...]
    constants: Mapping[str, str]
    status: str | None
    only: str | None
    confidence: float
    prior: float
    folds: str
    accompanied: bool
    visit: bool
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...]
    path: Path
    line: int


class PatternFiles(NamedTuple):
    """The files of `data/patterns` by what they hold; the calibration may be missing."""

    lexicon: Path
    patterns: list[Path]
    calibration: Path | None


def split_paths(paths: Iterable[Path]) -> PatternFiles:
    """Return the lexicon and the calibration among the paths, and the pattern files, sorted.

    Raises:
        PatternError: no lexicon is there.
    """
    ordered = sorted(paths)
    named = {path.name: path for path in ordered if path.name in (LEXICON_FILE, CALIBRATION_FILE)}
    if LEXICON_FILE not in named:
        raise PatternError(f"no {LEXICON_FILE} among the pattern files")
    patterns = [path for path in ordered if path.name not in named]
    return PatternFiles(named[LEXICON_FILE], patterns, named.get(CALIBRATION_FILE))


def load(paths: Iterable[Path], lexicon: Lexicon) -> list[Pattern]:
    """Read pattern files in the order of their names.

    Raises:
        PatternError: with file and line; the first problem found.
    """
    verb_groups = VerbGroups(lexicon)
    patterns: list[Pattern] = []
    seen: dict[str, Pattern] = {}
    for path in paths:
        for pattern in _read_file(path, lexicon, verb_groups):
            if pattern.id in seen:
                other = seen[pattern.id]
                message = f"pattern {pattern.id!r} stands already at {other.path}:{other.line}"
                raise PatternError(message, path, pattern.line)
            seen[pattern.id] = pattern
            patterns.append(pattern)
    return patterns


def _read_file(path: Path, lexicon: Lexicon, verb_groups: VerbGroups) -> list[Pattern]:
    data = read_yaml(path)
    if not isinstance(data, Record):
        raise PatternError("a pattern file is a mapping with predicate, about, patterns", path, 1)
    only(data, _FILE_KEYS, path)
    predicate = text_of(data, "predicate", path)
    if predicate not in PREDICATES:
        raise PatternError(f"unknown predicate {predicate!r}", path, data.line_of("predicate"))
    records = data.get("patterns")
    if not isinstance(records, list) or not records:
        raise PatternError("`patterns` is a list with at least one pattern", path, data.line)
    return [_pattern(record, predicate, path, lexicon, verb_groups) for record in records]


def _pattern(
    record: object, predicate: str, path: Path, lexicon: Lexicon, verb_groups: VerbGroups
) -> Pattern:
    if not isinstance(record, Record):
        raise PatternError("a pattern is a mapping with id, text, examples", path, 1)
    only(record, _KEYS, path)
    texts = tuple(strings(record, "text", path)) if "frame" not in record else ()
    compile_one = _Compiler(lexicon, verb_groups, path)
    pattern = Pattern(
        id=f"{predicate}/{text_of(record, 'id', path)}",
        texts=texts,
        compiled=tuple(compile_one(text, record.line_of("text")) for text in texts),
        frame=_frame(record, compile_one, path) if "frame" in record else None,
        gives=_gives(record, predicate, path),
        constants=mapping(record, "set", path),
        status=_status(record, "status", path),
        only=_status(record, "only", path),
        confidence=confidence(record, path),
        prior=confidence(record, path),
        folds=optional(record, "folds", path) or "",
        accompanied=flag(record, "accompanied", path),
        visit=flag(record, "visit", path),
        examples=_examples(record, "examples", path),
        counterexamples=_examples(record, "counterexamples", path),
        path=path,
        line=record.line,
    )
    _check_slots(pattern, record)
    return pattern


@dataclass(frozen=True)
class _Compiler:
    lexicon: Lexicon
    verb_groups: VerbGroups
    path: Path

    def __call__(self, text: str, line: int, *, trigger: bool = False) -> Compiled:
        try:
            return compile_pattern(text, self.lexicon, self.verb_groups, trigger=trigger)
        except NotationError as error:
            raise PatternError(str(error), self.path, line) from error


def _frame(record: Record, compile_one: _Compiler, path: Path) -> Frame:
    parts, line = record["frame"], record.line_of("frame")
    if not isinstance(parts, Record) or TRIGGER not in parts:
        raise PatternError("a frame is a mapping with a trigger and roles", path, line)
    if "text" in record:
        raise PatternError("a pattern has either `text` or `frame`", path, line)
    triggers = [
        compile_one(text, parts.line_of(TRIGGER), trigger=True)
        for text in strings(parts, TRIGGER, path)
    ]
    roles = {
        name: tuple(compile_one(text, parts.line_of(name)) for text in strings(parts, name, path))
        for name in parts
        if name not in (TRIGGER, FOCUS, SEVERAL)
    }
    focus = optional(parts, FOCUS, path) or ""
    many, focus = focus.endswith("+"), focus.removesuffix("+")
    if focus and focus not in roles:
        raise PatternError(f"focus is {focus!r}, which is no role", path, parts.line_of(FOCUS))
    return Frame(tuple(triggers), roles, focus, flag(parts, SEVERAL, path), many)


def _status(record: Record, key: str, path: Path) -> str | None:
    status = optional(record, key, path)
    if status is not None and status not in STATUSES:
        raise PatternError(f"unknown status {status!r}", path, record.line_of(key))
    return status


def _gives(record: Record, predicate: str, path: Path) -> tuple[Gives, ...]:
    if "gives" not in record:
        return (Gives("subject", predicate, "object"),)
    parsed: list[Gives] = []
    if record["gives"] == []:
        return ()
    for text in strings(record, "gives", path):
        match = _GIVES.match(text)
        if match is None or match[2] not in PREDICATES:
            message = f"`gives` reads `SLOT predicate SLOT`, not {text!r}"
            raise PatternError(message, path, record.line_of("gives"))
        parsed.append(Gives(*match.groups()))
    return tuple(parsed)


def _check_slots(pattern: Pattern, record: Record) -> None:
    """Hold the statements of a pattern to the slots it has."""
    framed = [pattern.frame.slots] if pattern.frame is not None else []
    for slots in [*(set(compiled.slots) for compiled in pattern.compiled), *framed]:
        for gives in pattern.gives:
            for name in (gives.subject, gives.object):
                slot = name.partition(".")[0]
                if slot != AGREEMENT and slot not in slots:
                    message = f"{pattern.id} states {name!r} but has no slot {{{slot}: …}}"
                    key = "frame" if pattern.frame is not None else "text"
                    raise PatternError(message, pattern.path, record.line_of(key))
        if pattern.folds and pattern.folds not in slots:
            message = f"{pattern.id} folds into {pattern.folds!r}, which is no slot of it"
            raise PatternError(message, pattern.path, record.line_of("folds"))


def _examples(record: Record, key: str, path: Path) -> tuple[Example, ...]:
    items = record.get(key)
    line = record.line_of(key)
    if not isinstance(items, list) or not items:
        raise PatternError(f"a pattern needs at least one entry under {key!r}", path, line)
    if key == "counterexamples":
        if not all(isinstance(item, str) for item in items):
            raise PatternError("a counter-example is one sentence", path, line)
        return tuple(Example(str(item), (), line) for item in items)
    return tuple(_example(item, path, line) for item in items)


def _example(item: object, path: Path, line: int) -> Example:
    if not isinstance(item, Record) or set(item) != {"text", "facts"}:
        raise PatternError("an example has exactly `text` and `facts`", path, line)
    facts: list[ExpectedFact] = []
    for text in strings(item, "facts", path) if item["facts"] != [] else []:
        try:
            facts.append(ExpectedFact.parse(text))
        except ValueError as error:
            raise PatternError(str(error), path, item.line_of("facts")) from error
    return Example(text_of(item, "text", path), tuple(facts), item.line)
