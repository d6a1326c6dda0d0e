"""Every table and column of a case (3-workbook). Nothing lists them a second time."""

from __future__ import annotations

from models.declaration.kinds import Column, Kind, Labels, Table
from models.words.text import text

BASE_SCENARIO = "base"
"""The scenario that each of the others is a change of, and its column."""
INTEGRATORS = ("reception", "family", "housing", "education", "work")
MEASURES = ("amount", "share_of_need", "share_of_benefit")
SENSES = ("at most", "at least", "exactly")
STATUSES = ("proposed", "agreed", "rejected")
OPERATIONS = ("multiply", "add", "set")
ADJUSTABLE_SHEETS = ("Flows", "Costs", "Benefits", "Budgets")
POLICY_CATEGORIES = ("general", "missed", "unclear", "excluding", "private")

SOURCE = Column(
    "source",
    Labels("Source", "Source", "Bron", "Quelle"),
    Kind.TEXT,
    text("Where the figures of the row come from."),
)
NOTE = Column(
    "note",
    Labels("Note", "Remarque", "Opmerking", "Anmerkung"),
    Kind.TEXT,
    text("Anything a reader of the row should know."),
)
REMARKS = (SOURCE, NOTE)

_YEAR = Labels("Year", "Année", "Jaar", "Jahr")
_STAGE = Labels("Stage", "Étape", "Fase", "Etappe")
_TERRITORY = Labels("Territory", "Territoire", "Gebied", "Gebiet")
_PAYER = Labels("Payer", "Contributeur", "Bijdrager", "Beitragszahler")
_NAME = Labels("Name", "Nom", "Naam", "Name")
_INTEGRATOR = Labels("Integrator", "Intégrateur", "Integrator", "Integrationsfeld")
_SCENARIO = Labels("Scenario", "Scénario", "Scenario", "Szenario")
_VALUE = Labels("Value", "Valeur", "Waarde", "Wert")

TERRITORIES = Table(
    "Territories",
    Labels("Territories", "Territoires", "Gebieden", "Gebiete"),
    text("The places people are in, and the governments that answer for them."),
    (
        Column("territory", _TERRITORY, Kind.KEY, text("The key of the territory."), required=True),
        Column("name", _NAME, Kind.TEXT, text("The name that people read; blank: the key.")),
        Column(
            "parent",
            Labels("Parent", "Territoire parent", "Bovenliggend gebied", "Übergeordnetes Gebiet"),
            Kind.TERRITORY,
            text("The territory of which this one is a part; blank: none."),
        ),
        Column(
            "level",
            Labels("Level", "Niveau", "Niveau", "Ebene"),
            Kind.TEXT,
            text("The level of government: federal, region, …"),
        ),
        Column(
            "population",
            Labels("Population", "Population", "Bevolking", "Bevölkerung"),
            Kind.PERSONS,
            text("Inhabitants; blank: not known, and 0 where a key needs it."),
        ),
        Column(
            "fiscal_capacity",
            Labels("Fiscal capacity", "Capacité fiscale", "Fiscale capaciteit", "Finanzkraft"),
            Kind.MONEY,
            text(
                "What the government can raise a year; blank: not known, and 0 where a key needs "
                "it."
            ),
        ),
        Column(
            "pays",
            Labels("Pays", "Contribue", "Draagt bij", "Zahlt"),
            Kind.YES_NO,
            text("Whether it contributes; if not, the nearest parent that pays stands for it."),
            default=True,
        ),
        *REMARKS,
    ),
    identity=("territory",),
    required=True,
    open_prefix="key_",
)

STAGES = Table(
    "Stages",
    Labels("Stages", "Étapes", "Fasen", "Etappen"),
    text("The steps of the trajectory in their order."),
    (
        Column("stage", _STAGE, Kind.KEY, text("The key of the stage."), required=True),
        Column("name", _NAME, Kind.TEXT, text("The name that people read; blank: the key.")),
        Column(
            "order",
            Labels("Order", "Ordre", "Volgorde", "Reihenfolge"),
            Kind.WHOLE,
            text("The place in the trajectory: n of T+n."),
            required=True,
            may_be_negative=True,
        ),
        Column(
            "integrator",
            _INTEGRATOR,
            Kind.CHOICE,
            text("Which of the integrators the stage works through."),
            choices=INTEGRATORS,
        ),
        Column(
            "duration",
            Labels("Duration", "Durée", "Duur", "Dauer"),
            Kind.WHOLE,
            text("Whole years a person stays in the stage."),
            default=1,
        ),
        Column(
            "cofunded",
            Labels("Co-funded", "Cofinancée", "Medegefinancierd", "Mitfinanziert"),
            Kind.YES_NO,
            text("Whether the programmes of the stage are co-funded."),
            required=True,
        ),
        *REMARKS,
    ),
    identity=("stage",),
    required=True,
)

