"""The map: a tile for every country, at a place of `tiles.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import DataFileError
from kg.model.datafile import Record, parse_yaml

if TYPE_CHECKING:
    from kg.graph.facts import EntityInfo
    from kg.out.views.payload import Payload

NO_TILE = "..."


@dataclass(frozen=True)
class Tile:
    """Where one country stands.

    Args:
        code: of ISO 3166-1, three letters.
        name: of the country.
        column: from the west, 0 the first.
        row: from the north, 0 the first.
    """

    code: str
    name: str
    column: int
    row: int


@cache
def tiles() -> tuple[Tile, ...]:
    """Return all tiles, by row and column.

    Raises:
        DataFileError: a code stands twice in the grid, or has no name, or a name no tile.
    """
    source = files("kg.out.views") / "tiles.yaml"
    return parsed(source.read_text(encoding="utf-8"), Path("tiles.yaml"))


def parsed(text: str, path: Path) -> tuple[Tile, ...]:
    """Return the tiles that a file of grid and names describes; errors as in `tiles`."""
    record = parse_yaml(text, path)
    fields = record if isinstance(record, Record) else {}
    grid, names = fields.get("grid"), fields.get("names")
    if not isinstance(grid, str) or not isinstance(names, Record):
        raise DataFileError("needs a grid and the names of the codes in it", path)
    found: dict[str, Tile] = {}
    for code, column, row in _places(grid):
        if code in found:
            raise DataFileError(f"{code} stands twice in the grid", path)
        if code not in names:
            raise DataFileError(f"{code} stands in the grid, but has no name", path)
        found[code] = Tile(code, str(names[code]), column, row)
    for code in sorted(names.keys() - found.keys()):
        raise DataFileError(f"{code} has a name, but no tile", path, names.line_of(code))
    return tuple(found.values())


def _places(grid: str) -> Iterator[tuple[str, int, int]]:
    """Yield code, column and row of each tile."""
    for row, line in enumerate(grid.splitlines()):
        for column, code in enumerate(line.split()):
            if code != NO_TILE:
                yield code, column, row


def tile_records(known: Mapping[str, EntityInfo], payload: Payload) -> list[dict[str, Any]]:
    """Return each tile with the node of its country, None where the graph does not name it."""
    nodes = _nodes(known.values(), payload)
    return [
        {
            "code": tile.code,
            "name": tile.name,
            "column": tile.column,
            "row": tile.row,
            "node": nodes.get(tile.code),
        }
        for tile in tiles()
    ]


def _nodes(known: Iterable[EntityInfo], payload: Payload) -> dict[str, int]:
    found = {}
    for info in known:
        node = payload.node(info.ref.id)
        if info.iso3 is not None and node is not None:
            found[info.iso3] = node
    return found
