"""What is done with one article wherever it is read: here, in a process, or on a cluster.

Everything that crosses to another process is plain data: an item or a document goes out, a
reading or the reason for there being none comes back.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

from kg.build.cache import Reading
from kg.build.inputs import depended_on, environment
from kg.build.timelimit import TimeUp, limited
from kg.errors import KgError, WorkerError
from kg.model import Claim, Document
from kg.project import Project

if TYPE_CHECKING:
    from kg.model.registry import Registry
    from kg.text import Extractor
    from kg.text.reading import Furniture, Item

Answer = Reading | str
"""A reading, or why there is none."""


class Tools:
    """What reading articles takes; each part is loaded when it is first used.

    Args:
        project: brings the data.
    """

    def __init__(self, project: Project):
        self._project = project

    @cached_property
    def furniture(self) -> Furniture:
        """The words of page furniture, the project's own if it has any."""
        from kg.text.reading import load_furniture

        return load_furniture(self._project.furniture)

    @cached_property
    def registry(self) -> Registry:
        """The project's entities."""
        from kg.model.registry import Registry

        return Registry.load(self._project.entities)

    @cached_property
    def extractor(self) -> Extractor:
        """What finds the claims of a document in prose."""
        from kg.text import Extractor

        return Extractor.load(self.registry, self._project.patterns)

    def claims(self, document: Document) -> list[Claim]:
        """Return what a document states, in its order.

        Raises:
            DataFileError: it is a file of rows, and one of them is wrong.
        """
        if document.kind == "article":
            return self.extractor.extract(document)
        if document.kind == "facts":
            from kg.rows import claims_of

            return claims_of(document, self.registry)
        from kg.rows.importers import claims_of as imported

        return imported(document, self.registry, self._project.importers)

    def load(self) -> Tools:
        """Load everything now, so that its faults show before the first article.

        Raises:
            DataFileError: the registry, a pattern or the furniture is wrong.
        """
        self.furniture, self.extractor  # noqa: B018  loaded by being asked for
        return self


@dataclass(frozen=True)
class Kit:
    """What a worker needs to know of a project.

    Args:
        environment: digest of all that readings depend on; the worker's must be the same.
        root: the project's directory, for workers on the same machine.
        files: path in the project -> content, for workers elsewhere; empty for those here.
    """

    environment: str
    root: str
    files: Mapping[str, bytes]

    @classmethod
    def of(cls, project: Project, *, packed: bool) -> Kit:
        """Return the kit of a project, with all its files if it is to be packed."""
        paths = [path for path in depended_on(project) if packed and path.is_file()]
        files = {path.relative_to(project.root).as_posix(): path.read_bytes() for path in paths}
        return cls(environment(project), str(project.root), files)

    def tools(self) -> Tools:
        """Return the tools of the project, loaded once in each process.

        Raises:
            WorkerError: this process has another version of `kg` than who sent the kit.
        """
        if not self.files:
            return _loaded(self.environment, lambda: Tools(self._project(self.root)).load())
        return _loaded(self.environment, self._unpack)

    def _unpack(self) -> Tools:
        with TemporaryDirectory(prefix="kg-") as root:
            for name, data in self.files.items():
                path = Path(root, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            project = self._project(root)
            if environment(project) != self.environment:
                raise WorkerError("the workers have another version of kg; install the same there")
            return Tools(project).load()

    @staticmethod
    def _project(root: str) -> Project:
        return Project(Path(root), Path(root) / "build")


_LOCK = Lock()
_LOADED: dict[str, Tools] = {}


def tools_of(project: Project) -> Tools:
    """Return the tools of a project, all loaded; again only when its files have changed.

    Raises:
        DataFileError: the registry, a pattern or the furniture is wrong.
    """
    return _loaded(environment(project), lambda: Tools(project).load())


def _loaded(environment: str, load: Callable[[], Tools]) -> Tools:
    """Return tools by what all readings depend on; loading them takes seconds."""
    with _LOCK:
        if environment not in _LOADED:
            tools = load()
            _LOADED.clear()
            _LOADED[environment] = tools
        return _LOADED[environment]


def read(tools: Tools, task: Item | Document, limit: float | None = None) -> Answer:
    """Return what an article states, or why it cannot be read; nothing is raised for it.

    Args:
        tools: loaded.
        task: the article.
        limit: seconds that it may take.
    """
    from kg.text.likeness import sketch
    from kg.text.reading import read_item

    try:
        with limited(limit):
            document = task if isinstance(task, Document) else read_item(task, tools.furniture)
            # Two files of rows are no copies of one another, however alike they are.
            mark = sketch(document) if document.kind == "article" else ""
            return Reading(document, tuple(tools.claims(document)), mark)
    except TimeUp:
        return f"takes longer than the limit of {limit:g} s"
    except (KgError, OSError) as error:
        return reason(error, "" if isinstance(task, Document) else task.name)
    except Exception as error:  # noqa: BLE001  a defect of ours, shown as such
        return f"internal error, please report it: {type(error).__name__}: {error}"


def reason(error: Exception, name: str) -> str:
    """Return what is wrong without the name of the article, which is told anyway."""
    line = getattr(error, "line", None)
    if line is not None:
        return str(error).replace(f"{name}:{line}: ", f"line {line}: ", 1)
    return str(error).removeprefix(f"{name}: ")


def read_packed(packed: bytes, kit: Kit, limit: float | None) -> list[Answer]:
    """Return the answers for several articles; this is what other processes are given to do.

    Args:
        packed: a pickled sequence of items and documents, of our own making.
        kit: of their project.
        limit: seconds for each of them.
    """
    tasks: Sequence[Item | Document] = pickle.loads(packed)
    tools = kit.tools()
    return [read(tools, task, limit) for task in tasks]