FLOWS = Table(
    "Flows",
    Labels("Flows", "Flux", "Stromen", "Ströme"),
    text("Persons who enter a stage in a territory in a year, from where they were."),
    (
        Column(
            "year", _YEAR, Kind.YEAR, text("The year in which they enter or leave."), required=True
        ),
        Column(
            "from_stage",
            Labels("From stage", "Étape d’origine", "Van fase", "Aus Etappe"),
            Kind.STAGE,
            text("The stage they come from; blank: an arrival."),
        ),
        Column(
            "from_territory",
            Labels("From territory", "Territoire d’origine", "Van gebied", "Aus Gebiet"),
            Kind.TERRITORY,
            text("The territory they come from; blank: an arrival."),
        ),
        Column(
            "to_stage",
            Labels("To stage", "Étape de destination", "Naar fase", "In Etappe"),
            Kind.STAGE,
            text("The stage they enter; blank: an exit."),
        ),
        Column(
            "to_territory",
            Labels("To territory", "Territoire de destination", "Naar gebied", "In Gebiet"),
            Kind.TERRITORY,
            text("The territory they enter; blank: an exit."),
        ),
        Column(
            "persons",
            Labels("Persons", "Personnes", "Personen", "Personen"),
            Kind.PERSONS,
            text("How many persons."),
            required=True,
        ),
        *REMARKS,
    ),
    identity=("year", "from_stage", "from_territory", "to_stage", "to_territory"),
    required=True,
)

COSTS = Table(
    "Costs",
    Labels("Costs", "Coûts", "Kosten", "Kosten"),
    text("What a programme costs a person and what is already funded."),
    (
        Column("year", _YEAR, Kind.YEAR, text("The year people enter; blank: every year.")),
        Column("stage", _STAGE, Kind.STAGE, text("The stage."), required=True),
        Column("territory", _TERRITORY, Kind.TERRITORY, text("Where; blank: everywhere.")),
        Column(
            "responsible",
            Labels("Responsible", "Autorité responsable", "Bevoegde overheid", "Zuständig"),
            Kind.TERRITORY,
            text("The government that answers for the programme; blank: the territory itself."),
        ),
        Column(
            "cost_per_person",
            Labels("Cost per person", "Coût par personne", "Kost per persoon", "Kosten je Person"),
            Kind.MONEY,
            text("What one person costs for the whole of the stage."),
            required=True,
        ),
        Column(
            "existing_funding",
            Labels(
                "Existing funding",
                "Financement existant",
                "Bestaande financiering",
                "Bestehende Finanzierung",
            ),
            Kind.MONEY,
            text("What is already funded, in total for the cohort."),
            default=0.0,
        ),
        Column(
            "waiting_cost_per_person",
            Labels(
                "Waiting cost per person",
                "Coût d’attente par personne",
                "Wachtkost per persoon",
                "Wartekosten je Person",
            ),
            Kind.MONEY,
            text("What a person who is not served costs the host."),
            default=0.0,
        ),
        *REMARKS,
    ),
    identity=("year", "stage", "territory"),
    required=True,
)

