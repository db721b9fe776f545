"""Adding articles: each is taken into a plan, known already, in conflict, or failed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.build.cache import Reading, ReadingCache
from kg.build.inputs import Input, frozen_key
from kg.build.manifest import Entry, Failure
from kg.build.plan import Plan
from kg.build.reader import Reader, Result
from kg.build.report import Outcome, Report
from kg.model import Document, content_hash

if TYPE_CHECKING:
    from kg.text.reading import Item, Refused


@dataclass(frozen=True)
class Given:
    """What `kg add` was given: a file or a record, without its content.

    Args:
        file: the file, or a word for where else it came from.
        record: where in the file; empty if it is the whole.
        note: what people should know of it.
        refused: why it cannot be read at all, if it cannot.
        faulty: whether somebody has to mend that.
    """

    file: str
    record: str = ""
    note: str = ""
    refused: str = ""
    faulty: bool = False

    @classmethod
    def of(cls, given: Item | Refused | Document) -> Given:
        """Return the name of what is given."""
        from kg.text.reading import Item, Refused

        if isinstance(given, Refused):
            return cls(given.origin, given.record, "", given.reason, given.faulty)
        if isinstance(given, Item):
            return cls(given.origin, given.record, given.note)
        return cls("document", given.id)

    @property
    def place(self) -> str:
        """The file and where in it."""
        from kg.text.reading import place

        return place(self.file, self.record)


class Paired:
    """What is given, together with what becomes of it when it is read.

    Args:
        articles: what is given; taken as it is needed.
        as_input: makes an input of what can be read.
    """

    def __init__(
        self,
        articles: Iterable[Item | Refused | Document],
        as_input: Callable[[Item | Document], Input],
    ):
        self._articles, self._as_input = articles, as_input
        self._waiting: deque[Given] = deque()

    def through(self, reader: Reader) -> Iterator[tuple[Given, Result | None]]:
        """Yield everything given, in its order, with its result or, if it is refused, None."""
        for result in reader.read(self._inputs()):
            while (given := self._waiting.popleft()).refused:
                yield given, None
            yield given, result
        yield from ((given, None) for given in self._waiting)

    def _inputs(self) -> Iterator[Input]:
        from kg.text.reading import Refused

        for given in self._articles:
            self._waiting.append(Given.of(given))
            if not isinstance(given, Refused):
                yield self._as_input(given)


class Intake:
    """Takes one article after another into a plan; nothing is taken twice.

    Args:
        plan: what is changed.
        cache: holds the readings of all articles.
        reader: recalls them.
        replace: whether an article from another file may give way.

    Attributes:
        taken: ids of the articles that are new or changed.
    """

    def __init__(self, plan: Plan, cache: ReadingCache, reader: Reader, *, replace: bool):
        self._plan, self._cache, self._reader, self._replace = plan, cache, reader, replace
        self.taken: dict[str, None] = {}

    def take(self, given: Given, result: Result | None) -> Outcome:
        """Take an article, or say why not.

        Args:
            given: what it was given as.
            result: what was read, kept in the cache; None for what was refused.
        """
        if result is None:
            return self._refuse(given)
        each, reading = result
        if isinstance(reading, Failure):
            self._plan.failures.append(reading)
            return Outcome(given.file, given.record, "failed", reason=reading.reason)
        if each.added and given.record and self._meets_another(each, reading.document):
            # A record has no name of its own, so it gets one that tells it apart.
            document = reading.document
            mark = content_hash(document.url, document.text)[:8]
            reading = reading.renamed(f"{document.id}-{mark}")
        return self._judged(given, each, reading)

    def _refuse(self, given: Given) -> Outcome:
        if given.faulty:
            self._plan.failures.append(Failure(given.place, given.refused))
        else:
            self._plan.notes.append(f"passed over: {given.place}: {given.refused}")
        status = "failed" if given.faulty else "passed over"
        return Outcome(given.file, given.record, status, reason=given.refused)

    def _judged(self, given: Given, each: Input, reading: Reading) -> Outcome:
        id, document = reading.document.id, reading.document
        known = self._known(id)
        if known is None:
            twin = self._twin(document)
            if twin is not None:
                reason = f"the graph has the same text already, as {twin}"
                return self._known_already(given, each, twin, reason)
        elif known == document:
            return self._known_already(given, each, id, "the graph has this article already")
        elif not self._replace and (origin := self._plan.articles[id].origin) != each.origin:
            reason = (
                f"the graph has another article {id}, from {origin}; "
                "give --replace to put this one in its place, or --id for a name of its own"
            )
            self._plan.failures.append(Failure(each.origin, reason))
            return Outcome(given.file, given.record, "failed", id, reason)
        self._put(each, reading)
        if given.note:
            self._plan.notes.append(f"{each.origin}: {given.note}")
        return Outcome(given.file, given.record, "added", id, given.note)

    def _known_already(self, given: Given, each: Input, id: str, reason: str) -> Outcome:
        self._plan.notes.append(f"{each.origin}: {reason}")
        return Outcome(given.file, given.record, "known", id, reason)

    def _meets_another(self, each: Input, document: Document) -> bool:
        known = self._known(document.id)
        if known is None or known == document:
            return False
        same_place = self._plan.articles[document.id].origin == each.origin
        return not same_place or document.id in self.taken

    def _twin(self, document: Document) -> str | None:
        """Return an article of the same text, unless this one was printed elsewhere."""
        for id in self._plan.same_text(document.sha256):
            twin = self._known(id)
            if twin is not None and not _elsewhere(document, twin):
                return id
        return None

    def _known(self, id: str) -> Document | None:
        entry = self._plan.articles.get(id)
        return None if entry is None else self._reader.recall(id, entry).document

    def _put(self, each: Input, reading: Reading) -> None:
        document, key = reading.document, each.key
        if each.added:
            key = frozen_key(document, self._plan.manifest.environment)
            if document.id == each.id or not each.id:
                self._cache.share(each.key, key)
            else:
                self._cache.put(key, reading)
        self._plan.put(each, key, reading)
        self.taken[document.id] = None


def _elsewhere(document: Document, twin: Document) -> bool:
    """Return whether an article has an address, or a publisher, that its twin has not."""
    if document.url is not None and twin.url is not None:
        return document.url != twin.url
    if document.publisher is not None and twin.publisher is not None:
        return document.publisher != twin.publisher
    return document.url is not None


def told(report: Report, outcomes: Iterable[Outcome], articles: Mapping[str, Entry]) -> Report:
    """Return a report with the outcomes; what was added and is a copy is called one."""
    copies = {id: entry.copy_of for id, entry in articles.items() if entry.copy_of}
    final = []
    for outcome in outcomes:
        if outcome.status == "added" and outcome.id in copies:
            outcome = replace(outcome, status="copy", copy_of=copies[outcome.id])
        final.append(outcome)
    return replace(report, outcomes=tuple(final))
