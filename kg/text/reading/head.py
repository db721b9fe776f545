"""The head of a page: what stands above the first paragraph, and what it tells.

The head reaches to the first paragraph of prose. Where a standfirst stands above the byline
or the date, it reaches to the last such line before the second paragraph. The headline is
the first line of the head that no phrase of the vocabulary claims and that is no sentence,
of more than two words if there is one (SPACE and RELEASE 23-112 stand above headlines); if it
is repeated, one line stays to be read and the others are cut.

A date counts only on a line of its own or in the dateline of one of the first paragraphs. A
page with different dates above different paragraphs is a chronology: they belong to what
happened, so they stay, and none of them is when the page was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kg.model import Cut
from kg.text.reading.dates import find_date, read_dateline
from kg.text.reading.furniture import Page, join_cuts
from kg.text.reading.metadata import Metadata, url_problem
from kg.text.reading.units import ends_sentence
from kg.text.reading.vocabulary import Rule

_LONGEST_TITLE = 200
_MENU = 4
_SECTION = 2
_PARAGRAPHS_WITH_DATELINE = 3

_MARKUP = re.compile(r"^[#\s]+|\s#+$|\*\*|__")
_SUFFIX = re.compile(r"\s[|–—-]\s([^|]{2,40})$")
_REPORTS = re.compile(r"(?:…|\.\.|[,;–—-])\s?reports\s([^\W\d_][^.…,;:]{1,60})$")
_AGENCY = re.compile(r"[A-Z][\w'’&-]{1,20}(?:\s[A-Z][\w'’&-]{1,20}){0,2}")
_CRUMBS = re.compile(r"[^>›»]{1,40}(?:[>›»][^>›»]{1,60}){1,6}")
_URL = re.compile(r"https?://\S+")
# What stands in the brackets of a dateline where no agency does.
_NO_AGENCY = frozenset({"agencies", "bureau", "correspondent", "desk", "reporter", "staff"})


@dataclass(frozen=True)
class Head:
    """What the head of a page told.

    Args:
        found: title, date, publisher and URL, as far as they stand there.
        cuts: furniture of the head, in ascending order.
        stop: the first unit below the head.
    """

    found: Metadata
    cuts: tuple[Cut, ...]
    stop: int


def read_head(page: Page, title: str | None = None) -> Head:
    """Return what the head of a page tells and what of it is furniture.

    Args:
        page: the page.
        title: the headline, if it is known from elsewhere.
    """
    return _HeadReader(page, title).read()


def clean_title(text: str) -> str:
    """Return a line without Markdown's marks for headings and strong words."""
    return _MARKUP.sub("", text).strip()


