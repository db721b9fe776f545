"""The tiles of the map: every country has one, and no two share a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import DataFileError
from kg.model.datafile import read_yaml
from kg.out.views.tiles import Tile, parsed, tiles

COUNTRIES = Path(__file__).parents[2] / "data" / "entities" / "countries.yaml"
NO_MEMBERS = {"COK", "ESH", "GRL", "HKG", "MAC", "NIU", "PSE", "TWN", "VAT"}
"""Tiles of what is not a member of the United Nations."""


def registry() -> dict[str, str]:
    """Return the names of the countries of the registry by their codes."""
    records = read_yaml(COUNTRIES)
    assert isinstance(records, list)
    return {str(each["iso3"]): str(each["label"]) for each in records if "iso3" in each}


def test_no_two_countries_share_a_place() -> None:
    """A tile hides no other."""
    places = Counter((tile.column, tile.row) for tile in tiles())
    assert [place for place, count in places.items() if count > 1] == []


def test_every_member_of_the_united_nations_has_a_tile() -> None:
    """There are 193, beside the few others that the map shows."""
    codes = {tile.code for tile in tiles()}
    assert codes >= NO_MEMBERS
    assert len(codes - NO_MEMBERS) == 193


def texts(value: object) -> Iterator[str]:
    """Yield every text of a data file."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def test_every_country_of_the_bundled_facts_has_a_tile(data_dir: Path) -> None:
    """Nobody whom the data name is missing from the map, territories included."""
    codes = {name: code for code, name in registry().items()}
    files = sorted((data_dir / "facts").glob("*.yaml"))
    named = {codes[text] for path in files for text in texts(read_yaml(path)) if text in codes}
    assert len(named) > 100
    assert named <= {tile.code for tile in tiles()}


def test_tiles_bear_the_codes_and_names_of_the_registry() -> None:
    """What the map calls a country is what everything else calls it."""
    known = registry()
    assert {tile.code: tile.name for tile in tiles()} == {
        tile.code: known.get(tile.code) for tile in tiles()
    }


@pytest.mark.parametrize(
    ("west", "east"), [("USA", "FRA"), ("PRT", "CHN"), ("IND", "JPN"), ("CHL", "ARG")]
)
def test_tiles_lie_from_west_to_east(west: str, east: str) -> None:
    """The grid resembles the world."""
    by_code = {tile.code: tile for tile in tiles()}
    assert by_code[west].column < by_code[east].column


@pytest.mark.parametrize(
    ("north", "south"), [("NOR", "ITA"), ("EGY", "ZAF"), ("CAN", "ARG"), ("RUS", "IND")]
)
def test_tiles_lie_from_north_to_south(north: str, south: str) -> None:
    """The grid resembles the world."""
    by_code = {tile.code: tile for tile in tiles()}
    assert by_code[north].row < by_code[south].row


def test_file_of_tiles_reads_as_it_looks() -> None:
    """A row of codes is a row of tiles."""
    text = "grid: |\n  NOR ... FIN\n  ... DNK\nnames: {NOR: Norway, FIN: Finland, DNK: Denmark}\n"
    assert parsed(text, Path("t.yaml")) == (
        Tile("NOR", "Norway", 0, 0),
        Tile("FIN", "Finland", 2, 0),
        Tile("DNK", "Denmark", 1, 1),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("grid: |\n  NOR NOR\nnames: {NOR: Norway}\n", "NOR stands twice"),
        ("grid: |\n  NOR SWE\nnames: {NOR: Norway}\n", "SWE stands in the grid, but has no name"),
        ("grid: |\n  NOR\nnames:\n  NOR: Norway\n  SWE: Sweden\n", "SWE has a name, but no tile"),
        ("names: {NOR: Norway}\n", "needs a grid"),
        ("grid: |\n  NOR\n", "needs a grid and the names"),
    ],
)
def test_mistakes_in_the_file_are_told(text: str, words: str) -> None:
    """Who adds a country is told what is missing."""
    with pytest.raises(DataFileError, match=words):
        parsed(text, Path("t.yaml"))
