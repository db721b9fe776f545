"""How a match is meant: as done, planned or denied, by the words in it and around it."""

from __future__ import annotations

import re

from kg.model import MEMBERSHIPS
from kg.text.drafts import document_status
from kg.text.encode import ANY_TOKEN, Encoded
from kg.text.guards import is_conditional, is_dropped
from kg.text.meaning import HAD_HOPED, fate, is_embedded
from kg.text.mention import DOING, DUE, OMITTING
from kg.text.patterns.files import Pattern
from kg.text.patterns.notation import Compiled
from kg.text.patterns.verbs import is_loose_gerund, joined_before, passive_before, status_of

_NEITHER = re.compile(r"\s*(?:neither|nor)\s")
_NEITHER_OF = re.compile(
    # "nor its partners Cuba and Nicaragua adhere", "nor has Kenya signed"
    r"\b(?:(?:neither|nor)\s+(?:(?:the|its|their|his|her)\s+(?:[a-z][\w-]*\s+){0,3})?"
    r"|(?:neither|nor|never|nowhere|not\s+once|at\s+no\s+(?:time|point|stage)|in\s+no\s+way)\s+"
    r"(?:ha[sd]|have|did|do(?:es)?|is|are|was|were|will|would|can|could)\s+(?:the\s+)?"
    # "Neither of the two countries, China and Russia, has signed"
    r"|(?:none|neither)\s+of\s+(?:th(?:e|ese|ose)\s+)?(?:(?:[^\s,]+\s+){0,3}[^\s,]+\s*,\s*)?"
    # "neither of them", before whom they are
    r"|(?:none|neither)(?:\s+of\s+(?:them|these|those|the\s+\S+)(?:\s+[a-z]+)?)?(?:\s+[a-z]+)?\s*)$",
    re.IGNORECASE,
)
_NOR_HAS = re.compile(
    r"\b(?:neither|nor)\s+(?:has|have|had|did|does|do|is|are|was|were|will|would|can|could)"
    rf"(?:\s*{ANY_TOKEN})?\s+(?:the\s+)?$"
)
"""An inverted denial: "neither has Kenya joined"; what is joined may be understood."""
_AND_NEITHER = re.compile(r"\w\s+(?:neither|none\s+of)\s")
"""What denies behind the verb: "joined neither A nor B"."""
_ANY = re.compile(ANY_TOKEN)
_IS, _TO_DO = re.compile(r"\b(?:is|are|was|were)\s*$"), re.compile(r"\s*to\s+[a-z]+\s")
_WHILE_OUT = re.compile(
    r"\b(?:when|before|until|as\s+long\s+as|at\s+a\s+time\s+when)\s+(?:the\s+)?$"
)
"""What makes a denial true of another time only: "when Russia was not yet on board"."""
_FLIGHTS = ("launchDate", "launchVehicle", "launchedBy", "plannedFor")
_CALLED_OFF = re.compile(
    r"\b(?:scrubbed|aborted|called\s+off|cancell?ed|halted|stood\s+down|postponed|put\s+off|delayed|abandoned|scrapped)\b"
)
"""What happened on a day on which nothing was launched: "the launch was scrubbed on"."""
_AFTER_ALL = re.compile(
    r"\b(?:took\s+place|came|finally|eventually|happened|at\s+last|succeeded|lifted|flew|launched|rose)\b"
)
_HAD_HOPED = re.compile(HAD_HOPED)
_OF_LAUNCH = re.compile(
    r"\b(?:countdown|preparations?|rehearsals?|run-?up|contract|agreement|permission|approval|licen[cs]e|funds?|"
    r"deadline|opportunity|weather|go-ahead|coverage|invitations?|guests?|registration|tickets?|"
    r"(?:days?|weeks?|months?|years?|hours?)\s+(?:before|after|since|from))\s+"
    r"(?:(?:of|to|for|on)\s+)?(?:the\s+)?(?:\w+\s+)?$|\banniversary\s+of\s+(?:the\s+)?$"
)
"""What makes the day of another thing of that of a launch: "the countdown to the launch of"."""
_TALKED_OF = re.compile(
    r"\b(?:was|were|has\s+been|had\s+been|is|are)\s+(?:\w+ly\s+)?(?:announced|discussed|approved|celebrated|marked|"
    r"praised|hailed|agreed|signed|ordered|confirmed|witnessed|watched|attended|decided|reported|commemorated|"
    r"moved|pushed|shifted|brought|rescheduled|set|fixed|insured|authori[sz]ed|licensed|paid)\b"
)
"""What was done about a launch on a day that need not be its own."""
_OTHER_CLAUSE = re.compile(rf"\s*(?:on|in)\s+{ANY_TOKEN},\s*{ANY_TOKEN}")
"""A date that ends a relative clause: "which landed on 2 May, was launched on 1 April"."""
_CANCELLED = re.compile(
    r"\s*,?\s*(?:which\s+)?(?:(?:has|have|had|was|were|is)\s+)(?:(?:now|since|later|again)\s+)?(?:been\s+)?"
    r"(?:cancell?ed|called\s+off|scrapped|scrubbed|aborted|postponed|put\s+off|delayed|abandoned)\b"
)
"""What behind a plan says that it came to nothing: "the launch, due in May, was called off"."""
_DESCRIBING = ("agencyOf", "builtFor", "holdsPosition", "ledBy", "partOf", "satelliteType")
_EVENTS = ("agreementWith", "signatoryOf", "participatesIn", "signedBy")


