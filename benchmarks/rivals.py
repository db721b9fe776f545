"""The same graph drawn by pyvis: as it comes, and tuned with our layout."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyvis.network import Network

from kg.graph.facts import Fact
from kg.out.views.payload import Payload
from kg.out.views.picture import Picture


def write_pyvis(facts: Sequence[Fact], path: Path, *, tuned: bool) -> None:
    """Write a page with one node per entity, one edge per line of ours, all evidence as titles.

    Args:
        facts: what is drawn.
        path: the file to write.
        tuned: at the places of our layout, without physics and curves; else as pyvis does it.
    """
    picture = Picture.of(facts)
    net = Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
    numbers = {node: at for at, node in enumerate(picture.entities)}
    places = picture.nodes() if tuned else [{} for _ in numbers]
    for (node, ref), place in zip(picture.entities.items(), places, strict=True):
        at = {name: place[name] for name in ("x", "y") if name in place}
        net.add_node(
            numbers[node], label=ref.label, title=f"{ref.type} {node}", group=ref.type, **at
        )
    ids = list(picture.entities)
    for edge in picture.edges(Payload(ids)):
        source, target = edge["from"], edge["to"]
        pair = ids[source], ids[target]
        told = [picture.facts[claim] for claim in picture.ties.edges[pair]["facts"]]
        # As `add_edge` does, which looks through all edges before.
        net.edges.append(
            {
                "from": source,
                "to": target,
                "arrows": edge["arrows"],
                "title": "\n\n".join(map(_evidence, told)),
            }
        )
    if tuned:
        net.set_options('{"physics": {"enabled": false}, "edges": {"smooth": false}}')
    path.write_text(net.generate_html(), encoding="utf-8")


def _evidence(fact: Fact) -> str:
    head = f"{fact.subject.label} {fact.predicate} {_object(fact)} ({fact.status}, {fact.tier}, "
    said = [f"{head}{fact.confidence:.0%}) {fact.claim}"]
    said += [f"{name}: {value}" for name, value in sorted(fact.qualifiers.items())]
    for quote in fact.evidence:
        article = quote.article
        source = f"{article.publisher}, {article.title}, {article.date}, {article.url}"
        said.append(f"“{quote.text}” {source}")
    return "\n".join(said)


def _object(fact: Fact) -> str:
    return getattr(fact.object, "label", str(fact.object))
