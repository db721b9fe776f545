"""Measuring a project's extraction, and holding it to its floors."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.files import write_text

if TYPE_CHECKING:
    from kg.api.toolbox import Toolbox
    from kg.text import Extractor
    from kg.text.evaluate import Evaluation
    from kg.text.evaluate.floors import Held, Standing


def measure(
    tools: Toolbox, texts: Path, gold: Path | None, aliases: Path | None, only: Iterable[str]
) -> Evaluation:
    """Return how the project's extraction fares; see `Toolbox.evaluate`."""
    return _measure(tools, tools.extractor, texts, gold, aliases, only)


def calibrate(
    tools: Toolbox,
    path: Path,
    texts: Path,
    gold: Path | None,
    aliases: Path | None,
    only: Iterable[str],
) -> Evaluation:
    """Measure each pattern with the confidence of its author, and write what came out.

    The calibration in use is left aside, so that it neither counts twice nor, where it
    names a pattern that is no more, stands in the way of a new one.
    """
    from kg.text import Extractor
    from kg.text.patterns.calibration import CALIBRATION_FILE, calibration_text

    patterns = [each for each in tools.project.patterns if each.name != CALIBRATION_FILE]
    extractor = Extractor.load(tools.registry, patterns)
    result = _measure(tools, extractor, texts, gold, aliases, only)
    write_text(path, calibration_text(result.calibration.outcomes(), result.digest))
    tools.forget()
    return result


def _measure(
    tools: Toolbox,
    extractor: Extractor,
    texts: Path,
    gold: Path | None,
    aliases: Path | None,
    only: Iterable[str] = (),
) -> Evaluation:
    from kg.text.evaluate import evaluate
    from kg.text.evaluate.gold import Names

    names = Names.load(tools.registry, aliases)
    return evaluate(extractor, names, texts, gold, only, tools.furniture)


def hold(tools: Toolbox, path: Path) -> list[Standing]:
    """Return how each corpus of a file of floors stands to them, in the order of the file."""
    from kg.text.evaluate.floors import read_floors

    return [_stand(tools, held) for held in read_floors(path)]


def renew(tools: Toolbox, path: Path) -> list[Standing]:
    """Make what is measured now the floors; what is absent keeps those it has."""
    from kg.text.evaluate.floors import Standing, floors_text

    found = [
        each
        if each.measured is None
        else Standing(each.corpus.renewed(each.measured), each.measured)
        for each in hold(tools, path)
    ]
    write_text(path, floors_text(each.corpus for each in found))
    return found


def _stand(tools: Toolbox, held: Held) -> Standing:
    from kg.text.evaluate.floors import Standing

    reason = held.absent()
    if reason:
        return Standing(held, None, reason)
    gold = None if held.gold is None else held.file(held.gold)
    aliases = None if held.aliases is None else held.file(held.aliases)
    measured = _measure(tools, tools.extractor, held.file(held.texts), gold, aliases)
    return Standing(held, measured)
