"""What the articles of a made-up graph state: claims of every kind, and the words for them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from benchmarks.engine.world import HUBS, World
from kg.model import EntityRef, Literal, Value

_DAYS = 12_000
_FIRST_DAY = date(1993, 1, 1)


class Told(NamedTuple):
    """One statement, without who makes it."""

    subject: EntityRef
    predicate: str
    object: EntityRef | Literal
    qualifiers: Mapping[str, Value] = {}


Draw = Callable[[World, random.Random, int], Iterator[Told]]


def draw(world: World, chance: random.Random, number: int) -> Iterator[Told]:
    """Yield the statements of the next thing that happened; `number` makes its names new."""
    return chance.choices(_DRAWS, _WEIGHTS)[0](world, chance, number)


def founding(world: World) -> Iterator[Told]:
    """Yield who leads the programmes and the accords, and what country each agency is of."""
    for at in range(HUBS["Programme"]):
        leader = world.hub("Country" if at < 2 else "Agency", at)
        yield Told(world.hub("Programme", at), "ledBy", leader, {"since": "1992"})
    for at in range(HUBS["Accord"]):
        yield Told(
            world.hub("Accord", at), "ledBy", world.hub("Country", 2 + at), {"since": "1992"}
        )
    for at, agency in enumerate(world.members["Agency"]):
        yield Told(agency, "agencyOf", world.hub("Country", at % HUBS["Country"]))


def day(chance: random.Random) -> str:
    """Return a date, of which one in eight has no day and one in twenty no month."""
    shown = (_FIRST_DAY + timedelta(days=chance.randrange(_DAYS))).isoformat()
    kind = chance.random()
    return shown[:4] if kind < 0.05 else shown[:7] if kind < 0.17 else shown


def _joining(world: World, chance: random.Random, _number: int) -> Iterator[Told]:
    if chance.random() < 0.4:
        accord = world.any(chance, "Accord")
        qualifiers: dict[str, Value] = {"date": day(chance), "ordinal": chance.randint(1, 60)}
        yield Told(world.any(chance, "Country"), "signatoryOf", accord, qualifiers)
        return
    party = world.any(chance, "Country", "Agency", "Company", "University")
    role = {"role": chance.choice(("member", "partner"))} if chance.random() < 0.5 else {}
    rung = {"commitment": chance.choice(("signed", "announced"))} if chance.random() < 0.3 else {}
    joined = world.any(chance, "Programme", "Mission")
    yield Told(party, "participatesIn", joined, {"since": day(chance), **role, **rung})


def _agreement(world: World, chance: random.Random, number: int) -> Iterator[Told]:
    one = world.any(chance, "Country", "Agency", "Company")
    other = world.any(chance, "Country", "Agency", "University")
    if one == other:
        return
    label = f"Agreement {number} of {one.label} and {other.label}"
    agreement = EntityRef(f"agreement/made-{number}", label, "Agreement")
    kind = chance.choice(("memorandum of understanding", "agreement", "letter of intent"))
    qualifiers: dict[str, Value] = {"agreement": agreement, "kind": kind, "date": day(chance)}
    if chance.random() < 0.4:
        qualifiers["concerning"] = world.any(chance, "Programme", "Mission")
    yield Told(one, "agreementWith", other, qualifiers)
    for side in (one, other) if chance.random() < 0.4 else ():
        person = world.any(chance, "Person")
        yield Told(agreement, "signedBy", person, {"onBehalfOf": side})
        yield Told(person, "holdsPosition", side, {"title": f"head of office {number % 7}"})


def _craft(world: World, chance: random.Random, number: int) -> Iterator[Told]:
    craft = chance.choice(world.members["Satellite"])
    customer = world.any(chance, "Country", "Agency", "Company")
    yield Told(craft, "builtBy", world.any(chance, "Agency", "Company"))
    yield Told(craft, "builtFor", customer)
    yield Told(craft, "operatedBy", customer)
    yield Told(craft, "launchedBy", world.any(chance, "Agency", "Company"))
    for _ in range(2 if chance.random() < 0.03 else 1):
        shown = (_FIRST_DAY + timedelta(days=chance.randrange(_DAYS))).isoformat()
        yield Told(craft, "launchDate", Literal(shown, "date"))
    yield Told(craft, "launchVehicle", Literal(f"Rocket {number % 23}"))
    yield Told(craft, "orbit", Literal(chance.choice(("LEO", "GEO", "MEO", "lunar"))))


def _contribution(world: World, chance: random.Random, _number: int) -> Iterator[Told]:
    party = world.any(chance, "Country", "Agency", "University")
    what = chance.choice(("a payload", "a camera", "a rover", "ground stations", "a detector"))
    yield Told(party, "contributesTo", world.any(chance, "Programme", "Mission"), {"what": what})


def _part(world: World, chance: random.Random, _number: int) -> Iterator[Told]:
    if chance.random() < 0.5:
        yield Told(world.any(chance, "Mission"), "partOf", world.any(chance, "Programme"))
    else:
        yield Told(
            chance.choice(world.members["Satellite"]), "partOf", world.any(chance, "Mission")
        )


def _count(world: World, chance: random.Random, _number: int) -> Iterator[Told]:
    counted = {"asOf": day(chance)}
    if chance.random() < 0.5:
        number = Literal(str(chance.randint(2, 60)), "integer")
        yield Told(world.any(chance, "Programme", "Accord"), "memberCount", number, counted)
    else:
        number = Literal(str(chance.randint(1, 900)), "integer")
        yield Told(world.any(chance, "Country"), "activeSatellites", number, counted)


def _plan(world: World, chance: random.Random, _number: int) -> Iterator[Told]:
    year = Literal(str(chance.randrange(2026, 2041)), "gYear")
    yield Told(world.any(chance, "Mission", "Programme"), "plannedFor", year)


_KINDS: tuple[tuple[Draw, int], ...] = (
    (_joining, 25),
    (_agreement, 22),
    (_craft, 14),
    (_contribution, 10),
    (_part, 8),
    (_count, 2),
    (_plan, 2),
)
_DRAWS = [kind for kind, _ in _KINDS]
_WEIGHTS = [weight for _, weight in _KINDS]
