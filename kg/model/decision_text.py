"""Decision files as text: a decision put in or taken out, all else left as people wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from kg.model.claim import Value
from kg.model.decision import Decision, Statement
from kg.model.statement_file import NUMBERS
from kg.model.terms import EntityRef, Literal

_PLAIN = re.compile(r"[^\W_](?:[\w ./'’()–-]*[\w.)])?")

Block = tuple[int, int]
"""First line of a decision, with the comments above it, and the line after its last."""


def sort_key(decision: Decision) -> tuple[str, ...]:
    """Return what decisions are sorted by in a file: the article, then the statement."""
    stated = decision.statement
    ends = (stated.subject.id, stated.predicate, _sort_text(stated.object))
    return (decision.article, *ends, stated.id, decision.id)


def inserted(text: str, decisions: Sequence[Decision], new: Iterable[Decision]) -> str:
    """Return the text of a file with more decisions, each before the first that sorts behind.

    Args:
        text: of the file.
        decisions: what the text holds, in its order and with its lines.
        new: in any order.
    """
    lines = _lines(text)
    if not decisions:
        lines = [line for line in lines if line.strip() != "[]"]
    blocks = list(zip(_blocks(lines, decisions), decisions, strict=True))
    coming: dict[int, list[str]] = {}
    for each in sorted(new, key=sort_key):
        later = (start for (start, _), known in blocks if sort_key(known) > sort_key(each))
        coming.setdefault(next(later, len(lines)), []).extend(_rendered(each))
    parts = ([*coming.get(at, []), line] for at, line in enumerate([*lines, ""]))
    return "".join(line for part in parts for line in part)


def removed(text: str, decisions: Sequence[Decision], old: Decision) -> str:
    """Return the text of a file without one of its decisions; arguments as `inserted`."""
    lines = _lines(text)
    start, end = _blocks(lines, decisions)[[d.id for d in decisions].index(old.id)]
    return "".join([*lines[:start], *lines[end:]])


def _lines(text: str) -> list[str]:
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return lines


def _blocks(lines: list[str], decisions: Sequence[Decision]) -> list[Block]:
    """Return the lines of each decision; comments and empty lines go with what follows them.

    What stands above the first decision belongs to the file.
    """
    starts = [(decision.line or 1) - 1 for decision in decisions]
    for number in range(1, len(starts)):
        while lines[starts[number] - 1].strip() == "" or lines[starts[number] - 1][0] == "#":
            starts[number] -= 1
    return list(zip(starts, [*starts[1:], len(lines)][: len(starts)], strict=True))


def _rendered(decision: Decision) -> Iterator[str]:
    """Yield the lines of a decision."""
    stated = decision.statement
    yield f"- verdict: {decision.verdict}\n"
    yield f"  claim: {stated.id}\n"
    yield from statement_lines(stated, "  ", None)
    yield f"  article: {scalar(decision.article)}\n"
    yield f"  quote: {scalar(decision.quote)}\n"
    if decision.correction is not None:
        yield "  correction:\n"
        yield from statement_lines(decision.correction, "    ", stated)
    yield f"  by: {scalar(decision.reviewer)}\n"
    yield f"  date: {decision.date}\n"
    if decision.note:
        yield f"  why: {scalar(decision.note)}\n"


def statement_lines(
    stated: Statement, indent: str, wrong: Statement | None = None
) -> Iterator[str]:
    """Yield the parts of a statement: all of them, or those that differ from a wrong one.

    A correction tells of its entities all that nobody else could.
    """
    shown = _ends(stated, full=wrong is not None)
    for name, text in shown.items():
        if wrong is None or text != _ends(wrong, full=True)[name]:
            yield f"{indent}{name}: {text}\n"
    if stated.qualifiers != (wrong.qualifiers if wrong else {}):
        yield f"{indent}qualifiers:{'' if stated.qualifiers else ' {}'}\n"
        for name, value in sorted(stated.qualifiers.items()):
            yield f"{indent}  {name}: {_qualifier(name, value, full=wrong is not None)}\n"


def _ends(stated: Statement, *, full: bool) -> dict[str, str]:
    value = stated.object
    return {
        "subject": _entity(stated.subject, full=full),
        "predicate": stated.predicate,
        "object": _literal(value) if isinstance(value, Literal) else _entity(value, full=full),
        "status": stated.status,
    }


def _entity(ref: EntityRef, *, full: bool) -> str:
    return _described(ref) if full and ref.label != ref.id else ref.id


def _literal(value: Literal) -> str:
    return f"{{value: {_quoted(value.value)}, datatype: {value.datatype}}}"


def _qualifier(name: str, value: Value, *, full: bool) -> str:
    if isinstance(value, EntityRef):
        return _described(value) if full and value.label != value.id else f"{{id: {value.id}}}"
    if isinstance(value, int):
        return str(value) if name in NUMBERS else f"{{number: {value}}}"
    return scalar(value)


def _described(ref: EntityRef) -> str:
    return f"{{id: {ref.id}, label: {_quoted(ref.label)}, type: {ref.type}}}"


def scalar(text: str) -> str:
    """Return text as YAML on one line, without quotes where none are needed."""
    return text if _PLAIN.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    """Return text in double quotes, what cannot be printed as escapes that YAML knows."""
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return "".join(c if c.isprintable() else _escape(c) for c in quoted)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _sort_text(value: EntityRef | Literal) -> str:
    return value.id if isinstance(value, EntityRef) else value.value
