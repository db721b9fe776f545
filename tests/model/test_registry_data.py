"""The bundled registry: who is in it, and by which names they are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UnknownNameError
from kg.model.registry import Registry


@pytest.fixture(scope="module")
def bundled(data_dir: Path) -> Registry:
    """The registry that comes with the project."""
    return Registry.load([data_dir / "entities"])


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("country/pakistan", "country/pakistan"),
        ("country:pakistan", "country/pakistan"),
        ("https://w3id.org/spacekg/id/country/pakistan", "country/pakistan"),
        ("<https://w3id.org/spacekg/id/organisation/cnsa>", "organisation/cnsa"),
        ("change-6", "mission/change-6"),
        ("Chang’e 6", "mission/change-6"),
        ("CHANG'E‑6", "mission/change-6"),
        ("turkiye", "country/turkey"),
        ("the Netherlands", "country/netherlands"),
        ("u.s.", "country/united-states"),
        ("Pakistani", "country/pakistan"),
        ("kiev", "country/ukraine"),
        ("cnsa", "organisation/cnsa"),
        ("China National Space Administration (CNSA)", "organisation/cnsa"),
        ("China-Brazil Earth Resources Satellite (CBERS) programme", "programme/cbers"),
        ("Shanghai Jiaotong University", "organisation/shanghai-jiao-tong-university"),
        ("Artemis", "programme/artemis"),
        ("Artemis Accords", "accord/artemis-accords"),
        ("Artemis 2", "mission/artemis-ii"),
        ("Belintersat 1", "spacecraft/belintersat-1"),
        ("iCube Qamar", "spacecraft/icube-q"),
        ("Peter Szijjarto", "person/peter-szijjarto"),
    ],
)
def test_names_are_found_as_people_write_them(bundled: Registry, name: str, id: str) -> None:
    """Id, IRI, label, alias, acronym, demonym and capital, in any typography."""
    assert bundled.find(name).ref.id == id


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Pakisten", "Pakistan"),
        ("Atremis Accords", "Artemis Accords"),
        ("lunar research station", "International Lunar Research Station"),
        ("country/pakistn", "Pakistan"),
    ],
)
def test_an_unknown_name_suggests_known_ones(bundled: Registry, name: str, suggestion: str) -> None:
    """A typo or half a name leads to the entity that was meant."""
    for look_up in (bundled.find, bundled.get):
        with pytest.raises(UnknownNameError) as caught:
            look_up(name)
        assert suggestion in caught.value.suggestions
        assert len(caught.value.suggestions) <= 3


@pytest.mark.parametrize("name", ["Korea", "Congo", "Korean", "ISA", "Virgin Islands"])
def test_a_name_of_two_things_is_never_guessed(bundled: Registry, name: str) -> None:
    """The person who asks gets the candidates to choose from."""
    with pytest.raises(UnknownNameError, match=r"may mean \S+/\S+ or \S+/\S+;"):
        bundled.find(name)


def test_neighbours_in_spelling_are_kept_apart(bundled: Registry) -> None:
    """A longer or similar name is its own country."""
    apart = {
        "Niger": "niger",
        "Nigerien": "niger",
        "Nigerian": "nigeria",
        "Guinea": "guinea",
        "Equatorial Guinea": "equatorial-guinea",
        "Samoa": "samoa",
        "American Samoan": "american-samoa",
        "Sudan": "sudan",
        "South Sudanese": "south-sudan",
        "Republic of China": "taiwan",
        "People's Republic of China": "china",
        "Dominica": "dominica",
        "Dominican Republic": "dominican-republic",
        "Democratic Republic of Congo": "democratic-republic-of-the-congo",
    }
    for name, slug in apart.items():
        assert bundled.find(name).ref.id == f"country/{slug}"


def test_longer_phrases_hide_the_names_in_them(bundled: Registry) -> None:
    """Newspapers, seas, regions and people are no countries."""
    blocked = {s.text for s in bundled.surfaces() if s.kind == "blocked"}
    expected = {"Latin America", "South America", "New Mexico", "Indian Ocean", "Times of India"}
    assert blocked >= expected | {"South China Morning Post", "Washington Post", "Michael Jordan"}


def test_all_of_iso_3166_is_there(bundled: Registry) -> None:
    """249 countries and territories with both codes; former states and blocs have none."""
    coded = [e for e in bundled.entities.values() if e.iso2]
    assert len(coded) == 249
    assert all(e.ref.type == "Country" and e.iso3 for e in coded)
    for id in ("country/soviet-union", "country/kosovo", "organisation/european-union"):
        assert bundled.get(id).iso2 is None


def test_every_state_has_the_names_that_newspapers_use(bundled: Registry) -> None:
    """A country without a demonym is an island or a territory, and those are known."""
    bare = [e for e in bundled.entities.values() if e.ref.type == "Country" and not e.demonyms]
    assert len(bare) < 30
    assert not {"Japan", "Serbia", "Vietnam"} & {e.ref.label for e in bare}


def test_entries_of_a_file_are_sorted_by_id(data_dir: Path) -> None:
    """A colleague finds the place of an entry, and a diff is small."""
    for file in sorted((data_dir / "entities").glob("*.yaml")):
        lines = file.read_text(encoding="utf-8").splitlines()
        ids = [line.removeprefix("- id: ") for line in lines if line.startswith("- id: ")]
        assert ids == sorted(ids), file.name
        assert lines[0].startswith("# "), file.name


def test_surfaces_are_sorted_and_stand_once(bundled: Registry) -> None:
    """What the gazetteer compiles is the same in every run."""
    texts = [s.text for s in bundled.surfaces()]
    assert texts == sorted(set(texts))
    assert list(bundled.entities) == sorted(bundled.entities)


def test_the_order_of_entries_changes_nothing(bundled: Registry) -> None:
    """Digest and surfaces are the same however the entries come."""
    backwards = Registry(
        reversed(list(bundled.entities.values())),
        reversed(list(bundled.homonyms.values())),
        reversed(bundled.blocked),
    )
    assert backwards.digest() == bundled.digest()
    assert backwards.surfaces() == bundled.surfaces()
