"""The codes of countries are those of ISO 3166-1, by a list that is not ours."""

from __future__ import annotations

from pathlib import Path

from babel.core import get_global

from kg.model.registry import Registry


def test_every_code_of_a_country_is_one_of_iso(data_dir: Path) -> None:
    two_of_three = get_global("territory_aliases")  # has USA -> [US]
    registry = Registry.load([data_dir / "entities"])
    coded = [entity for entity in registry.entities.values() if entity.iso2]
    assert len(coded) == 249
    wrong = [e.ref.id for e in coded if two_of_three.get(e.iso3 or "") != [e.iso2]]
    assert wrong == []