BENEFITS = Table(
    "Benefits",
    Labels("Benefits", "Bénéfices", "Baten", "Nutzen"),
    text("What a person who enters a stage brings to a territory for the whole of that stage."),
    (
        Column("year", _YEAR, Kind.YEAR, text("The year people enter; blank: every year.")),
        Column("stage", _STAGE, Kind.STAGE, text("The stage."), required=True),
        Column("territory", _TERRITORY, Kind.TERRITORY, text("Where; blank: everywhere.")),
        Column(
            "beneficiary",
            Labels("Beneficiary", "Bénéficiaire", "Begunstigde", "Begünstigter"),
            Kind.TERRITORY,
            text("Who gains; blank: the territory itself."),
        ),
        Column(
            "benefit_per_person",
            Labels(
                "Benefit per person",
                "Bénéfice par personne",
                "Baat per persoon",
                "Nutzen je Person",
            ),
            Kind.MONEY,
            text("Net benefit of one person; negative where it is a later cost."),
            required=True,
            may_be_negative=True,
        ),
        *REMARKS,
    ),
    identity=("year", "stage", "territory", "beneficiary"),
    required=True,
)

BUDGETS = Table(
    "Budgets",
    Labels("Budgets", "Budgets", "Begrotingen", "Haushalte"),
    text("The most a payer can contribute in a year."),
    (
        Column("year", _YEAR, Kind.YEAR, text("The year; blank: every year.")),
        Column("payer", _PAYER, Kind.TERRITORY, text("The payer."), required=True),
        Column(
            "max_contribution",
            Labels(
                "Most it can contribute",
                "Contribution maximale",
                "Maximale bijdrage",
                "Höchstbeitrag",
            ),
            Kind.MONEY,
            text("The most it pays for the programmes of that year, its host residual included."),
            required=True,
        ),
        *REMARKS,
    ),
    identity=("year", "payer"),
)

CLAUSES = Table(
    "Clauses",
    Labels("Clauses", "Clauses", "Clausules", "Klauseln"),
    text("Positions and agreed limits, each a bound on a sum of payments."),
    (
        Column(
            "clause",
            Labels("Clause", "Clause", "Clausule", "Klausel"),
            Kind.KEY,
            text("The key of the clause."),
            required=True,
        ),
        Column(
            "label",
            Labels("Label", "Libellé", "Omschrijving", "Bezeichnung"),
            Kind.TEXT,
            text("The clause in a few words."),
        ),
        Column("payer", _PAYER, Kind.TERRITORY, text("Whose payments; blank: everyone's.")),
        Column(
            "host",
            Labels("Host", "Territoire d’accueil", "Gastgebied", "Aufnahmegebiet"),
            Kind.TERRITORY,
            text("Where the programmes are; blank: everywhere."),
        ),
        Column("stage", _STAGE, Kind.STAGE, text("Which stage; blank: every one.")),
        Column("year", _YEAR, Kind.YEAR, text("Which year; blank: every one.")),
        Column(
            "measure",
            Labels("Measure", "Mesure", "Maatstaf", "Maß"),
            Kind.CHOICE,
            text("What the value is: an amount, or a share of need or of later benefit."),
            required=True,
            choices=MEASURES,
        ),
        Column(
            "sense",
            Labels("Sense", "Sens", "Richting", "Richtung"),
            Kind.CHOICE,
            text("Whether the payments are at most, at least or exactly the value."),
            required=True,
            choices=SENSES,
        ),
        Column(
            "value",
            _VALUE,
            Kind.NUMBER,
            text("The bound; shares are fractions (0.25)."),
            required=True,
        ),
        Column(
            "scenario",
            _SCENARIO,
            Kind.SCENARIO,
            text("The scenario in which it is in force; blank: every one."),
        ),
        Column(
            "proposed_by",
            Labels("Proposed by", "Proposée par", "Voorgesteld door", "Vorgeschlagen von"),
            Kind.TEXT,
            text("The party that proposes it."),
        ),
        Column(
            "status",
            Labels("Status", "Statut", "Status", "Status"),
            Kind.CHOICE,
            text("Proposed and agreed clauses are in force, rejected ones are not."),
            default="proposed",
            choices=STATUSES,
        ),
        *REMARKS,
    ),
    identity=("clause",),
)

SCENARIOS = Table(
    "Scenarios",
    Labels("Scenarios", "Scénarios", "Scenario’s", "Szenarien"),
    text("The rules of the base and, in a column each, what further scenarios change."),
    (
        Column(
            "rule",
            Labels("Rule", "Règle", "Regel", "Regel"),
            Kind.RULE,
            text("The key of the rule."),
            required=True,
        ),
        Column(
            BASE_SCENARIO,
            Labels("Base", "Base", "Basis", "Basis"),
            Kind.RULE_VALUE,
            text("The value in the base scenario; blank: the default of the rule."),
        ),
        *REMARKS,
    ),
    identity=("rule",),
    open_prefix="",
)

