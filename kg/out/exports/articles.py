"""Which article says what: the graph as a dataset with one named graph per article.

An article's graph holds the description of the article, its claims, its evidence, what
people decided on these, and the triples that its accepted claims support: the direct ones,
and what they say of the agreement they tell of. What two articles say stands in both
graphs, with the confidence and the tier that either gave it, for the claim is one node.
A file of curated rows counts as an article here. What belongs to no article (names and types
of entities, publications that rows cite, the dataset, the extractor) stays in the default
graph. All graphs together are the graph as it is; dropping one takes back
what its article says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.graph.claims import EVENT_PROPERTIES
from kg.graph.namespaces import ID, PREFIXES, term
from kg.model import SYMMETRIC
from kg.out.exports.lines import by_subject, join, nt, rdf, split

_ARTICLE, _DATA, _CLAIM, _EVIDENCE, _DECISION = (
    f"<{ID}{segment}/".encode() for segment in ("article", "data", "claim", "evidence", "decision")
)
_HAS_SOURCE = f"<{PREFIXES['oa']}hasSource>".encode()
_SUBJECT, _PREDICATE, _OBJECT = rdf("subject"), rdf("predicate"), rdf("object")
_HAS_EVIDENCE, _AGREEMENT = nt(term("evidence")), nt(term("agreement"))
_AGREES, _PARTY = nt(term("agreementWith")), nt(term("party"))
_EVENT = {nt(term(name)): nt(term(own)) for name, own in EVENT_PROPERTIES.items()}
_ACCEPTED = {(nt(term("status")), nt(term("asserted"))), (nt(term("tier")), nt(term("accepted")))}
_SYMMETRIC = frozenset(nt(term(name)) for name in SYMMETRIC)


@dataclass(frozen=True)
class Dataset:
    """Sorted lines of the default graph, and of each named graph by its node."""

    default: list[bytes]
    named: dict[bytes, list[bytes]]

    def mapped(self, change: Callable[[Iterable[bytes]], list[bytes]]) -> Dataset:
        """Return the dataset with each graph changed; graphs that become empty fall away."""
        changed = {node: change(lines) for node, lines in self.named.items()}
        return Dataset(change(self.default), {n: lines for n, lines in changed.items() if lines})

    def quads(self) -> list[bytes]:
        """Return all graphs together as sorted N-Quads lines."""
        quads = list(self.default)
        for node, lines in self.named.items():
            quads += (b"%b%b ." % (line[:-1], node) for line in lines)
        return sorted(quads)


def by_article(lines: Sequence[bytes]) -> Dataset:
    """Return sorted lines of the whole graph as a dataset with one graph per article."""
    sources = _sources(lines)
    supporters = _supporters(lines, sources)
    default: list[bytes] = []
    named: dict[bytes, list[bytes]] = {}
    for line in lines:
        articles = supporters.get(line) or _holders(line, sources)
        for article in articles:
            named.setdefault(article, []).append(line)
        if not articles:
            default.append(line)
    return Dataset(default, dict(sorted(named.items())))


def _sources(lines: Sequence[bytes]) -> dict[bytes, set[bytes]]:
    """Return the articles of each evidence node, and of each claim through its evidence."""
    sources: dict[bytes, set[bytes]] = {}
    for predicate in (_HAS_SOURCE, _HAS_EVIDENCE):
        for line in lines:
            if predicate in line:  # in a quote as well, so the parts decide
                subject, stated, object_ = split(line)
                if stated == predicate:
                    found = sources.setdefault(subject, set())
                    found |= {object_} if predicate == _HAS_SOURCE else sources.get(object_, set())
    return sources


def _holders(line: bytes, sources: dict[bytes, set[bytes]]) -> Collection[bytes]:
    """Return the articles that a node of the evidence layer belongs to; none for others."""
    subject, predicate, object_ = split(line)
    for beginning in (_ARTICLE, _DATA):
        if subject.startswith(beginning):
            return (_root(subject, beginning),)
    if subject.startswith(_EVIDENCE):
        return sources.get(_root(subject, _EVIDENCE), ())
    if subject.startswith(_DECISION):
        return sources.get(subject, ())
    if subject.startswith(_CLAIM):
        return sources.get(object_ if predicate == _HAS_EVIDENCE else subject, ())
    return ()


def _root(node: bytes, beginning: bytes) -> bytes:
    """Return the node that a part belongs to: the evidence of `evidence/E/quote`."""
    end = node.find(b"/", len(beginning))
    return node if end < 0 else node[:end] + b">"


def _supporters(
    lines: Sequence[bytes], sources: dict[bytes, set[bytes]]
) -> dict[bytes, set[bytes]]:
    """Return the articles whose accepted claims support a line, where there are any."""
    supporters: dict[bytes, set[bytes]] = {}
    for subject, group in by_subject(lines):
        if subject.startswith(_CLAIM) and subject in sources:
            pairs = [split(line)[1:] for line in group]
            if set(pairs) >= _ACCEPTED:
                for line in _supported(pairs):
                    supporters.setdefault(line, set()).update(sources[subject])
    return supporters


def _supported(pairs: Sequence[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """Yield what an accepted claim says, as plain triples: of its subject, of its agreement.

    An agreement takes from the claim its parties and whatever qualifiers it shares with it.
    The lines of other qualifiers are not in the graph, so they do no harm here.
    """
    parts = dict(pairs)
    subject, predicate, object_ = (parts[name] for name in (_SUBJECT, _PREDICATE, _OBJECT))
    yield join(subject, predicate, object_)
    if predicate in _SYMMETRIC:
        yield join(object_, predicate, subject)
    if predicate == _AGREES and _AGREEMENT in parts:
        agreement = parts[_AGREEMENT]
        yield join(agreement, _PARTY, subject)
        yield join(agreement, _PARTY, object_)
        for name, value in pairs:
            yield join(agreement, _EVENT.get(name, name), value)
