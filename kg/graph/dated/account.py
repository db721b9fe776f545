"""What a graph of a day leaves out, and what in it is not sure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.model.english import counted


@dataclass(frozen=True)
class Truth:
    """How the claims of a graph stand on a day.

    Args:
        day: the day.
        sure: claims that held then.
        undated: claims that are in though nothing dates them.
        told_later: those of them that no dated source told by that day.
        uncertain: claims that are in though the day lies within the bounds of their dates.
        later: claims left out, since what they state came later.
        ended: claims left out, since what they state had ended by then.
    """

    day: date
    sure: int = 0
    undated: int = 0
    told_later: int = 0
    uncertain: int = 0
    later: int = 0
    ended: int = 0

    def __str__(self) -> str:
        """The counts in a sentence."""
        told = f" ({self.told_later:,} first told later)" if self.told_later else ""
        return (
            f"as of {self.day}: {counted(self.sure, 'claim')} held, {self.undated:,} undated"
            f"{told} and {self.uncertain:,} uncertain are in; "
            f"left out are {self.later:,} of later and {self.ended:,} that had ended"
        )


@dataclass(frozen=True)
class Knowledge:
    """What sources had said by a day.

    Args:
        day: the day.
        documents: articles and data files that had said something by then.
        of: articles and data files in all.
        claims: claims made by then.
        unsaid: claims left out, since nobody had made them yet.
        doubtful: claims that are candidates, since what confirms them came later.
        undated: pieces of evidence that are in though no date tells when they were issued.
        uncertain: pieces of evidence that are in though the day lies within their date.
    """

    day: date
    documents: int = 0
    of: int = 0
    claims: int = 0
    unsaid: int = 0
    doubtful: int = 0
    undated: int = 0
    uncertain: int = 0

    def __str__(self) -> str:
        """The counts in a sentence."""
        doubtful = f", {self.doubtful:,} of them unconfirmed then" if self.doubtful else ""
        return (
            f"known by {self.day}: {self.documents:,} of {counted(self.of, 'source text')}, "
            f"{counted(self.claims, 'claim')}{doubtful}; left out are {self.unsaid:,} said later; "
            f"in are {counted(self.undated, 'quote')} without a date "
            f"and {self.uncertain:,} of an uncertain one"
        )
