"""Cutting page furniture away without cutting the article.

A line is furniture if a phrase of `data/furniture.yaml` matches it wholly and it stands
where the phrase counts. What goes with it is decided by what follows:

- a `line` goes alone;
- a `list` takes the titles and broken-off teasers below it and stops at the first sentence;
- `rest` takes all that follows, until the article goes on: at two paragraphs in a row, at
  one that is too long for a teaser, or at a last one below a bare list of titles. Where most
  of the prose stands below it, it is a box near the top and takes titles only;
- `end` takes all that follows, unless most of the prose stands below it.

Every unit of the page is looked at a fixed number of times.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Cut
from kg.text.reading.units import read_units
from kg.text.reading.vocabulary import Furniture, Rule

_LONGEST_TEASER = 400
# More than this many times as much prose below a heading as above it: no tail.
_TOP_OF_ARTICLE = 3


class Page:
    """A text in units, with what the vocabulary says of each.

    Args:
        text: the frozen text.
        furniture: the vocabulary.
        start: first code point to look at.
    """

    def __init__(self, text: str, furniture: Furniture, start: int = 0):
        self.text = text
        self.furniture = furniture
        self.units = read_units(text, start)
        self.rules = [furniture.match(unit.text) for unit in self.units]
        self.prose = [u.prose and not r for u, r in zip(self.units, self.rules, strict=True)]

    def rule(self, index: int, place: str) -> Rule | None:
        """Return the first rule that holds for a unit in that place."""
        return next((rule for rule in self.rules[index] if rule.fits(place)), None)

    def next_prose(self, index: int) -> int:
        """Return the first paragraph of prose from an index on, or the number of units."""
        return next((i for i in range(index, len(self.units)) if self.prose[i]), len(self.units))

    def cut(self, first: int, stop: int, reason: str) -> Cut:
        """Return a cut from one unit up to another one, which stays."""
        # The line end goes too; the last line may have none.
        end = min(self.units[stop - 1].end + 1, len(self.text))
        return Cut(self.units[first].start, end, reason)


def cut_below(page: Page, first: int) -> list[Cut]:
    """Return the furniture between and below the paragraphs of an article.

    Args:
        page: the page.
        first: the first unit that does not belong to its head.

    Returns:
        Cuts in ascending order.
    """
    zones = _zones(page, first)
    taken = {i for start, stop, _ in zones for i in range(start, stop)}
    left = [i for i in range(first, len(page.units)) if i not in taken]
    last = max((i for i in left if page.prose[i]), default=first - 1)
    cuts = [page.cut(*zone) for zone in zones]
    for i in left:
        place = "tail" if i > last else "body"
        rule = page.rule(i, place)
        if rule and rule.cut != "nothing":
            cuts.append(page.cut(i, i + 1, f"{place}: {rule.reason}"))
    return join_cuts(page.text, cuts)


_Zone = tuple[int, int, str]


def _zones(page: Page, first: int) -> list[_Zone]:
    """Return the stretches that a heading opens, as unit numbers and reason."""
    above = [0]
    for unit, prose in zip(page.units, page.prose, strict=True):
        above.append(above[-1] + len(unit) * prose)
    zones: list[_Zone] = []
    i = first
    while i < len(page.units):
        rule = page.rule(i, "body" if above[i] < above[-1] else "tail")
        stop = i + 1
        if rule and rule.cut in ("list", "rest", "end"):
            stop = _stop(page, i, rule.cut, above[i], above[-1] - above[i])
            place = "tail" if stop == len(page.units) else "body"
            zones.append((i, stop, f"{place}: {rule.reason}, from “{page.units[i].text[:60]}”"))
        i = stop
    return zones


def _stop(page: Page, index: int, cut: str, above: int, below: int) -> int:
    if cut == "end" and above >= below:
        return len(page.units)
    if cut == "list" or below > _TOP_OF_ARTICLE * above:
        return after_titles(page, index + 1)
    return _article_goes_on(page, index + 1)


def after_titles(page: Page, index: int) -> int:
    """Return the first unit from an index on that is no title of another story."""
    start = index
    while index < len(page.units) and _belongs_to_list(page, index):
        index += 1
    # A line directly above a paragraph is the heading of that paragraph.
    return index - 1 if start < index and _heads(page, index - 1, start - 1) else index


def _belongs_to_list(page: Page, index: int) -> bool:
    rule = page.rule(index, "body")
    return rule.cut == "line" if rule else page.units[index].is_teaser


def _heads(page: Page, index: int, opener: int) -> bool:
    """Return whether a line stands directly above a paragraph, in a block of their own.

    Where no blank line parts them from what opened the list, the page has none to go by.
    """
    units = page.units
    if index + 1 == len(units) or not page.prose[index + 1] or page.rule(index, "body"):
        return False
    return units[opener].block != units[index].block == units[index + 1].block


def _article_goes_on(page: Page, index: int) -> int:
    """Return the unit with which the article goes on below teasers, if it does."""
    units, titles, excerpts = page.units, 0, False
    for i in range(index, len(units)):
        if not page.prose[i]:
            titles = 0 if page.rules[i] else titles + 1
            continue
        followed = i + 1 < len(units) and page.prose[i + 1]
        last = not followed and titles > 1 and not excerpts and page.next_prose(i + 1) == len(units)
        if followed or last or len(units[i]) >= _LONGEST_TEASER:
            return i - 1 if i > index and _heads(page, i - 1, index - 1) else i
        titles, excerpts = 0, True
    return len(units)


def join_cuts(text: str, cuts: Iterable[Cut]) -> list[Cut]:
    """Return cuts in order, none overlapping, with neighbours of one reason joined."""
    joined: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if joined and cut.start < joined[-1].end:
            if cut.end <= joined[-1].end:
                continue
            cut = Cut(joined[-1].end, cut.end, cut.reason)
        if joined and _touch(text, joined[-1], cut):
            cut = Cut(joined.pop().start, cut.end, cut.reason)
        joined.append(cut)
    return joined


def _touch(text: str, before: Cut, cut: Cut) -> bool:
    return before.reason == cut.reason and not text[before.end : cut.start].strip()
