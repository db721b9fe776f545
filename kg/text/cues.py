"""Behind which words an accord, a programme or a document is understood that was named before."""

from __future__ import annotations

import re

from kg.text.encode import token_regex

JOINABLE = ("Accord", "Programme", "Mission")
"""Types of what states and organisations join."""
WHEN = token_regex(["Date", "Place"], plural=False)
NUMBER = token_regex(["Number"], plural=False)
_ORDINAL = token_regex(["Ordinal"], plural=False)
WHO = token_regex(["Country", "Organisation", "Person", "Name"], plural=True)
_FINAL = r"\s*(?:[.;:)!?,—–]|$)"
_HALL = rf"(?:the\s+)?{token_regex(['Name', 'Place'], plural=False)}(?:\s+of\s+the\s+\w+)?"
_COMPLETE = (
    rf"(?={_FINAL}|\s+(?:in|at)\s+{_HALL}\s+(?:in\s+{WHEN}\s+)?on\s+{WHEN}|\s+(?:(?:on|in|at|since|from|during)\s+)?(?:the\s+)?{WHEN}"
    r"|\s+(?:earlier|later|too|also|itself|themselves|as\s+well|so\s+far|already|together|before|last|this|next"
    r"|in\s+(?:the\s+)?(?:same|past|previous|following|course)|through|via|under|then|today|yesterday|(?:on\s+)?the\s+same|shortly|soon|and|while|but"
    r"|within|when|once|altogether|entirely|outright|first|instead|either|yet|since|until|because|formally|officially|eventually|afterwards|thereafter|weeks|months|years|days"
    r"|(?:on\s+|in\s+)?the\s+(?:very\s+)?(?:previous|following|next|preceding|day|week|month|year|weekend|summer|spring|autumn|winter|fall)"
    r"|in\s+(?:early|mid|late|the\s+(?:early|late|mid|spring|summer|autumn|winter|course))|at\s+the\s+(?:same|time|outset|start|beginning|end)|from\s+the\s+(?:start|outset|beginning))\b"
    rf"|\s+as\s+(?:recently\s+as|early\s+as|late\s+as|(?:the\s+)?{_ORDINAL}|number\s+{NUMBER})"
    rf"|\s+(?:an?|{NUMBER})\s+(?:days?|weeks?|months?|years?|hours?)\b)"
)
"""What may follow a verb that has no object."""
_STATE = token_regex(["Country", "Organisation"], plural=False)
_STATES = token_regex(["Country"], plural=True)
_SEVERAL_STATES = token_regex(["Country"], plural=True).replace("[01]", "(?!)")
_SIDES = (
    r"(?:ministry|agency|country|nation|government|kingdom|republic|sultanate|emirate|principality"
    r"|grand\s+duchy)"
)
_FOR_WHOM = rf"(?=\s+(?:for\s+(?:(?:the\s+)?{WHO}|(?:the|h\w\w|its)\s+{_SIDES})|on\s+behalf\b))"
_CIRCLE = r"(?:the|this)\s+(?:group|club|family|coalition|community|circle|grouping)(?![\w-])"
"""What those who have signed are called together."""
_BELONGING = (
    r"(?:signator(?:y|ies)|part(?:y|ies)|members?|partners?|participants?|adherents?|member\s+states?"
    r"|states?\s+part(?:y|ies))"
)
"""What those are called who belong to something."""
NATION = r"(?:nation|country|state|member|signatory|partner|participant)"
CUES = (
    (
        "echoes",
        rf"(?:WORDS)(?:{_COMPLETE}|{_FOR_WHOM}|(?=\s+(?:at|during)\s+(?:the|an?|its|h(?:is|er))\b))",
        JOINABLE,
    ),
    ("lists", r"(?:WORDS)(?=\s)", JOINABLE),
    (
        "",
        r"among(?:st)?\s+(?:the|its)\s+(?:signatories|members|member\s+states|partners|participants|parties)"
        rf"(?={_FINAL})",
        JOINABLE,
    ),
    ("verbs", rf"(?:WORDS){_COMPLETE}", JOINABLE),
    ("places", rf"(?:WORDS)(?={_FINAL}|\s+(?:already|too|as\s+well|now)\b)", JOINABLE),
    (
        "signing",
        rf"(?:WORDS)(?:{_COMPLETE}|{_FOR_WHOM}|(?=\s+(?:at|aboard|before|during|by)\s))",
        ("Agreement",),
    ),
    (
        "denials",
        rf"(?:WORDS)(?={_FINAL}|\s+(?:yet|either|so\s+far)(?={_FINAL})"
        rf"|\s+(?:the\s+|its\s+|their\s+)?(?:\w+\s+)?{WHO}(?={_FINAL}|\s+(?:or|nor|and|yet|so|either|but|which|whose|done)\b))",
        JOINABLE,
    ),
    ("pens", r"(?:WORDS)(?=\s)", ("Agreement",)),
    (
        "nouns",
        r"(?:WORDS)(?=\s*[.,;:)]|\s*$"
        rf"|\s+(?:{WHEN}\s+|so\s+far\s+|thus\s+|"
        r"thereby\s+|then\s+|now\s+|\w+ly\s+)?(?:is|are|was|were|has|have|had|came|from|made|brings?"
        r"|took|takes|to\s+date|so\s+far|now|rose|grew|stands?|stood|reache[sd]|rises|grows|climbed|includes?)\b|\s+(?:from|to)\s+"
        rf"(?:the\s+)?(?:\w+\s+)?{NUMBER})",
        JOINABLE,
    ),
    ("", rf"{NATION}\s+(?:number|no\.?)\s+{NUMBER}(?={_FINAL})", JOINABLE),
    (
        "",
        rf"(?:was|is|became|becomes)\s+(?:the\s+{_ORDINAL}|number\s+{NUMBER})"
        rf"(?={_FINAL}|\s+(?:on|in)\s+{WHEN}|\s+(?:and|but|after|when|while)\b)",
        JOINABLE,
    ),
    ("", rf"{_STATE}\s*,\s+the\s+{_ORDINAL}(?=\s*,)", JOINABLE),
    (
        "",
        r"(?:arrived|followed|came|came\s+in|counts?|is\s+counted|was\s+counted|was\s+entered"
        rf"|was\s+listed|is\s+listed|ranks)\s+as\s+(?:(?:the\s+)?{_ORDINAL}|number\s+{NUMBER})",
        JOINABLE,
    ),
    (
        "",
        r"(?:waited|held\s+(?:off|out|back)|hesitated|took\s+its\s+time|had\s+to\s+wait)"
        rf"(?=\s+(?:until|till)\s+(?:the\s+)?{WHEN})",
        JOINABLE,
    ),
    (
        "",
        rf"(?:first|next|last|latest|others?|{_ORDINAL}|{NUMBER})\s+to\s+(?:follow|join|sign|accede|come\s+in|come\s+aboard|do\s+so)"
        r"(?=\s+(?:was|were|is|are)\b)",
        JOINABLE,
    ),
    (
        "",
        rf"(?:is|are|was|were|remains?)\s+(?:still\s+)?(?:not\s+(?:yet\s+)?an?|no|no\s+longer\s+an?)\s+(?:full\s+)?{NATION}(?={_FINAL})",
        JOINABLE,
    ),
    (
        "",
        r"(?:belongs?|is|are|was|were)\s+(?:to|among|amongst)\s+(?:those|the\s+(?:states|countries|nations|ones))\s+"
        r"(?:that|which|who)\s+(?:have\s+|has\s+|had\s+)?(?:first\s+)?(?:signed|joined|acceded)(?!\s+(?:to|the|an?|it)\b)",
        JOINABLE,
    ),
    (
        "",
        r"(?:parties|signatories|members|member\s+states|participants|partners|countries|states|nations)\s+"
        rf"(?:remain|are\s+left|were\s+left|remained|in\s+all|in\s+total|altogether)(?={_FINAL})",
        JOINABLE,
    ),
    (
        "",
        r"(?:withdrawal|exit|departure)\s+of\s+(?:the\s+)?"
        rf"{_STATE}(?=\s+(?:took\s+effect|came\s+into\s+force|entered\s+into\s+force|became\s+effective))",
        JOINABLE,
    ),
    (
        "",  # "is not itself a party", "become founding members", "as a partner"
        r"(?:is|are|was|were|been|be|become|becomes|became|remain|remains|remained|as|though|although|,)\s+"
        r"(?:(?:not|no|never|still|also|now|already|yet|itself|both|all|long|longer|since|too|only|\w+ly)\s+)*"
        r"(?:(?:an?|the|one\s+of\s+(?:the|its)|among\s+(?:the|its))\s+)?"
        rf"(?:(?:{_ORDINAL}|(?!of\b|the\b|by\b)[\w-]+)\s+){{0,2}}?{_BELONGING}{_COMPLETE}",
        JOINABLE,
    ),
    (
        "",
        r"(?:announced?|announces|declared?|declares|signall?ed|expressed|stated|confirmed|voiced|made\s+known)\s+(?:its|their)\s+"
        r"(?:intention|intent|readiness|decision|plans?)(?:\s+to\s+(?:do\s+so|join|sign|follow|accede|follow\s+suit|do\s+the\s+same|do\s+likewise))?"
        rf"(?={_FINAL}|\s+(?:but|and|last|this|in|on)\b)",
        JOINABLE,
    ),
    ("", rf"(?:become|becomes|became)\s+(?:{NUMBER}|such)(?=\s*[.;,]|\s+(?:in|on)\s)", JOINABLE),
    (
        "lists",
        r"(?:those|(?:the\s+)?(?:countries|states|nations|others|ones|governments|agencies))\s+(?:that|which|who|to)\s+(?:have\s+|has\s+|had\s+|are\s+|were\s+)?"
        r"(?:(?:already|so\s+far|since|also|now)\s+)*(?:signed(?:\s+up)?|joined|acceded|entered|participate|take\s+part|taken\s+part|taking\s+part|come\s+aboard|come\s+on\s+board|join|sign)"
        r"(?=\s+(?:(?:so\s+far|already|to\s+date|since)\s+)?(?:are|were|include|is|was|included)\s)",
        JOINABLE,
    ),
    (
        "lists",
        r"(?:also\s+|already\s+)?(?:taking\s+part|participating|involved|on\s+board|signed\s+up|represented)\s+(?:also\s+|so\s+far\s+)?(?:are|were|is|was)"
        rf"(?=\s+(?:the\s+)?{_STATES})",
        JOINABLE,
    ),
    (
        "lists",
        rf"(?:(?:(?:^|,)\W*|\b(?:besides|apart\s+from|in\s+addition\s+to)\s+(?:the\s+)?{_STATES}\s*,?\s+)"
        rf"(?:these|they|those|the\s+others|the\s+rest)\s+(?:are|were|include|included)|on\s+the\s+list\s+(?:are|is|were|stand))(?=\s+(?:the\s+)?{_STATES})",
        JOINABLE,
    ),
    ("lists", rf"(?<=,\s)as\s+(?:the\s+)?{_STATES}\s+(?:did|has|had|have){_COMPLETE}", JOINABLE),
    (
        "named",
        rf"(?:WORDS)(?=\s+(?:the\s+)?{_SEVERAL_STATES}(?!\s+(?:as|among)\b))",
        JOINABLE,
    ),
    (
        "",
        rf"(?:became|becomes|become)\s+(?:an?|another|the\s+(?:latest|newest))\s+(?:full\s+)?{NATION}"
        rf"(?=\s*[.;]|\s+(?:on|in)\s+{WHEN})",
        JOINABLE,
    ),
    (
        "",
        r"(?:brought|brings?|took|takes?|raised|raises?|lifted|lifts?|pushed)\s+(?:the|its|their)\s+"
        r"(?:total|tally|list|count|membership|number(?:\s+of\s+\w+)?)"
        rf"(?=\s+(?:from\s+{NUMBER}\s+)?to\s+{NUMBER})",
        JOINABLE,
    ),
    ("", rf"there\s+{_ORDINAL}(?={_FINAL})", JOINABLE),
    (
        "",
        rf"(?:preceded|followed|joined|imitated)\s+(?:since\s+|later\s+)?(?:(?:in|on)\s+(?:the\s+)?(?:{WHEN}|same\s+\w+)\s+)?by\s+(?:the\s+)?{_STATES}",
        JOINABLE,
    ),
    (
        "",
        rf"(?:{NUMBER}\s+of\s+(?:the|its)|an?|another|the\s+(?:only|other|first))\s+(?:[\w-]+\s+){{0,2}}"
        rf"signator(?:y|ies)(?={_FINAL})",
        JOINABLE,
    ),
    ("", r"whose\s+(?:own\s+)?signature(?=\s+(?:dates|came|comes|followed|goes)\b)", JOINABLE),
    ("", rf"{_ORDINAL}\s+(?:\w+\s+){{0,2}}{NATION}\s+(?:of|in)\s+{_CIRCLE}", JOINABLE),
    (
        "",
        rf"{_ORDINAL}\s+(?:\w+\s+){{0,2}}{NATION}(?={_FINAL}|\s+after\b|\s+(?:on|in)\s+{WHEN})",
        JOINABLE,
    ),
)
"""List of the lexicon, where something is understood behind its words, and of which types."""
SIGNED_IT = re.compile(
    r"(?<![\w'-])(?P<it>it)(?=\s+(?:was|is|has\s+been|had\s+been|will\s+be|bears|carries|bore)\s+(?:(?:later"
    r"|then|also|\w+ly)\s+)?(?:signed|inked|initialled|concluded|sealed|the\s+signatures?)\b)"
)
SIGNED_OBJECT = re.compile(
    r"\b(?:sign(?:s|ed)?|inked|initialled|(?:put|puts|lent|set|added|affixed|appended)\s+(?:his|her|its|their)\s+(?:names?|signatures?|pens?)\s+to)\s+"
    r"(?P<it>it|them|these|those)(?=\s*[.,;:)]|\s+(?:in|on|at|with|and|but|as|last|this|earlier|too|for|yesterday|today|together|before|after|while|during|so|to|by)\b|\s+\ue000|$)"
)
COUNTED_IT = re.compile(
    r"(?<![\w'-])(?P<it>it|they)(?=\s+(?:now\s+|already\s+|currently\s+|today\s+)?"
    rf"(?:has|have|counts?|numbers?|boasts?|comprises?)\s+(?:\w+\s+){{0,2}}?{NUMBER}\s+"
    r"(?:\w+\s+)?(?:signator|member|partner|participa|nation|countries|states|parties)\w*)"
)
CONTINUES = re.compile(
    r"\b(?:carr(?:y|ies|ied|ying)\s+on|continu(?:e[sd]?|ing|ation)|exten(?:d(?:s|ed|ing)?|sion)"
    r"|prolong(?:s|ed|ing)?"
    rf"|(?:until|till|beyond)\s+(?:the\s+)?{token_regex(['Date'], plural=False)})"
)
"""Who goes on with something joined it before, and so did whoever does likewise."""
COUNTS = re.compile(
    rf"{NUMBER}\s+(?:(?:new|more|further|other|additional|african|asian|latin|european|\w+ern)\s+){{0,2}}"
    r"(?:(?P<members>signator|members\b|partners\b|participants|newcomers"
    r"|(?:nations|countries|states)\s+(?:are|were)\s+(?:its\s+)?(?:members|partners|part)\b)"
    r"|nations|countries|states|governments)"
)
"""How many have joined something, if the sentence says that they have."""
OWN_OBJECT = re.compile(
    r"[^;:]{0,160}?,\s+(?:the|an?|its|their|this)\s+(?:[\w-]+\s+)?"
    rf"{token_regex(['Document'], plural=False)}"
)
"""What is signed after all, behind asides: "signed in 2021, with Peru, the declaration"."""
