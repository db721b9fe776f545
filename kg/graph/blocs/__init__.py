"""Blocs and who is in them: in all of several, in one alone, or in none.

A bloc is a programme, a mission or an accord, whose members take part in it, have signed it
or lead it; or an organisation or a country, whose partners have agreements with it. Who
contributes to a mission takes part in it; to a programme one may contribute from without. A party
is counted where accepted facts assert that it itself is in. What is planned, disputed, read
with doubt, denied or withdrawn is marked and never counted, and so is what only a country's
agencies and institutions have done: an institution that signs does not make its country a
member.
"""

from __future__ import annotations

from kg.graph.blocs.homes import Homes
from kg.graph.blocs.leaders import Holder, Lead, holders, lead_of
from kg.graph.blocs.movers import First, Move, first_of, moves
from kg.graph.blocs.overlap import BLOCS, GROUPS, KINDS, Overlap, Row, overlap
from kg.graph.blocs.standing import MARKS, Mark, Standing, Step

__all__ = ["BLOCS", "GROUPS", "KINDS", "MARKS", "First", "Holder", "Homes", "Lead", "Mark"]
__all__ += ["Move", "Overlap", "Row", "Standing", "Step", "first_of", "holders", "lead_of"]
__all__ += ["moves", "overlap"]