class _HeadReader:
    """Reads one head; `_cut` maps units to the reason why they go."""

    def __init__(self, page: Page, title: str | None):
        self._page = page
        self._known = None if title is None else _fold(title)
        self._first = page.next_prose(0)
        self._chronology = _chronology(page)
        self._stop = self._reach()
        self._cut: dict[int, str] = {}

    def read(self) -> Head:
        self._cut_lines()
        self._cut_boxes()
        self._cut_menu()
        headline, suffix = self._headline()
        page = self._page
        cuts = [page.cut(i, i + 1, f"head: {why}") for i, why in self._cut.items()]
        found = Metadata(
            title=None if headline is None else clean_title(page.units[headline].text),
            date=self._date(),
            publisher=self._publisher() or suffix,
            url=self._url(),
        )
        return Head(found, tuple(join_cuts(page.text, cuts)), self._stop)

    def _reach(self) -> int:
        page, first = self._page, self._first
        if first == len(page.units):
            # No paragraph at all: the second line that nothing claims is the article.
            free = (i for i, rules in enumerate(page.rules) if not rules)
            return next(islice(free, 1, None), first)
        second = page.next_prose(first + 1)
        if second == len(page.units):
            return first
        marks = (i for i in range(first + 1, second) if self._marks_head(i))
        return max(marks, default=first - 1) + 1

    def _marks_head(self, index: int) -> bool:
        """Return whether a line is one of a byline, a date or a reading time."""
        rule = self._rule(index)
        return rule is not None and rule.where == "head" and rule.gives != "url"

    def _rule(self, index: int) -> Rule | None:
        """Return what the vocabulary says of a line; it has no say on dates and headline."""
        if index in self._chronology or self._is_known(index):
            return None
        return self._page.rule(index, "head")

    def _free(self) -> Iterator[int]:
        """Yield the lines of the head that nothing has claimed and that are no sentence."""
        for i in range(self._stop):
            claimed = self._page.rules[i] and not self._is_known(i)
            if not (claimed or self._page.prose[i] or i in self._cut):
                yield i

    def _cut_lines(self) -> None:
        for i in range(self._stop):
            rule = self._rule(i)
            if rule and rule.cut != "nothing":
                self._cut[i] = rule.reason
        for i in list(self._free()):
            if _CRUMBS.fullmatch(self._page.units[i].text[:300]):
                self._cut[i] = "site navigation"

    def _cut_boxes(self) -> None:
        """Cut the titles in the block of a heading such as TRENDING, if more lines follow."""
        units = self._page.units
        free = [i for i in self._free() if not self._is_known(i)]
        last = max((units[i].block for i in self._free()), default=0)
        titles = {i for i in free if units[i].block < last}
        opened: tuple[int, str] | None = None
        for i in range(self._stop):
            rule = self._rule(i)
            if rule and rule.cut in ("list", "rest"):
                opened = (units[i].block, rule.reason)
            elif opened and opened[0] == units[i].block and i in titles:
                self._cut[i] = opened[1]

    def _cut_menu(self) -> None:
        """Cut several very short lines above a longer one: a menu that no phrase names."""
        run: list[int] = []
        for i in self._free():
            unit = self._page.units[i]
            if len(unit.text.split()) <= 3 and not ends_sentence(unit.text):
                run.append(i)
                continue
            if len(run) >= _MENU:
                self._cut.update(dict.fromkeys(run, "site navigation"))
            run = []

    def _is_known(self, index: int) -> bool:
        return self._known is not None and self._known in _readings(self._text(index))

    def _text(self, index: int) -> str:
        return clean_title(self._page.units[index].text)

    def _headline(self) -> tuple[int | None, str | None]:
        """Return the line of the headline, and the site's name where one line adds it."""
        free = [i for i in self._free() if self._may_be_title(i)]
        chosen = self._choose(free)
        if chosen is None:
            return None, None
        names = {name for i in free for name in _readings(self._text(i))}
        # "X | The Post" above "X": the line without the site's name is the headline.
        title = next(name for name in reversed(_readings(self._text(chosen))) if name in names)
        same = [i for i in free if title in _readings(self._text(i))]
        plain = next((i for i in same if _fold(self._text(i)) == title), chosen)
        self._cut.update({i: "title repeated" for i in same if i != plain})
        suffixes = (_SUFFIX.search(self._text(i)) for i in same if i != plain)
        return plain, next((found[1].strip() for found in suffixes if found), None)

    def _choose(self, free: list[int]) -> int | None:
        """Return the known headline, or the first line that is more than a section's name."""
        if self._known is not None:
            return next((i for i in free if self._is_known(i)), None)
        long = (i for i in free if len(self._text(i).split()) > _SECTION)
        return next(long, free[0] if free else None)

    def _may_be_title(self, index: int) -> bool:
        text = self._text(index)
        sentence = ends_sentence(text) and not text.endswith(("?", "!"))
        below = index + 1 < len(self._page.units)
        return len(text) <= _LONGEST_TITLE and below and not sentence

    def _given(self, what: str) -> Iterator[str]:
        for i in range(self._stop):
            rule = self._rule(i)
            if rule and rule.gives == what:
                yield self._page.units[i].text

    def _date(self) -> str | None:
        given = (find_date(text) for text in self._given("date"))
        datelines = (date for date, _ in self._datelines())
        changed = (find_date(text) for text in self._given("updated"))
        found = (date for dates in (given, datelines, changed) for date in dates if date)
        return next(found, None)

    def _datelines(self) -> Iterator[tuple[str | None, str | None]]:
        units = (u for u, p in zip(self._page.units, self._page.prose, strict=True) if p)
        return (read_dateline(unit.text) for unit in islice(units, _PARAGRAPHS_WITH_DATELINE))

    def _publisher(self) -> str | None:
        """Return the publisher that a standfirst or a dateline names, if it is clear."""
        for unit in self._page.units[: self._stop]:
            found = _REPORTS.search(unit.text)
            if found and found[1].split()[-1] in self._page.furniture.publisher_words:
                return found[1].strip()
        for _, agency in self._datelines():
            if agency and _AGENCY.fullmatch(agency):
                last = agency.lower().split()[-1]
                return None if last in _NO_AGENCY else agency
        return None

    def _url(self) -> str | None:
        found = (_URL.search(text) for text in self._given("url"))
        urls = (match[0] for match in found if match)
        return next((url for url in urls if url_problem(url) is None), None)


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _readings(text: str) -> list[str]:
    """Return a title folded, as it stands and without the name of a site at its end."""
    short = _SUFFIX.sub("", text)
    return [_fold(text)] if short == text else [_fold(text), _fold(short)]


def _chronology(page: Page) -> frozenset[int]:
    """Return the date lines above paragraphs, if they tell when things happened."""
    above = [
        i
        for i, rules in enumerate(page.rules[:-1])
        if page.prose[i + 1] and any(rule.gives == "date" for rule in rules)
    ]
    within = any(i and page.prose[i - 1] for i in above)
    dates = {find_date(page.units[i].text) for i in above}
    return frozenset(above) if within and len(dates) > 1 else frozenset()
