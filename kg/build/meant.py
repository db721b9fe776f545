"""Which articles a name stands for when some are to be removed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.build.inputs import origin_of
from kg.build.manifest import Entry
from kg.errors import UnknownNameError
from kg.model.document import DATA, parts
from kg.model.english import nearest
from kg.project import Project


def meant(name: str, articles: Mapping[str, Entry], project: Project) -> list[str]:
    """Return the ids that a name stands for.

    Args:
        name: the id of an article in any form that answers show; that of a file of data, which
            stands for all its parts; or a file, by its path or its name alone, which stands for
            all that was read from it.
        articles: of the graph, by id.
        project: of the graph.

    Raises:
        UnknownNameError: it stands for none, or for different files.
    """
    id = name.rstrip("/").rpartition("/")[2].removeprefix("article:").removeprefix("data:")
    for each in (name, id, DATA + id):
        if each in articles:
            return parts(each, articles)
    wanted = origin_of(project, Path(name))
    by_file: dict[str, list[str]] = {}
    for each, entry in articles.items():
        by_file.setdefault(_file(entry.origin), []).append(each)
    if wanted in by_file:
        return by_file[wanted]
    files = [file for file in sorted(by_file) if Path(file).name == Path(name).name]
    if len(files) > 1:
        raise UnknownNameError(f"{name!r} may be any of {', '.join(files)}; give the path")
    if files:
        return by_file[files[0]]
    raise UnknownNameError(f"the graph has no article {name!r}.", nearest(id, articles))


def _file(origin: str) -> str:
    """Return the file of an origin, which may name a record in it: `feed.rss (item 3)`."""
    return origin.partition(" (")[0] if origin.endswith(")") else origin
