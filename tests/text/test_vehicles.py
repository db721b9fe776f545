"""Launch vehicles are read by every spelling, and called by one name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Facts = Callable[..., set[str]]

SPELLINGS = {
    "H-IIA": ("H-IIA", "H2A", "H-2A", "H-II A"),
    "Long March 3B": ("Long March 3B", "Long March-3B", "CZ-3B", "LM-3B", "Changzheng 3B"),
    "LVM3": ("LVM3", "LVM-3", "GSLV Mk III", "GSLV Mark III", "Launch Vehicle Mark-3"),
    "PSLV-C37": ("PSLV-C37",),
    "Soyuz-2.1b": ("Soyuz-2.1b",),
    "Zenit-3SLB": ("Zenit-3SLB",),
    "Ariane 5 ECA": ("Ariane 5 ECA", "Ariane-5 ECA"),
    "PSLV": ("PSLV", "Polar Satellite Launch Vehicle"),
}


@pytest.mark.parametrize(
    ("name", "spelt"), [(name, one) for name, others in SPELLINGS.items() for one in others]
)
def test_a_rocket_is_read_by_every_spelling(facts: Facts, name: str, spelt: str) -> None:
    assert f"LaoSat-1 launchVehicle {name}" in facts(
        f"The {spelt} that left the coast carried LaoSat-1."
    )


def test_two_letters_are_a_rocket_only_before_a_number(facts: Facts) -> None:
    """LM is a lunar module too."""
    assert facts("LaoSat-1 was shown on the LM of the museum.") == set()
