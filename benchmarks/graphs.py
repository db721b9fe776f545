"""Partnership graphs of any size, as facts with quotes, the same on every machine.

A few large hubs and many small entities, as such graphs are: who has many partners gets more.
Every quote names both its entities and goes on with words of the bundled articles, cut at a
place of its own, so that quotes compress as English does and no two are alike.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kg.graph.dated.span import Span
from kg.graph.facts import ArticleInfo, EntityInfo, Fact, Quote
from kg.model import EntityRef, content_hash

ROOT = Path(__file__).resolve().parent.parent

ENTITIES_PER_EDGE = 0.45
_TYPES = {
    "Country": 4,
    "Agency": 10,
    "Company": 22,
    "University": 10,
    "Programme": 5,
    "Mission": 12,
    "Accord": 2,
    "Agreement": 12,
    "Satellite": 12,
    "Person": 16,
}
_PREDICATES = (
    "participatesIn|agreementWith|contributesTo|providesLaunchFor|partOf|ledBy|agencyOf|signedBy"
).split("|")
_VERBS = (
    "signed an agreement with|joined|will contribute to|is to launch for|takes part in"
    "|has withdrawn from|was named as a partner of|leads the work on|trains crews of|said no to"
).split("|")
_TOWNS = "Accra Quito Riga Perth Lima Oslo".split()
_KINDS = ("Courier", "Gazette", "Observer", "Space Report", "Evening Post")
PAPERS = [f"{town} {kind}" for town in _TOWNS for kind in _KINDS]
SYLLABLES = "al bor cen dra el far gal hel ir jor kal lum mir nor ost pol qua rin sol tar".split()


@dataclass(frozen=True)
class Sample:
    """A graph to draw: its facts, what is known of its entities, and when facts hold."""

    facts: list[Fact]
    entities: list[EntityInfo]
    spans: Mapping[str, Span]


def sample(edges: int, seed: int = 1) -> Sample:
    """Return a graph whose drawing has that many lines, each with one fact to three."""
    chance = random.Random(seed)
    refs = list(_entities(chance, max(8, round(edges * ENTITIES_PER_EDGE))))
    words = vocabulary()
    facts: list[Fact] = []
    spans: dict[str, Span] = {}
    article = _article(chance, words, 0)
    for number, (one, other) in enumerate(_pairs(chance, len(refs), edges)):
        if number % 5 == 0:
            article = _article(chance, words, number)
        for _ in range(chance.choices((1, 2, 3), (80, 15, 5))[0]):
            fact = _fact(chance, refs[one], refs[other], article, words)
            facts.append(fact)
            spans[fact.claim] = _span(chance)
    known = [
        EntityInfo(ref, (f"{ref.label} of old",) if chance.random() < 0.3 else ()) for ref in refs
    ]
    return Sample(facts, known, spans)


def _entities(chance: random.Random, count: int) -> Iterator[EntityRef]:
    kinds = chance.choices(list(_TYPES), list(_TYPES.values()), k=count)
    for number, kind in enumerate(kinds):
        name = "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))).capitalize()
        label = (
            f"{name} {kind} {number}" if kind not in ("Country", "Person") else f"{name} {number}"
        )
        yield EntityRef(f"{kind.lower()}/{name.lower()}-{number}", label, kind)


def _pairs(chance: random.Random, nodes: int, edges: int) -> Iterator[tuple[int, int]]:
    """Yield distinct pairs: every entity is tied to one before it, further ties go to the rich."""
    seen: set[tuple[int, int]] = set()
    ends = [0]
    for node in range(1, nodes):
        other = chance.choice(ends) if chance.random() < 0.8 else chance.randrange(node)
        seen.add((other, node))
        ends += [other, node]
        yield other, node
    while len(seen) < edges:
        one, other = chance.choice(ends), chance.randrange(nodes)
        pair = (min(one, other), max(one, other))
        if one != other and pair not in seen:
            seen.add(pair)
            ends += pair
            yield pair


def vocabulary() -> list[str]:
    """Return the words of the bundled articles, in order."""
    texts = sorted((ROOT / "data").rglob("*.txt")) + sorted((ROOT / "data").rglob("*.md"))
    return " ".join(path.read_text(encoding="utf-8") for path in texts).split()


def window(chance: random.Random, words: list[str], least: int, most: int) -> str:
    """Return some words that follow each other, from a place drawn by lot."""
    start = chance.randrange(len(words) - most)
    return " ".join(words[start : start + chance.randint(least, most)])


def _article(chance: random.Random, words: list[str], number: int) -> ArticleInfo:
    day = date(1990, 1, 1) + timedelta(days=chance.randrange(13_000))
    address = f"https://news.example/{day:%Y/%m}/{content_hash(str(number))[:12]}"
    title = window(chance, words, 6, 11)
    return ArticleInfo(f"article-{number}", title, day.isoformat(), chance.choice(PAPERS), address)


def _fact(
    chance: random.Random, one: EntityRef, other: EntityRef, article: ArticleInfo, words: list[str]
) -> Fact:
    quotes = []
    for _ in range(chance.choices((1, 2), (80, 20))[0]):
        said = f"{one.label} {chance.choice(_VERBS)} {other.label}"
        text = f"{said}, {window(chance, words, 10, 22)}"
        quotes.append(Quote(article, 0, len(text), text, "x/y"))
    claim = "claim/" + content_hash(one.id, other.id, quotes[0].text)
    status = chance.choices(("asserted", "planned", "opinion", "negated"), (86, 8, 2, 4))[0]
    tier = "accepted" if chance.random() < 0.9 else "candidate"
    sure = chance.choice((0.5, 0.7, 0.8, 0.9, 0.95, 0.98))
    qualifiers = {"date": article.date} if article.date and chance.random() < 0.5 else {}
    predicate = chance.choice(_PREDICATES)
    return Fact(claim, one, predicate, other, status, tier, sure, qualifiers, tuple(quotes))


def _span(chance: random.Random) -> Span:
    day = date(1990, 1, 1) + timedelta(days=chance.randrange(13_000))
    told = (day, day)
    if chance.random() < 0.15:
        return Span(None, None, told)
    gone = day + timedelta(days=chance.randrange(200, 4000))
    return Span((day, day), (gone, gone) if chance.random() < 0.1 else None, told)
