"""The forms in which texts name spacecraft and missions that no registry knows.

A name is *designated* if it ends in a number or the like ("Al Yah 3", "Göktürk-1"), otherwise
it is bare ("Tupac Katari"). The less a form shows by itself, the more the words around must.
"""

from __future__ import annotations

import re

from kg.text.masked import MASK
from kg.text.nameforms import NAME_STARTS, UPPER

_NO_NAME = (
    "Earth Space National International Defence Defense First Second Observation Communications"
    " Communication Remote Sensing Science Research Navigation Weather Military European African"
    " American Asian Arab Latin Global Regional Joint State Federal Ministry Moon Mars Lunar"
    " Solar South North East West New Long March COVID Covid COP IAC Agenda Article Resolution"
    " Expedition Crew Boeing Airbus Area Unit Phase Block Type Class Pad Site Group World Monday"
    " Tuesday Wednesday Thursday Friday Saturday Sunday January February April May June July"
    " August September October November December Cube Micro Nano Small Sun Geo Transporter"
    " Bandwagon Flight Stage Complex Launch Room Chapter Figure Table Section Vision Horizon"
    " Volume Annex Building Level Vostochny Baikonur Plesetsk Kourou Wenchang Jiuquan Xichang"
    " Taiyuan Sriharikota Vandenberg Satellite Satellites Spacecraft Rocket Rockets Station"
    " Telescope Probe Module Project Program Programme Mission Commander Captain Colonel General"
    " President Minister Director Centre Center Operation Operations Internet Wi-Fi Orbit Year"
    " Day Week Team Season Round Su MiG Tu An Il Mi Ka Yak JF Agni Shaheen BrahMos Ghauri"
    " Hwasong Sarmat Iskander Kinzhal Construction Development Production Contact Work Engineers"
    " Officials Scientists Pictures Images Pier Hall Reactor Highway Route Terminal Gate Line"
    " Plant Bridge Tower Dam Train Ship Vessel Camp Studio Laboratory Lab Engine Raptor Vinci"
    " Vulcain Merlin Dragon Apollo Starlink Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
    " Antonov Ilyushin Tupolev Sukhoi Mikoyan AN IL TU MI KA Mercury Venus Jupiter Saturn"
    " ISO EN DVB ECSS MIL MIL-STD IEEE ANSI STANAG SLC ELA ELS LC LP DF KN Trident Minuteman Topol"
    " Bulava Zone Bay Version Houston Expeditions NGC Messier Nearly Just Maybe Each Carrying"
    " Booster Directive War Spacewalk Spacewalks Base Lane Policy Challenge Pukguksong Taepodong"
    " Nodong Rodong Musudan Fateh Fattah Sejjil Emad Babur Prithvi Scud"
    " Tomahawk Neptune Uranus Pluto Fla Calif Tex Ala Md Va Colo Mass Conn Ariz Wash La Miss"
).split()
NOT_NAMED = rf"(?!(?:{'|'.join(_NO_NAME)})(?![\w])|[FCB]-\d\d)"
_CAPITAL = rf"\d?[a-z]{{0,2}}[{UPPER}]"
_PART = rf"(?:(?!\d{{1,2}}U\b){_CAPITAL}(?:[\w-]|['’](?!s\b)(?=\w)|/(?=[{UPPER}])){{0,40}})"
_NEXT = rf"{NOT_NAMED}(?![\w-]{{0,40}}-[a-z]{{3,}}\b){_PART}"
_NUMBER = (
    r"(?!(?:19|20)\d\d(?!\w))"
    r"(?:\d{1,4}[A-Z]{0,2}|\d{1,2}(?:[a-d]|-?[A-Z]\d)|[A-Z]\d{1,3}|[A-Z]{2}\d{1,2}[A-Z]?"
    r"|(?:I{1,3}|IV|VI{0,3}|IX|X)(?:-[A-Z])?)"
)
_LETTERED = rf"(?:{_NUMBER}|[A-Z]{{1,2}})"
_PLATFORM = r"(?!(?:-based\b|\s+(?:[\w-]+\s+)?(?:bus|platform|type)\b))"
_OPENS = rf"(?<![\w'’-])(?={_CAPITAL}){NAME_STARTS}"
_DESIGNATION = (
    rf"(?:-{_LETTERED}(?:(?:-|\s(?=0))\d{{1,3}}[A-Z]?)?|\s{_NUMBER}(?:-\d{{1,3}}(?![\w-]))?"
    rf"|(?:-[A-Z]{{1,2}})?\s(?:No|Nr)\.?\s?\d{{1,3}}(?:-\d{{1,2}})?)"
)
DESIGNATED = rf"{_OPENS}(?:{_NEXT}\s){{0,2}}{_NEXT}{_DESIGNATION}(?![\w-]){_PLATFORM}"
BARE = rf"{_OPENS}{_NEXT}(?:\s(?:(?:de|del|el|al|bin)\s)?{_NEXT}){{0,2}}(?![\w-])(?!\s{_PART})"
EITHER = rf"(?:{DESIGNATED}|{BARE})"
OPENING = re.compile(rf"{_OPENS}{NOT_NAMED}{_CAPITAL}")
"""Where a name may begin."""
CRAFT = (
    r"(?:satellite|spacecraft|cube-?sat|nano-?sat(?:ellite)?|micro-?sat(?:ellite)?|mini-?satellite"
    r"|pico-?sat(?:ellite)?|small-?sat|comsat|cubes?(?=\s*[,.])|space\s?ship|space\s?plane|space\s+(?:freighter|ferry)"
    r"|cargo\s+(?:craft|spacecraft|vehicle)|(?:space|crew|descent|re-?entry|return)\s+capsule)"
)
_NOUN = rf"(?:{CRAFT}|orbiter|rover|lander|probe|payload|module)"
WORD = (
    r"(?!(?:at|of|in|for|on|to|from|with|by|and|that|which|is|was|who|whose|behind|not|than)\b)"
    rf"(?:[\w’'-]|{MASK})+"
)
_MANY = rf"(?:,\s+(?:the\s+)?{EITHER})*(?:,?\s+and\s+(?:the\s+)?{EITHER})?"
_NO_ACTOR = (
    r"(?!['’]s\b)(?!\s+(?:(?:has|had|will)\s+)?(?:launched|built|made|developed|designed|operates?|owns?|"
    r"bought|ordered|plans|wants|provides|carries|said|says|deployed|delivered|announced|sent|put)\b"
    r"(?!\s+(?:by|on|in|from|into|to|at|aboard|atop|with|for|last|this|during|under|as|along)\b))"
)
"""A capitalised word behind "the satellite" may also be who does something with it."""

