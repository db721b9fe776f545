"""What is sent: the task, and an article in overlapping parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.model import Document, content_hash
from kg.text.llm.schema import Schema
from kg.text.sentences import Span, sentences

Message = dict[str, str]

PART = 6_000
"""Most characters of one part of an article."""
OVERLAP = 2
"""Sentences that a part repeats of the one before, for what refers back to them."""

_TASK = Path(__file__).with_name("prompt.txt")
_REPAIR = (
    "That is not the JSON object that was asked for: {fault}. Send the whole object once more, "
    "with shorter quotes if it was too long, and nothing else."
)


def task(schema: Schema) -> str:
    """Return the instructions, with all that may be stated."""
    return _TASK.read_text(encoding="utf-8") + schema.describe()


def parts(document: Document) -> Iterator[Span]:
    """Yield the parts of a document in order: whole sentences, `PART` characters at most."""
    first: list[Span] = []
    for span in sentences(document.readable()):
        if first and span[1] - first[0][0] > PART:
            yield first[0][0], first[-1][1]
            first = first[-OVERLAP:]
            while first and span[1] - first[0][0] > PART:
                first.pop(0)
        first.append(span)
    if first:
        yield first[0][0], first[-1][1]


def messages(task: str, document: Document, part: Span) -> list[Message]:
    """Return the conversation about one part.

    The mark around the part is a hash of it, so that no text can hold its own closing mark.
    What is cut as page furniture is not sent.
    """
    start, end = part
    text = document.readable()[start:end]
    mark = f"=== article {content_hash(text)} ==="
    about = f"Published: {document.date}\n" if document.date else ""
    article = f"{about}{mark}\n{_compact(text)}\n{mark}"
    return [_message("system", task), _message("user", article)]


def repair(asked: list[Message], answer: str, fault: str) -> list[Message]:
    """Return the conversation that asks once more after an answer that cannot be read."""
    shown = _message("assistant", answer[:PART])
    return [*asked, shown, _message("user", _REPAIR.format(fault=fault))]


def prompt_digest(schema: Schema) -> str:
    """Return a hash of all that is said to the model, but for the article."""
    return content_hash(task(schema), _REPAIR, schema.digest())


def _message(role: str, content: str) -> Message:
    """Return a message; what no encoding can hold is replaced."""
    return {"role": role, "content": content.encode("utf-8", "replace").decode()}


def _compact(text: str) -> str:
    """Return the text without the blanks that a cut leaves, line by line."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return "\n".join(kept).strip()
