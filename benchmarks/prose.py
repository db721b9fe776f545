"""English prose that names nothing of the registry, the same on every machine.

It reads like the local pages of a newspaper, with people, places, institutions, numbers
and dates, since a text without capital letters would be too easy.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

_FIRST = "Alma Bertil Clara Dorian Edith Fergus Greta Hollis Ingram Junia Kester Leonie".split()
_STEMS = (
    "Ash Birk Corr Dun Elph Farr Gars Hather Insk Jess Thorn East Kirk Mill Fen Harrow Stone Wick"
    " Lang Marsh Oak Pen Quarr Rush Sel Tarn Up Vale West Yar"
).split()
_TAILS = (
    "down ett igan more ick ow ide sage ip op by marsh well beck combe water gate ly ham ton worth"
    " field ford wick mere stead bridge shaw thwaite cote"
).split()
_BODIES = (
    "the town council|the school board|the harbour office|the water company|the history society"
    "|the University of {town}|the {town} Chamber of Trade|the {town} Choral Society|the hospital"
    "|the bus company|the museum|the parish|the library|the fire brigade|the farmers' market"
).split("|")
_THINGS = (
    "a new footbridge|the old mill|the summer fair|a cycle path|the bakery|the flood wall"
    "|the swimming pool|a row of lime trees|the market hall|the night bus|a choir festival"
    "|the repair of the organ|the rent of allotments|the grammar school|a play about bees"
    "|the price of bread|the football ground|the winter timetable|the apple harvest"
).split("|")
_VERBS = (
    "opened|closed|discussed|repaired|paid for|argued about|voted against|praised|postponed"
    "|inspected|sold|inherited|photographed|measured|painted|refused to fund|agreed to widen"
).split("|")
_WHEN = (
    "on Tuesday|last week|in March|in the spring of {year}|after a long meeting|before the rain"
    "|on {day} October|as the evening drew in|for the {ordinal} time|without much noise"
).split("|")
_ORDINALS = "second third fourth ninth".split()
_FRAMES = (
    "{Body} {verb} {thing} {when}.",
    "{person}, who has kept bees for {number} years, {verb} {thing} {when}.",
    "“Nobody asked us,” said {person}, “and {body} {verb} {thing} {when}.”",
    "It took {number} people and {number} ladders, but {thing} was finished {when}.",
    "In {town}, where {person} grew up, {body} {verb} {thing}; the neighbours were pleased.",
    "The report, which runs to {number} pages, says that {body} {verb} {thing} {when}.",
    "{person} and {person} {verb} {thing} (it had cost {number} pounds) {when}.",
    "They were told that it would not happen again, and it did not.",
)


def articles(count: int, sentences: int = 20, seed: int = 1) -> Iterator[str]:
    """Yield texts that name nothing of the registry.

    Args:
        count: how many texts.
        sentences: how many sentences each has, in paragraphs of four.
        seed: another seed gives other texts.
    """
    chance = random.Random(seed)
    for _ in range(count):
        said = [_sentence(chance) for _ in range(sentences)]
        yield "\n\n".join(" ".join(said[i : i + 4]) for i in range(0, sentences, 4))


def _sentence(chance: random.Random) -> str:
    text = chance.choice(_FRAMES)
    while "{" in text:
        before, _, rest = text.partition("{")
        name, _, after = rest.partition("}")
        text = before + _word(name, chance) + after
    return text


def _word(name: str, chance: random.Random) -> str:
    if name in ("person", "town"):
        place = chance.choice(_STEMS) + chance.choice(_TAILS)
        return f"{chance.choice(_FIRST)} {place}" if name == "person" else place
    if name == "Body":
        body = chance.choice(_BODIES)
        return body[0].upper() + body[1:]
    numbers = {"number": (2, 900), "year": (1950, 2025), "day": (1, 31)}
    if name in numbers:
        return str(chance.randint(*numbers[name]))
    words = {"body": _BODIES, "thing": _THINGS, "verb": _VERBS, "when": _WHEN}
    return chance.choice(words.get(name, _ORDINALS))