NAMED = re.compile(
    rf"{_NOUN}s?(?:,|[^.;:\n]{{0,40}}?\b(?:is|was|be|been|also|be|to\s+be))?\s+(?:named|called|dubbed"
    r"|known\s+as|nicknamed|(?:re)?christened|baptised|code-?named|designated|renamed|labelled|titled"
    r"|(?:bear|carri|carry|giv|tak|receiv|und)\w*\s+(?:the|its)\s+names?(?:\s+of)?|by\s+the\s+name\s+of|whose\s+name\s+is|goes\s+by)\s+"
    rf"(?:the\s+)?[\"“'‘]?(?P<name>{EITHER})"
)
SAT_NAME = re.compile(
    r"(?<![\w-])(?!(?:Cube|Micro|Nano|Small|Mini|Pico|Com)-?[Ss]ats?\b)"
    rf"(?P<name>[{UPPER}][\w’'/-]{{0,30}}?(?:(?:[Ss]at|SAT)(?:[\s-]?(?:(?:NG|Neo|Next|Plus)(?:\s(?:I{{1,3}}|\d))?|Alpha|Bravo|Charlie|Delta|Echo|\d{{1,4}}[A-Za-z]?|[A-Z]{{1,3}}\d{{0,2}}|I{{1,3}}|IV)(?![\w-]))?"
    r"|[Cc]om[\s-]?(?:\d+[A-Za-z]?|I{1,3})(?![\w-])))"
    r"(?![\w-])(?!\s+(?:programme|program|Agency|Inc|Ltd|Corp|bus|platform)\b)"
)
_TWO = (
    "(?<!two )(?<!three )(?<!four )(?<!five )(?<!six )(?<!eight )(?<!ten )(?<!several )(?<!more )"
)
BEFORE_CRAFT = re.compile(
    rf"{_TWO}(?P<name>(?:{DESIGNATED}|{_OPENS}{_NEXT}(?:\s(?:[A-Z]?\d+[A-Z]?|[IVX]+))?))"
    rf"\s+(?:[a-z-]+\s+){{0,3}}{_NOUN}\b"
)
LIKE_CRAFT = re.compile(r"\d|[a-z](?:Sat|SAT)\b|[Ss]at\b|SAT\b")
BEHIND_CRAFT = re.compile(
    rf"\b{_NOUN}s?(?:\s+of\s+{MASK}+)?(?:\s*,|\s*:)?\s+[\"“'‘]?(?P<names>{EITHER}{_MANY}){_NO_ACTOR}"
)
AMONG = re.compile(
    rf"\b(?:satellites|spacecraft|cubesats|nanosatellites|microsatellites|craft|payloads)\b[^.;\n]{{0,60}}?"
    rf"(?:,\s+|\s[–—-]\s|:\s+|\()(?:(?:including|among\s+them|namely|one\s+of\s+them)\s+)?(?P<names>{EITHER}{_MANY})"
)
"""Several at once: "two satellites for Kenya, Abc-1 and Def-2"."""
PROPER = (
    rf"(?<!Operation\s){_OPENS}{NOT_NAMED}{_PART}"
    rf"(?:\s(?:{_NEXT}|\d{{1,3}}[A-Z]?(?![\w.]))){{0,3}}"
)
THE_CRAFT = re.compile(
    rf"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir|first|an?)|{MASK}['’]s?)\s+[\"']?(?P<name>{PROPER})[\"']?\s+(?:[a-z-]+\s+){{0,2}}"
    rf"{CRAFT}(?!\s+(?:[a-z]+er|[a-z]+or|compan"
    r"(?:y|ies)|program(?:me)?|firm|industry|technology|data|images?|imagery|system|network|"
    r"constellation|services?|navigation|launch|communications?|project|centre|center|tv|internet))\b"
)
DESCRIPTION = (
    r"(?=\s*(?:[,.;:)]|$)|\s+(?:that|which|by|built|made|for|of|in|to|launched|developed|designed|from|"
    r"named|with|so\s+far|yet|ever|to\s+date|since|ordered|bought|paid|owned|belonging|was|is|has|will|led|run|weighing|meant|intended|able|capable|on|aboard|operated|owned)\b)"
)
NO_PLACE = r"(?<!\b[Ii]n\s)(?<!\b[Aa]t\s)(?<!\b[Nn]ear\s)(?<!\b[Ff]rom\s)"
BESIDE_CRAFT = re.compile(
    rf"{NO_PLACE}(?P<name>{PROPER})(?:\s\([^()]{{1,30}}\))?(?:[\"']?,[\"']?|\s--?|\s—)\s+(?:an?|the|its|their|{MASK}+['’]s?)\s+(?:{WORD}\s+){{0,6}}"
    rf"{CRAFT}{DESCRIPTION}"
)
NEAR = re.compile(rf"(?P<name>{DESIGNATED})")
"""A designation that only the words around can show to be a craft."""
_ABOUT = (
    rf"(?:\s*\([^()]{{1,40}}\))?,?\s+(?:(?:{MASK}+|is|was|were|has|have|had|will|been|be|to|being"
    r"|also|then|now|later|\w+ly|due|expected|scheduled|set|slated)\s+){0,5}"
)
_RIDES = (
    r"(?:launched|lofted|orbited|lifted\s+off|lifts\s+off|blasted\s+off|(?:put|placed|sent|injected|boosted|carried"
    r"|delivered|hoisted|lifted|propelled|inserted)\s+(?:in(?:to)?|to)\s+(?:\S+\s+){0,4}?(?:orbit|space)\b"
    r"|(?:entered|enters|enter|reached|reaches)\s+(?:[\w-]+\s+){0,3}orbit|went\s+(?:up|into\s+orbit)|flew\s+(?:on|aboard|atop|to|into)"
    r"|rode|orbits|circles|left\s+Earth|separated\s+from)"
)
_LAUNCHES = (
    r"\b(?:launch(?:ed|es|ing)?(?:\s+of)?|loft(?:ed|s|ing)|orbit(?:ed|s|ing)|deploy(?:ed|s|ing)|releas(?:ed|ing)"
    r"|carr(?:ied|ies|ying|y)|lift(?:ed|s|ing)|boost(?:ed|s|ing)|haul(?:ed|s|ing)|propel(?:led|s|ling)|sent|send(?:ing)?|put(?:ting)?"
    r"|plac(?:ed|ing)|orders?|ordered|deliver(?:ed|s|ing)|construction\s+of|operates)\s+"
    rf"(?:(?:the|its|their|both|up|{MASK}+(?:['’]s?)?)\s+)*"
)
DONE_TO = re.compile(rf"{_LAUNCHES}(?P<name>{DESIGNATED})")
DOES = re.compile(rf"(?P<name>{DESIGNATED}){_ABOUT}{_RIDES}")
_ONLY_UP = (
    r"\b(?:launch(?:ed|es|ing)?(?:\s+of)?|loft(?:ed|s|ing)|orbit(?:ed|s)|carrying|deployed)\s+"
)
MADE = re.compile(
    rf"(?P<name>{DESIGNATED}){_ABOUT}(?:built|manufactured|made|designed|developed|operated|owned|run"
    r"|based|controlled)\s+(?:\w+ly\s+)?(?:by|on|in|at|from|for)\b"
)
BARE_DONE_TO = re.compile(
    rf"{_ONLY_UP}(?:(?:the|its|their|{MASK}+(?:['’]s?)?)\s+)*(?P<name>{BARE}){_NO_ACTOR}"
)
_PASSIVE = (
    r"(?:\s*\([^()]{1,40}\))?\s+(?:(?:is|was|were|has|have|had|will|be|to|been|also|then|later"
    r"|\w+ly)\s+){0,4}(?:been|be|was|were|is)\s+(?:\w+ly\s+)?"
)
BARE_DOES = re.compile(
    rf"(?<!\bof\s)(?<!\bin\s)(?<!\bfrom\s)(?<!\bat\s)(?P<name>{BARE}){_PASSIVE}(?:launched|lofted|orbited)\b"
)
_TELESCOPE = r"(?:mission|probe|lander|orbiter|rover|space\s+telescope|spaceprobe|impactor)"
THE_MISSION = re.compile(
    rf"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir)|{MASK}['’]s?)\s+(?:first\s+|planned\s+|joint\s+)?(?P<name>{PROPER})\s+(?:[a-z-]+\s+){{0,2}}"
    rf"{_TELESCOPE}(?![\w-])"
    r"(?!\s+(?:control|director|commander|specialist|team|statement|manager))"
)
BESIDE_MISSION = re.compile(
    rf"{NO_PLACE}(?P<name>{PROPER})(?:\s\([^()]{{1,30}}\))?,\s+(?:an?|the|its|their|{MASK}+['’]s?)\s+(?:{WORD}\s+){{0,6}}"
    rf"(?:mission|probe|lander|orbiter|rover|observatory|telescope|impactor){DESCRIPTION}"
)
NEAR_CRAFT = re.compile(
    r"satellite|spacecraft|cubesat|\borbit|\blaunch|\bprobe\b|lifted\s+off|lift-?off|rocket|blasted\s+off|\bspace\b|constellation",
    re.I,
)
NO_CRAFT = re.compile(
    r"missile|fighter|\bjets?\b|aircraft|airliner|helicopter|\bdrones?\b|\btanks?\b|\bengines?\b"
    r"|submarine|frigate|warship|warhead|howitzer|virus|vaccine|smartphone|airliner|plane\b",
    re.I,
)
"""What a designation near such a word is rather than a craft."""
POSSESSED = re.compile(
    rf"{MASK}['’]s\s+(?P<name>{PROPER})(?:,\s+(?:which\s+(?:was|is)\s+)?|\s+(?:was|is|has\s+been|had\s+been)\s+)"
    r"(?:ordered\s+from|(?:built|manufactured|made|assembled)\s+(?:by|in|at|with)|deployed\s+(?:from|in)"
    r"|(?:launched|lofted|orbited)\s+(?:on|in|by|aboard|from|into|to))\b"
)
"""A craft by its owner and by what was done to it: "Hispasat's Amazonas Nexus, ordered from"."""
_INSTRUMENT = (
    r"(?:camera|spectrometer|spectrograph|telescope|coronagraph|radiometer|magnetometer|detector|dosimeter"
    r"|altimeter|radar|imager|sounder|instrument|payload|experiment|lidar|seismometer|analy[sz]er|photometer)"
)
_NO_INSTRUMENT = r"(?!(?:ESA|NASA|JAXA|CNES|DLR|ISRO|CNSA|GPS|VHF|UHF|LIDAR)\b)"
_SHORT_NAME = rf"(?:{DESIGNATED}|{_OPENS}{NOT_NAMED}{_NO_INSTRUMENT}[A-Z]{{4,10}})"
THE_PAYLOAD = re.compile(
    rf"(?:\b(?:[Tt]he|[Ii]ts)|{MASK}['’]s?)\s+(?P<name>{_SHORT_NAME})\s+(?:[a-z-]+\s+){{0,2}}?{_INSTRUMENT}(?![\w-])"
)
BESIDE_PAYLOAD = re.compile(
    rf"(?P<name>{_SHORT_NAME}),\s+(?:an?|the|its|{MASK}+['’]s?)\s+(?:{WORD}\s+){{0,5}}?{_INSTRUMENT}{DESCRIPTION}"
)
PEOPLE_FLY = re.compile(
    r"astronaut|cosmonaut|taikonaut|tourist|\bcrew|\bpilot|\bborn\b|commander|gagarin", re.I
)
ROCKET_NEAR = re.compile(
    r"\brocket|\borbit|cosmodrome|spaceport|launch(?:ing)?\s+(?:pad|site|cent|vehicle)", re.I
)
FOR_SOMEBODY = re.compile(rf"\s+for\s+(?:the\s+)?{MASK}")
NUMBERED = re.compile(
    r"(?:-(?:\d{1,3}[A-Z]{0,2}|[A-Z]\d{0,2})|\s(?:\d{1,3}[A-Z]{1,2}(?<![Gg])|\d{1,2}(?!\s+[a-z-]+s\b)|[A-Z]\d))(?![\w-])(?![.,]\d)"
    r"(?!\s*%|\s+(?:million|billion|percent|per\s+cent|km|kg|bus|platform|cargo|resupply|crew|years?|days?|employees)\b)"
)
"""What follows an operator's name in the name of one of its satellites: "Eutelsat 36D"."""
FLIES = re.compile(
    r"\s*,?\s+(?:went\s+up|flew|lifted\s+off|(?:was|is|were)\s+(?:launched|placed|put|sent|lofted|orbited|built)"
    r"|carried|orbited|reached|entered|this\s+(?:autumn|spring|summer|winter|year|month))\b"
)
"""What behind "Interkosmos 1" shows that the number is that of a craft."""
