"""Building the graph of a project, and changing it by single articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace as replaced
from pathlib import Path

from kg.build.additions import judge
from kg.build.cache import Reading, ReadingCache
from kg.build.generations import Generations
from kg.build.inputs import Input, environment, from_file, from_shelf, origin_of, wanted
from kg.build.lock import exclusive
from kg.build.manifest import Entry, Failure, Manifest
from kg.build.plan import Plan
from kg.build.reader import Reader
from kg.build.report import Progress, Report
from kg.build.shelf import Added, Shelf
from kg.build.writer import write_change, write_whole
from kg.errors import StoreError, UnknownNameError
from kg.model import Document, slugify
from kg.model.english import nearest
from kg.project import Project


class Builder:
    """Makes the stored graph of a project and keeps it exact.

    The graph is the union of what each article contributes, so it is the same whether the
    articles were built at once or added one by one in any order.

    Args:
        project: what to build, and where.
        progress: told of every step that may take long.
    """

    def __init__(self, project: Project, progress: Progress | None = None):
        self._project = project
        self._progress = progress or (lambda _what, _done, _total: None)
        self._generations = Generations(project.build)
        self._shelf = Shelf(project.build)
        self._cache = ReadingCache(project.build / "claims")
        self._reader = Reader(project, self._cache)

    def build(self) -> Report:
        """Build the graph from the project's articles and the added ones.

        Without any change since the last build, nothing is done.

        Raises:
            KgError: the registry or a pattern is wrong, or another builder is at work.
        """
        with exclusive(self._project.build):
            manifest, changed = self._up_to_date()
            removed = sorted(self._shelf.removed())
            notes = tuple(f"left out, because it was removed: {id}" for id in removed)
            return Report.of(manifest, changed=changed, notes=notes)

    def add(
        self, articles: Iterable[Added], failures: Iterable[Failure] = (), *, replace: bool = False
    ) -> Report:
        """Put articles into the graph; all else in it stays as it is.

        Args:
            articles: what to add, as frozen now.
            failures: articles that could not even be frozen, to be reported with the rest.
            replace: let an article of the same id from another file give way.

        Returns:
            The outcome; its failures are those of the given articles alone.
        """
        with exclusive(self._project.build):
            plan = self._plan(self._ready())
            plan.failures += failures
            for added in articles:
                path = Path(added.origin)
                if path.is_absolute():
                    added = replaced(added, origin=origin_of(self._project, path))
                self._plan_addition(plan, added, replace=replace)
            return self._carry_out(plan)

    def remove(self, names: Iterable[str]) -> Report:
        """Take articles out, and with them exactly what no other article contributes.

        Args:
            names: ids of articles, also as `article:ID` or as full IRIs.

        Raises:
            UnknownNameError: the graph has no such article; nothing is removed then.
            StoreError: there is no graph.
        """
        with exclusive(self._project.build):
            if self._generations.current() is None:
                raise StoreError(f"there is no graph in {self._project.build}; run `kg build`")
            plan = self._plan(self._ready())
            leaving = {_resolve(name, plan.manifest.articles) for name in names}
            for id in leaving:
                del plan.articles[id]
                self._shelf.drop(id)
            files = {slugify(path.stem) for path in self._project.articles}
            self._shelf.set_removed(self._shelf.removed() | (leaving & files))
            return self._carry_out(plan)

    def decide(self) -> Report:
        """Bring the graph up to date with what people decided; no article is read for it.

        Raises:
            DataFileError: a decision is wrong, or against another.
        """
        with exclusive(self._project.build):
            return self._carry_out(self._plan(self._ready()))

    def _plan(self, manifest: Manifest) -> Plan:
        """Return a plan that leaves a graph as it is, but for what people decided since."""
        return Plan(manifest, self._reader.decisions)

    def _plan_addition(self, plan: Plan, added: Added, *, replace: bool) -> None:
        """Judge, read and keep one article, or note why not."""
        verdict = judge(added, plan.articles, self._known(plan, added.document.id), replace=replace)
        if not verdict.accepted:
            if verdict.conflict:
                plan.failures.append(Failure(added.origin, verdict.reason))
            else:
                plan.notes.append(f"{added.origin}: {verdict.reason}")
            return
        each = self._as_input(added, plan.manifest.environment)
        reading = self._reader.attempt(each)
        if isinstance(reading, Failure):
            plan.failures.append(reading)
            return
        plan.put(each, reading)
        plan.coming[each.id] = reading
        if each.added:
            self._shelf.put(added)
        else:
            self._shelf.drop(each.id)
        self._shelf.set_removed(self._shelf.removed() - {each.id})

    def _known(self, plan: Plan, id: str) -> Document | None:
        """Return the document that an id stands for so far."""
        if id in plan.coming:
            return plan.coming[id].document
        entry = plan.articles.get(id)
        return None if entry is None else self._reader.recall(id, entry).document

    def _as_input(self, added: Added, environment: str) -> Input:
        """Return an added article as an input: the project's own file where it is that.

        So a project's article that was removed comes back as what it was, and follows its
        file from then on.
        """
        path = self._project.root / added.origin
        if path in self._project.articles:
            each = from_file(self._project, path, environment)
            if each.read(self._reader.furniture) == added.document:
                return each
        return from_shelf(added, environment)

    def _carry_out(self, plan: Plan) -> Report:
        for id in plan.decided() - plan.coming.keys():
            plan.coming[id] = self._reader.recall(id, plan.articles[id])
        changed = plan.articles != plan.manifest.articles or bool(plan.decided())
        manifest = plan.manifest
        if changed:
            self._progress("writing the graph", 0, 0)
            manifest = write_change(self._generations, self._reader, plan)
        failures, notes = tuple(plan.failures), tuple(plan.notes)
        return Report.of(manifest, changed=changed, failures=failures, notes=notes)

    def _ready(self) -> Manifest:
        """Return the manifest of a graph that can be changed by single articles.

        Such a graph was made by the registry, patterns and code of now.
        """
        manifest = self._generations.manifest()
        if manifest and self._is_whole(manifest, environment(self._project)):
            return manifest
        return self._up_to_date()[0]

    def _is_whole(self, manifest: Manifest, environment: str) -> bool:
        needed = {entry.key for entry in manifest.articles.values()}
        return manifest.environment == environment and needed <= self._cache.keys()

    def _up_to_date(self) -> tuple[Manifest, bool]:
        """Build if anything changed; return the manifest and whether anything did."""
        now = environment(self._project)
        inputs, failures = wanted(self._project, self._shelf, now)
        old = self._generations.manifest()
        tried = {(each.origin, each.key) for each in inputs}
        tried |= {(failure.origin, failure.key) for failure in failures}
        if old and self._is_whole(old, now) and old.inputs() == tried:
            report = self._carry_out(self._plan(old))
            return self._generations.manifest() or old, report.changed
        plan = self._plan(Manifest(now, {}, 0, 0))
        plan.failures += failures
        manifest = write_whole(self._generations, self._reader, plan, self._read(inputs, plan))
        self._cache.keep_only(entry.key for entry in manifest.articles.values())
        return manifest, True

    def _read(self, inputs: Sequence[Input], plan: Plan) -> Iterator[Reading]:
        """Yield the readings of all inputs that can be read; note the others."""
        for done, each in enumerate(inputs):
            self._progress("reading articles", done, len(inputs))
            reading = self._reader.attempt(each)
            if isinstance(reading, Failure):
                plan.failures.append(reading)
            else:
                plan.put(each, reading)
                yield reading
        self._progress("writing the graph", 0, 0)


def _resolve(name: str, articles: Mapping[str, Entry]) -> str:
    """Return the id that a name of an article stands for."""
    id = name.rstrip("/").rpartition("/")[2].removeprefix("article:")
    if id in articles:
        return id
    raise UnknownNameError(f"the graph has no article {name!r}.", nearest(id, articles))
