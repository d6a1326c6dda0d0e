"""The names under which a case may mean an area, beside those of the sources.

The first name of each area is the one in English; Belgian levels by (level, code).
"""

from __future__ import annotations

BELGIAN_NAMES = {
    ("territories", "FL"): ("Flanders", "Vlaanderen", "Flandre", "Flandern", "VL", "VLG"),
    ("territories", "WA"): ("Wallonia", "Wallonië", "Wallonie", "Wallonien", "WAL"),
    ("territories", "BX"): (
        "Brussels", "Brussels-Capital", "Brussels-Capital Region", "Brussel", "Bruxelles",
        "Brüssel", "Région de Bruxelles-Capitale", "Brussels Hoofdstedelijk Gewest", "BRU", "BXL",
    ),
    ("territories", "DG"): (
        "German-speaking Community", "Deutschsprachige Gemeinschaft", "Ostbelgien",
        "Communauté germanophone", "Duitstalige Gemeenschap",
    ),
    ("regions", "02000"): (
        "Flanders", "Vlaanderen", "Flandre", "Flandern", "Flemish Region", "Vlaams Gewest",
        "Région flamande", "VL", "FL", "VLG", "BE2",
    ),
    ("regions", "03000"): (
        "Wallonia", "Wallonië", "Wallonie", "Wallonien", "Walloon Region", "Waals Gewest",
        "Région wallonne", "WA", "WAL", "BE3",
    ),
    ("regions", "04000"): (
        "Brussels", "Brussels-Capital", "Brussels-Capital Region", "Brussel", "Bruxelles",
        "Brüssel", "Région de Bruxelles-Capitale", "Brussels Hoofdstedelijk Gewest", "BX", "BRU",
        "BXL", "BE1",
    ),
    ("provinces", "04000"): ("Brussels", "Brussel", "Bruxelles", "Brussels-Capital", "BE10"),
    ("provinces", "10000"): ("Antwerp", "BE21"),
    ("provinces", "20001"): ("Flemish Brabant", "Vlaams-Brabant", "Brabant flamand", "BE24"),
    ("provinces", "20002"): ("Walloon Brabant", "Waals-Brabant", "Brabant wallon", "BE31"),
    ("provinces", "30000"): ("West Flanders", "West-Vlaanderen", "Westflandern", "BE25"),
    ("provinces", "40000"): ("East Flanders", "Oost-Vlaanderen", "Ostflandern", "BE23"),
    ("provinces", "50000"): ("Hainaut", "Henegouwen", "Hennegau", "BE32"),
    ("provinces", "60000"): ("Liège", "Luik", "Lüttich", "BE33"),
    ("provinces", "70000"): ("Limburg", "Limbourg", "BE22"),
    ("provinces", "80000"): ("Luxembourg", "Luxemburg", "BE34"),
    ("provinces", "90000"): ("Namur", "Namen", "BE35"),
    ("arrondissements", "21000"): (
        "Brussels", "Brussels-Capital", "Brussel-Hoofdstad", "Bruxelles-Capitale", "Brussel",
        "Bruxelles",
    ),
    ("municipalities", "21004"): ("Brussels", "City of Brussels", "Stad Brussel"),
}  # fmt: skip

EUROPEAN_CODES = {
    "AUT": "AT", "BEL": "BE", "BGR": "BG", "CHE": "CH", "CYP": "CY", "CZE": "CZ", "DEU": "DE",
    "DNK": "DK", "ESP": "ES", "EST": "EE", "FIN": "FI", "FRA": "FR", "GBR": "GB", "GRC": "GR",
    "HRV": "HR", "HUN": "HU", "IRL": "IE", "ISL": "IS", "ITA": "IT", "LIE": "LI", "LTU": "LT",
    "LUX": "LU", "LVA": "LV", "MLT": "MT", "NLD": "NL", "NOR": "NO", "POL": "PL", "PRT": "PT",
    "ROU": "RO", "SVK": "SK", "SVN": "SI", "SWE": "SE", "UKR": "UA",
}  # fmt: skip
"""The states of a map of Europe by the codes of their outlines; Babel knows their names."""

OTHER_NAMES = {
    "CZ": ("Czech Republic",), "GB": ("UK",), "GR": ("EL",), "NL": ("The Netherlands",),
}  # fmt: skip
