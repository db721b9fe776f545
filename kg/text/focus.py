"""What a text last spoke of joining and signing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import MEMBERSHIPS, Claim, EntityRef

REACH = 4
"""How many sentences back the text may have spoken of it."""


@dataclass
class Focus:
    """What the sentences before spoke of joining and signing.

    Args:
        membership: the accord, programme or mission that the text last spoke of joining.
        document: the accord or agreement that it last spoke of signing.
        joined_in: number of the sentence that spoke of the membership.
        is_fact: whether it said that somebody has joined.
        signed_in: number of the sentence that spoke of the document.
        programme: the one programme that a sentence was on, whatever it said of it.
        spoken_in: number of that sentence.
        continued_in: number of the last sentence that spoke of going on with something.
        counted_in: number of the last sentence that told how many have joined something.
    """

    membership: EntityRef | None = None
    document: EntityRef | None = None
    joined_in: int = -REACH
    is_fact: bool = False
    signed_in: int = -REACH
    programme: EntityRef | None = None
    spoken_in: int = -REACH
    continued_in: int = -REACH
    counted_in: int = -REACH

    def remember(
        self,
        claims: Sequence[Claim],
        named: EntityRef | None,
        programme: EntityRef | None,
        number: int,
        *,
        continues: bool = False,
        counts: bool = False,
    ) -> None:
        """Take in what a sentence with a number stated, what it names as joined, and is on."""
        if continues:
            self.continued_in = number
        if programme is not None:
            self.programme, self.spoken_in = programme, number
        joined = {thing: claim.status for claim in claims if (thing := _joined_by(claim))}
        things = {*joined, *([named] if named is not None else [])}
        if things:
            known = self.is_fact and things == {self.membership}
            self.membership = things.pop() if len(things) == 1 else None
            self.is_fact = known or "asserted" in joined.values()
            self.joined_in = number
            self.counted_in = number if counts and self.membership else self.counted_in
        signed = [thing for claim in claims if (thing := _signed_by(claim))]
        if named is not None and named.type == "Accord":
            signed.append(named)
        if signed:
            self.document, self.signed_in = signed[-1], number


def _joined_by(claim: Claim) -> EntityRef | None:
    """Return the accord or programme whose members a claim speaks of."""
    if claim.predicate == "memberCount":
        return claim.subject
    joined = claim.predicate in MEMBERSHIPS and isinstance(claim.object, EntityRef)
    return claim.object if joined else None  # type: ignore[return-value]


def _signed_by(claim: Claim) -> EntityRef | None:
    """Return the accord or agreement whose signing a claim speaks of."""
    if claim.predicate == "signedBy":
        return claim.subject
    term = claim.object
    if claim.predicate == "agreementWith":
        term = claim.qualifiers.get("agreement")  # type: ignore[assignment]
    elif claim.predicate != "signatoryOf":
        return None
    return term if isinstance(term, EntityRef) else None