def how_meant(
    pattern: Pattern, compiled: Compiled, found: re.Match[str], encoded: Encoded
) -> str | None:
    """Return how a match is meant, None where it states nothing.

    Args:
        pattern: the pattern that fits.
        compiled: its wording.
        found: the match.
        encoded: the sentence.
    """
    status = _status(compiled, found, encoded)
    if status == "negated" and not compiled.verbs and _is_description(pattern):
        status = "asserted"
    if pattern.status is None:
        status = _unless_neither(compiled, found, status)
    else:
        # "Had no plans to leave" and "might leave" are no withdrawals.
        meant = status in ("asserted", "planned") or not compiled.verbs
        if not (status == "planned" and _is_leaving(pattern)):
            status = pattern.status if meant or _NEITHER.match(found.group()) else None
    if is_dropped(pattern.status, found.group(), told=bool(compiled.verbs)):
        return None
    return _settled(pattern, compiled, found, encoded, status)


def _settled(
    pattern: Pattern,
    compiled: Compiled,
    found: re.Match[str],
    encoded: Encoded,
    status: str | None,
) -> str | None:
    """Return a status that the words behind and before a match may still change."""
    if status == "asserted" and _is_event(pattern, compiled):
        status = fate(encoded.text[found.end() :])
    if status == "planned" and is_conditional(encoded, found):
        return None
    if any(gives.predicate in _FLIGHTS for gives in pattern.gives):
        status = _of_flight(status, found, encoded)
    if status == "negated":
        return None if _WHILE_OUT.search(encoded.before(found.start())) else status
    return document_status(encoded, compiled, found) if status == "asserted" else status


def _of_flight(status: str | None, found: re.Match[str], encoded: Encoded) -> str | None:
    """Return how a flight is meant by the words before, in and behind what tells of it."""
    if is_embedded(encoded.before(found.start())) or _HAD_HOPED.search(found.group()):
        return None
    if status == "planned" and _CANCELLED.match(encoded.text, found.end()):
        return "negated"
    if status == "asserted" and not _comes_about(found, encoded):
        return None
    return status


def _comes_about(found: re.Match[str], encoded: Encoded) -> bool:
    """Tell whether a launch that was told of took place, and was not called off on its day."""
    words = found.group()
    if words.lstrip().startswith("launch") and (
        _OF_LAUNCH.search(encoded.before(found.start())) or _TALKED_OF.search(words)
    ):
        return False
    if _OTHER_CLAUSE.match(words) and _is_unsaid(found, encoded):
        return False
    if _CALLED_OFF.search(words):
        return _AFTER_ALL.search(words) is not None
    return _CANCELLED.match(encoded.text, found.end()) is None


def _is_unsaid(found: re.Match[str], encoded: Encoded) -> bool:
    """Tell whether what stands behind the date that opens a match is a subject left unsaid."""
    tokens = [encoded.mention(token) for token in _ANY.findall(found.group())]
    return any(one.kind == "anaphor" and one.start == one.end for one in tokens[1:])


def _unless_neither(compiled: Compiled, found: re.Match[str], status: str | None) -> str | None:
    """Return a status as it is, but denied where "neither" stands behind the verb."""
    if not compiled.verbs or _AND_NEITHER.search(found.group()) is None:
        return status
    return "negated" if status in ("asserted", "negated") else None


def _is_leaving(pattern: Pattern) -> bool:
    """Tell whether a pattern says that a member leaves; one that is to leave is still in."""
    joined = any(gives.predicate in MEMBERSHIPS for gives in pattern.gives)
    return joined and pattern.constants.get("commitment") == "withdrawn"


def _is_description(pattern: Pattern) -> bool:
    """Tell whether a pattern reads what a phrase says in passing: "nor the China-led B"."""
    return all(gives.predicate in _DESCRIBING for gives in pattern.gives)


def _is_event(pattern: Pattern, compiled: Compiled) -> bool:
    """Tell whether a wording names an event without a verb: "an agreement between A and B"."""
    named = any(gives.predicate in _EVENTS for gives in pattern.gives)
    return named and not compiled.verbs and pattern.status is None


def _status(compiled: Compiled, found: re.Match[str], encoded: Encoded) -> str | None:
    """Return the status that the first verb group gives; asserted where there is none."""
    if _NEITHER.match(found.group()) or neither_before(encoded, found):
        return "negated"
    for group in compiled.verbs:
        before = found[group]
        if before is not None:
            after = encoded.text[found.end(group) :]
            if is_loose_gerund(before, after):
                return _shared_status(encoded, found)
            if _IS.search(before) and _TO_DO.match(after):
                return "planned"  # "is to add its name"
            auxiliaries = passive_before(encoded.before(found.start(group))) + before
            if not auxiliaries.strip():
                auxiliaries = joined_before(encoded.text[: found.start(group)], after)
            return status_of(auxiliaries)
    tokens = _ANY.findall(found.group()) if not compiled.verbs else ()
    return "planned" if any(encoded.mention(t).head == DUE for t in tokens) else "asserted"


def _shared_status(encoded: Encoded, found: re.Match[str]) -> str | None:
    """Return what a gerund states of the subject that its clause shares, None if it has none."""
    token = _ANY.search(found.group())
    head = encoded.mention(token.group()).head if token is not None else ""
    return {DOING: "asserted", OMITTING: "negated"}.get(head)


def neither_before(encoded: Encoded, found: re.Match[str]) -> int:
    """Return how many characters before a match its "neither" begins, 0 if there is none."""
    before = encoded.before(found.start())
    neither = _NEITHER_OF.search(before) or _NOR_HAS.search(before)
    return 0 if neither is None else len(before) - neither.start()