ADJUSTMENTS = Table(
    "Adjustments",
    Labels("Adjustments", "Ajustements", "Aanpassingen", "Anpassungen"),
    text("What a scenario changes in the data."),
    (
        Column("scenario", _SCENARIO, Kind.SCENARIO, text("The scenario."), required=True),
        Column(
            "sheet",
            Labels("Sheet", "Feuille", "Blad", "Blatt"),
            Kind.CHOICE,
            text("The table whose figures change."),
            required=True,
            choices=ADJUSTABLE_SHEETS,
        ),
        Column(
            "column",
            Labels("Column", "Colonne", "Kolom", "Spalte"),
            Kind.TEXT,
            text("The key of the column of figures that change."),
            required=True,
        ),
        Column(
            "operation",
            Labels("Operation", "Opération", "Bewerking", "Rechenart"),
            Kind.CHOICE,
            text("What is done with the value."),
            required=True,
            choices=OPERATIONS,
        ),
        Column(
            "value",
            _VALUE,
            Kind.NUMBER,
            text("The factor, the addition or the new figure."),
            required=True,
            may_be_negative=True,
        ),
        Column("stage", _STAGE, Kind.STAGE, text("Which stage; blank: every one.")),
        Column("territory", _TERRITORY, Kind.TERRITORY, text("Which territory; blank: every one.")),
        Column("year", _YEAR, Kind.YEAR, text("Which year; blank: every one.")),
        *REMARKS,
    ),
    identity=("scenario", "sheet", "column", "operation", "stage", "territory", "year"),
)

POLICIES = Table(
    "Policies",
    Labels("Policies", "Politiques", "Beleidsmaatregelen", "Maßnahmen"),
    text("Existing policies, whom they reach and what they spend."),
    (
        Column(
            "policy",
            Labels("Policy", "Politique", "Beleidsmaatregel", "Maßnahme"),
            Kind.KEY,
            text("The key of the policy."),
            required=True,
        ),
        Column(
            "owner",
            Labels("Owner", "Responsable", "Eigenaar", "Träger"),
            Kind.TERRITORY,
            text("The territory whose policy it is."),
        ),
        Column("stage", _STAGE, Kind.STAGE, text("The stage it serves; blank: every one.")),
        Column("territory", _TERRITORY, Kind.TERRITORY, text("Where; blank: everywhere.")),
        Column(
            "integrator",
            _INTEGRATOR,
            Kind.CHOICE,
            text("The integrator it works through."),
            choices=INTEGRATORS,
        ),
        Column(
            "category",
            Labels("Category", "Catégorie", "Categorie", "Kategorie"),
            Kind.CHOICE,
            text("Which of the five kinds of policy it is."),
            required=True,
            choices=POLICY_CATEGORIES,
        ),
        Column(
            "persons_in_need",
            Labels(
                "Persons in need",
                "Personnes concernées",
                "Personen met behoefte",
                "Personen mit Bedarf",
            ),
            Kind.PERSONS,
            text("How many need it."),
        ),
        Column(
            "persons_reached",
            Labels(
                "Persons reached", "Personnes atteintes", "Bereikte personen", "Erreichte Personen"
            ),
            Kind.PERSONS,
            text("How many it reaches."),
        ),
        Column(
            "spending",
            Labels("Spending", "Dépenses", "Uitgaven", "Ausgaben"),
            Kind.MONEY,
            text("What it spends."),
        ),
        Column(
            "counts_as_funding",
            Labels(
                "Counts as funding",
                "Compte comme financement",
                "Telt als financiering",
                "Zählt als Finanzierung",
            ),
            Kind.YES_NO,
            text("Whether its spending counts as existing funding."),
            default=False,
        ),
        *REMARKS,
    ),
    identity=("policy",),
)

TABLES: tuple[Table, ...] = (
    TERRITORIES,
    STAGES,
    FLOWS,
    COSTS,
    BENEFITS,
    BUDGETS,
    CLAUSES,
    SCENARIOS,
    ADJUSTMENTS,
    POLICIES,
)
TABLE_BY_KEY = {table.key: table for table in TABLES}
