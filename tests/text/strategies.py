"""Texts made of pieces: true sentences, names, and everything that a page may throw in.

`HYPOTHESIS_PROFILE=long make test ARGS=tests/text/test_laws.py` tries fifty times as many.
"""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kg.model.registry import Registry
from kg.text.reading import read_document
from kg.text.sentences import sentences

DATA = Path(__file__).resolve().parent.parent.parent / "data"
_TIMES = 50 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 1


def laws(examples: int) -> settings:
    """Return how long a law is tried: on so many texts, or on many more in the long profile."""
    return settings(
        max_examples=examples * _TIMES,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def _said() -> list[str]:
    documents = [read_document(path) for path in sorted((DATA / "articles").glob("*.md"))]
    return [d.text[start:end] for d in documents for start, end in sentences(d.readable())]


SENTENCES = _said()
NAMES = [s.text for s in Registry.load([DATA / "entities"]).surfaces()]
CONNECTIVES = (
    "and or but nor while which who that it they its the a of in on at by with from for to, ; : —"
    " -- including such as as well as both neither not has have had will would may is are was been"
    " signed joined built launched led by agreed to operates withdrew from member partner 's"
    " the mission the programme the country the agency the satellite these agreements -led -built"
).split(" ")
DATES = (
    "on 23 October 2023|in the 2030s|by 2030|last year|on Tuesday|yesterday|3 May|in May|2024-02-30"
    "|31 February 2023|the third quarter of 2026|mid-2024|99 October 99999|seven|38th|1,234|3.5 %"
).split("|")
ODD = (
    "“|”|\"|'|’|‘|«|(|)|((|[|]|{|}|<|>|<b>|</script>|&amp;|**|_|#|- |* |> |\\|`|[x](y)|%|$|€|…|..."
    "|.|!|?|\n|\n\n|\r\n|\r|\t|\f|\v|\x00|\x1b[31m|\x85|\u2028|\u2029|\xa0|\u202f|\u3000|\xad|\u200b"
    "|\u200d|\u200f|\u202e|\u202c|\u2066|\ufeff|\ufffd|\ue000|\ue001|\ue0001A0\ue001|\ud800|\udfff"
    "|🚀|👩\u200d🚀|e\u0301|\u0301|ﬁ|ß|İ|ı|ſ|Å|Ǆ|中国国家航天局|وكالة الفضاء|Роскосмос"
    "|Türkiye Uzay Ajansı|한국|ไทย|भारत|U.S.|e.g.|Mr.|St.|No.|A.B.C.|O'Brien-Smith|al-Harthi|X-1"
    "|Sat-2|FooSat-3|(FOO)|Foo Institute of Bar|prime minister of|director of the"
).split("|")
HUGE = (
    *("(" * 10_000, "“" * 999, "a" * 5_000, "A" * 5_000, "x-" * 2_000, "1" * 3_000),
    *("China, " * 400, "U.S." * 500, " " * 5_000, "\n" * 3_000, "It it It " * 300, "' s" * 700),
    *("Kenya signed the Artemis Accords and " * 60, "e\u0301" * 2_000, "👩\u200d🚀" * 500),
)

WORDS = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(CONNECTIVES),
    st.sampled_from(DATES),
    st.sampled_from(ODD),
    st.text(max_size=6),
)
PIECES = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(SENTENCES).flatmap(lambda s: st.integers(0, len(s)).map(lambda i: s[:i])),
    st.lists(WORDS, max_size=14).map(" ".join),
    st.lists(WORDS, max_size=6).map("".join),
)
TEXTS = st.tuples(st.lists(PIECES, max_size=7), st.sampled_from([" ", "\n", "\n\n", "", ". "])).map(
    lambda made: made[1].join(made[0])
)
HUGE_TEXTS = st.tuples(TEXTS, st.sampled_from(HUGE), TEXTS).map("".join)
PARAGRAPHS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join)
"""True sentences in any order."""
