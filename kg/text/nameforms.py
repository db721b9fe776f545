"""How capitalised words are made, and which of them open no name."""

from __future__ import annotations

CAPITALISED = r"[^\W\d_a-z](?:[\w&-]|['’](?!s\b))*"
_NOT_A_NAME = (
    "The This That These Those It Its They He She We I A An In On At By For From With And But Or As"
    " If When While After Before Since Under Both All Some Many Most Other Another Earlier Later"
    " Last Next First Second Third Now Then There Here Also Similarly However Meanwhile Moreover"
    " What Which Who Why How Where Mr Mrs Ms Dr Prof His Her Their Our No Not Yes Only Two Three"
    " Four Five Six Seven Eight Nine Ten According During Among Between Through Until So Thus Read"
    " To Of Over Within Without About Like Near Presidents Ministers Premiers Chancellors"
    " Ambassadors Administrators Directors Support"
).split()
NAME_STARTS = rf"(?!(?:{'|'.join(_NOT_A_NAME)})\b(?!&))"
_HEADLINE_VERBS = (
    "Announces Answers Arrives Assigns Begins Captures Celebrates Completes Conducts Confirms"
    " Departs Discusses Explains Former Gets Gives Hails Honors Honours Hosts Invited Invites"
    " Joins Lands Launches Learns Leaves Makes Meets Named Names Opens Pays Praises Presents"
    " Receives Reflects Resigns Retires Returns Says Selects Sends Sets Shares Signing Signs"
    " Speaks Takes Talks Tells Testifies Tests Unveils Urges Visits Warns Welcomes Wins"
).split()
NO_NAME_PART = rf"(?!(?:{'|'.join(_HEADLINE_VERBS)})(?![\w'’-]))"
"""Stands before a word of a person's name: in headlines verbs are capitalised too."""
GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?=\S))"
"""What parts the words of a name, which goes on in the next line but not behind an empty one."""
UPPER = "".join(c for c in map(chr, (*range(0x41, 0x250), *range(0x1E00, 0x1F00))) if c.isupper())
"""Capital letters of the Latin alphabets, of Czech, Turkish and Vietnamese too."""
