"""Which states a region has: "the Southeast Asian country" is none but one of these."""

from __future__ import annotations

_REGIONS = {
    "southeast asian": "brunei cambodia timor-leste indonesia laos malaysia myanmar philippines"
    " singapore thailand vietnam",
    "south asian": "afghanistan bangladesh bhutan india maldives nepal pakistan sri-lanka",
    "central asian": "kazakhstan kyrgyzstan tajikistan turkmenistan uzbekistan",
    "east asian": "china japan mongolia north-korea south-korea taiwan",
    "gulf": "bahrain iran iraq kuwait oman qatar saudi-arabia united-arab-emirates",
    "arab": "algeria bahrain comoros djibouti egypt iraq jordan kuwait lebanon libya mauritania"
    " morocco oman palestine qatar saudi-arabia somalia sudan syria tunisia united-arab-emirates"
    " yemen",
    "west african": "benin burkina-faso cape-verde ivory-coast gambia ghana guinea guinea-bissau"
    " liberia mali mauritania niger nigeria senegal sierra-leone togo",
    "east african": "burundi comoros djibouti eritrea ethiopia kenya madagascar malawi mauritius"
    " mozambique rwanda seychelles somalia south-sudan sudan tanzania uganda zambia zimbabwe",
    "north african": "algeria egypt libya morocco sudan tunisia",
    "southern african": "angola botswana eswatini lesotho malawi mozambique namibia south-africa"
    " zambia zimbabwe",
    "central african": "angola cameroon central-african-republic chad gabon equatorial-guinea"
    " republic-of-the-congo democratic-republic-of-the-congo",
    "south american": "argentina bolivia brazil chile colombia ecuador guyana paraguay peru"
    " suriname uruguay venezuela",
    "central american": "belize costa-rica el-salvador guatemala honduras nicaragua panama",
    "andean": "argentina bolivia chile colombia ecuador peru venezuela",
    "caribbean": "antigua-and-barbuda bahamas barbados cuba dominica dominican-republic grenada"
    " haiti jamaica saint-lucia trinidad-and-tobago",
    "nordic": "denmark finland iceland norway sweden",
    "scandinavian": "denmark norway sweden",
    "baltic": "estonia latvia lithuania",
    "balkan": "albania bosnia-and-herzegovina bulgaria croatia greece kosovo montenegro"
    " north-macedonia romania serbia slovenia",
    "caucasus": "armenia azerbaijan georgia",
    "himalayan": "bhutan nepal",
    "alpine": "austria liechtenstein slovenia switzerland",
    "archipelago": "bahamas bahrain cape-verde comoros fiji indonesia japan kiribati maldives"
    " mauritius philippines seychelles solomon-islands tonga vanuatu",
}
_WHOLE = {
    "latin american": ("south american", "central american", "caribbean"),
    "african": (
        "west african",
        "east african",
        "north african",
        "southern african",
        "central african",
    ),
    "asian": ("southeast asian", "south asian", "central asian", "east asian", "gulf"),
}


def states_of(words: str) -> frozenset[str]:
    """Return the ids of the states that a noun phrase can mean by its region, empty if any.

    Args:
        words: the phrase in lower case, such as "the west african country".
    """
    words = words.replace("south-east", "southeast").replace("-", " ")
    for region in sorted(_REGIONS | _WHOLE, key=len, reverse=True):
        if region in words:
            parts = _WHOLE.get(region, (region,))
            named = " ".join(_REGIONS[part] for part in parts).split()
            extra = ["mexico"] if region == "latin american" else []
            return frozenset(f"country/{slug}" for slug in (*named, *extra))
    return frozenset()
