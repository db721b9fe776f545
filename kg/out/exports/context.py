"""A JSON-LD context, read for one purpose: to find the shortest exact way to write a value.

Only what the context says plainly is used: prefixes, a vocabulary, aliases of `@id` and
`@type`, and terms with `@id`, `@type`, `@language` and `@container: @set`. A term with any
other feature is not used, and what no term fits is written in full. So the file always
means the graph, whatever the context holds; the context only decides how short it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import ExportError

_PLAIN_KEYS = {"@id", "@type", "@language", "@container", "@prefix", "@protected"}
_COERCIONS = ("@id", "@vocab")


@dataclass(frozen=True)
class Term:
    """A term that values can be written under.

    Args:
        name: the key.
        iri: the property it stands for.
        coercion: None, `@id`, `@vocab` or the IRI of a datatype.
        language: language of plain strings under it; None for none.
        is_set: whether its value is always an array.
    """

    name: str
    iri: str
    coercion: str | None
    language: str | None
    is_set: bool


class Context:
    """The content of a context file.

    Args:
        path: JSON file with one object under `@context`.

    Raises:
        ExportError: the file is missing, is no JSON, or refers to other contexts, which
            would have to be fetched to read the export.
    """

    def __init__(self, path: Path):
        self.raw = _load(path)
        self._strings = {k: v for k, v in self.raw.items() if isinstance(v, str)}
        self._names = {
            value: key
            for key, value in sorted(self._strings.items(), reverse=True)
            if not key.startswith("@")
        }

    @cached_property
    def prefixes(self) -> list[tuple[str, str]]:
        """Prefixes with their namespaces, the longest namespace first."""
        found = {}
        for name, value in self.raw.items():
            iri = value.get("@id") if isinstance(value, dict) else value
            declared = isinstance(value, dict) and value.get("@prefix") is True
            if name[:1] != "@" and isinstance(iri, str) and (declared or iri[-1:] in "/#:?"):
                found[name] = self.expanded(iri)
        return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))

    @cached_property
    def terms(self) -> dict[str, list[Term]]:
        """Usable terms by the IRI of their property, by name."""
        found: dict[str, list[Term]] = {}
        for name, value in sorted(self.raw.items()):
            term = self._term(name, value)
            if term is not None:
                found.setdefault(term.iri, []).append(term)
        return found

    def keyword(self, keyword: str) -> str:
        """Return the alias of a keyword, or the keyword itself."""
        return self._names.get(keyword, keyword)

    def expanded(self, name: str) -> str:
        """Return the IRI of a name that stands in the context itself."""
        prefix, colon, local = name.partition(":")
        if colon and not local.startswith("//") and prefix in self.raw:
            value = self.raw[prefix]
            iri = value.get("@id") if isinstance(value, dict) else value
            return self.expanded(str(iri)) + local
        vocabulary = self._strings.get("@vocab")
        return name if colon or vocabulary is None else vocabulary + name

    def compact(self, iri: str) -> str:
        """Return an IRI as short as the prefixes allow; the value of `@id`."""
        for prefix, namespace in self.prefixes:
            if iri.startswith(namespace) and not iri.startswith("//", len(namespace)):
                short = f"{prefix}:{iri[len(namespace) :]}"
                return iri if short in self.raw else short
        return iri

    def compact_word(self, iri: str) -> str:
        """Return the IRI of a class, datatype or concept as short as the context allows."""
        for name, value in self._words.get(iri, ()):
            if isinstance(value, str) or not value.keys() & {"@context", "@reverse"}:
                return name
        return self._undefined(iri)

    def key(self, iri: str) -> Term:
        """Return a term for a property that the context does not define: nothing is coerced."""
        return Term(self._undefined(iri), iri, None, self.raw.get("@language"), False)

    def _undefined(self, iri: str) -> str:
        """Return an IRI by the vocabulary or a prefix, as a name that no term is defined for."""
        vocabulary = self._strings.get("@vocab")
        if vocabulary and iri.startswith(vocabulary):
            local = iri[len(vocabulary) :]
            if local and ":" not in local and local not in self.raw and local[0] != "@":
                return local
        return self.compact(iri)

    @cached_property
    def _words(self) -> dict[str, list[tuple[str, Any]]]:
        found: dict[str, list[tuple[str, Any]]] = {}
        for name, value in sorted(self.raw.items()):
            iri = value.get("@id", name) if isinstance(value, dict) else value
            if name[:1] != "@" and isinstance(iri, str) and iri[:1] != "@":
                found.setdefault(self.expanded(iri), []).append((name, value))
        return found

    def _term(self, name: str, value: Any) -> Term | None:
        definition = {"@id": value} if isinstance(value, str) else value
        if name[:1] == "@" or not isinstance(definition, dict) or not _is_plain(definition):
            return None
        iri, coercion = definition.get("@id", name), definition.get("@type")
        if not isinstance(iri, str) or iri[:1] == "@":
            return None
        if coercion is not None and coercion[:1] != "@":
            coercion = self.expanded(coercion)
        language = definition.get("@language", self.raw.get("@language"))
        is_set = definition.get("@container") == "@set"
        return Term(name, self.expanded(iri), coercion, language, is_set)


def _is_plain(definition: dict[str, Any]) -> bool:
    """Whether a definition has nothing in it but what `Term` can express."""
    coercion = definition.get("@type", "@id")
    return (
        definition.keys() <= _PLAIN_KEYS
        and definition.get("@container") in (None, "@set")
        and (coercion in _COERCIONS or coercion[:1] != "@")
    )


def _load(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ExportError(f"{path}: the JSON-LD context cannot be read: {error}") from error
    context = content.get("@context") if isinstance(content, dict) else None
    if not isinstance(context, dict) or "@import" in context or "@base" in context:
        raise ExportError(f"{path}: `@context` must be one object that refers to no other file")
    return context
