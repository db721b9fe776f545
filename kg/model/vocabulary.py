"""What predicates and qualifiers take, as the ontology declares it.

The ontology is the place where these are defined; they stand here as well because text and
rows are read without it. A test holds the two together.
"""

from __future__ import annotations

QUALIFIERS = frozenset(
    "agreement altitude asOf attributedTo commitment comparator concerning date dateText former"
    " kind launchSite onBehalfOf ordinal place role since title until via what".split()
)
"""What narrows a statement."""

DATES = frozenset({"asOf", "date", "since", "until"})
"""Qualifiers that hold a date."""

NAMES = frozenset({"agreement", "attributedTo", "concerning", "onBehalfOf"})
"""Qualifiers that hold an entity; all but `agreement` may hold words instead."""

RUNGS = ("announced", "negotiating", "signed", "ratified", "suspended", "withdrawn")
"""The ladder of commitment, in the order in which its rungs can follow."""

COMPARATORS = ("only", "over", "under", "about", "by", "at least", "before", "until", "not before")
"""How a number or a date is bounded."""

DATED = frozenset({"launchDate", "plannedFor"})
"""Predicates whose object is a date."""

COUNTED = frozenset({"activeSatellites", "memberCount"})
"""Predicates whose object is a whole number."""

WORDED = frozenset({"basedOn", "launchVehicle", "orbit", "satelliteType"})
"""Predicates whose object is words."""

LITERAL = DATED | COUNTED | WORDED
"""Predicates whose object is no entity."""
