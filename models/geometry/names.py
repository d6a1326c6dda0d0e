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

EUROPEAN_NAMES = {
    "AUT": ("AT", "Austria", "Autriche", "Oostenrijk", "Österreich"),
    "BEL": ("BE", "Belgium", "Belgique", "België", "Belgien"),
    "BGR": ("BG", "Bulgaria", "Bulgarie", "Bulgarije", "Bulgarien"),
    "CHE": ("CH", "Switzerland", "Suisse", "Zwitserland", "Schweiz"),
    "CYP": ("CY", "Cyprus", "Chypre", "Zypern"),
    "CZE": ("CZ", "Czechia", "Tchéquie", "Tsjechië", "Tschechien", "Czech Republic"),
    "DEU": ("DE", "Germany", "Allemagne", "Duitsland", "Deutschland"),
    "DNK": ("DK", "Denmark", "Danemark", "Denemarken", "Dänemark"),
    "ESP": ("ES", "Spain", "Espagne", "Spanje", "Spanien"),
    "EST": ("EE", "Estonia", "Estonie", "Estland"),
    "FIN": ("FI", "Finland", "Finlande", "Finnland"),
    "FRA": ("FR", "France", "Frankrijk", "Frankreich"),
    "GBR": ("GB", "United Kingdom", "Royaume-Uni", "Verenigd Koninkrijk", "UK",
            "Vereinigtes Königreich"),
    "GRC": ("GR", "Greece", "Grèce", "Griekenland", "Griechenland", "EL"),
    "HRV": ("HR", "Croatia", "Croatie", "Kroatië", "Kroatien"),
    "HUN": ("HU", "Hungary", "Hongrie", "Hongarije", "Ungarn"),
    "IRL": ("IE", "Ireland", "Irlande", "Ierland", "Irland"),
    "ISL": ("IS", "Iceland", "Islande", "IJsland", "Island"),
    "ITA": ("IT", "Italy", "Italie", "Italië", "Italien"),
    "LIE": ("LI", "Liechtenstein"),
    "LTU": ("LT", "Lithuania", "Lituanie", "Litouwen", "Litauen"),
    "LUX": ("LU", "Luxembourg", "Luxemburg"),
    "LVA": ("LV", "Latvia", "Lettonie", "Letland", "Lettland"),
    "MLT": ("MT", "Malta", "Malte"),
    "NLD": ("NL", "Netherlands", "Pays-Bas", "Nederland", "Niederlande", "The Netherlands"),
    "NOR": ("NO", "Norway", "Norvège", "Noorwegen", "Norwegen"),
    "POL": ("PL", "Poland", "Pologne", "Polen"),
    "PRT": ("PT", "Portugal"),
    "ROU": ("RO", "Romania", "Roumanie", "Roemenië", "Rumänien"),
    "SVK": ("SK", "Slovakia", "Slovaquie", "Slowakije", "Slowakei"),
    "SVN": ("SI", "Slovenia", "Slovénie", "Slovenië", "Slowenien"),
    "SWE": ("SE", "Sweden", "Suède", "Zweden", "Schweden"),
    "UKR": ("UA", "Ukraine", "Oekraïne"),
}  # fmt: skip
