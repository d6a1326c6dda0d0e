"""The help texts of the declaration in Dutch."""

DUTCH = {
    # Tables
    "The places people are in, and the governments that answer for them.": (
        "De plaatsen waar mensen zijn, en de overheden die ervoor instaan."
    ),
    "The steps of the trajectory in their order.": "De stappen van het traject, in hun volgorde.",
    "Persons who enter a stage in a territory in a year, from where they were.": (
        "De personen die in een jaar in een gebied aan een fase beginnen, en waar ze vandaan komen."
    ),
    "What a programme costs a person and what is already funded.": (
        "Wat een programma per persoon kost en wat al gefinancierd is."
    ),
    "What a person who enters a stage brings to a territory for the whole of that stage.": (
        "Wat een persoon die aan een fase begint een gebied over de hele fase opbrengt."
    ),
    "The most a payer can contribute in a year.": (
        "Wat een bijdrager in een jaar hoogstens kan bijdragen."
    ),
    "Positions and agreed limits, each a bound on a sum of payments.": (
        "Standpunten en afgesproken grenzen, elk een grens op een som van betalingen."
    ),
    "The rules of the base and, in a column each, what further scenarios change.": (
        "De regels van de basis en, elk in een kolom, wat andere scenario's veranderen."
    ),
    "What a scenario changes in the data.": "Wat een scenario aan de gegevens verandert.",
    "Existing policies, whom they reach and what they spend.": (
        "De bestaande beleidsmaatregelen, wie ze bereiken en wat ze uitgeven."
    ),
    # Columns
    "Where the figures of the row come from.": "Waar de cijfers van de rij vandaan komen.",
    "Anything a reader of the row should know.": "Wat een lezer van de rij moet weten.",
    "The key of the territory.": "De code van het gebied.",
    "The name that people read; blank: the key.": "De naam die mensen lezen; leeg: de code.",
    "The territory of which this one is a part; blank: none.": (
        "Het gebied waar dit een deel van is; leeg: geen."
    ),
    "The level of government: federal, region, …": "Het bestuursniveau: federaal, gewest, …",
    "Inhabitants; blank: not known, and 0 where a key needs it.": (
        "Inwoners; leeg: onbekend, en 0 waar een verdeelsleutel het nodig heeft."
    ),
    "What the government can raise a year; blank: not known, and 0 where a key needs it.": (
        "Wat de overheid per jaar kan ophalen; leeg: onbekend, en 0 waar een verdeelsleutel het "
        "nodig heeft."
    ),
    "Whether it contributes; if not, the nearest parent that pays stands for it.": (
        "Of het bijdraagt; zo niet, dan komt het naaste bovenliggende gebied dat bijdraagt in de "
        "plaats."
    ),
    "The key of the stage.": "De code van de fase.",
    "The place in the trajectory: n of T+n.": "De plaats in het traject: de n van T+n.",
    "Which of the integrators the stage works through.": "De integrator waarlangs de fase werkt.",
    "Whole years a person stays in the stage.": (
        "Het hele aantal jaren dat een persoon in de fase blijft."
    ),
    "Whether the programmes of the stage are co-funded.": (
        "Of de programma's van de fase medegefinancierd worden."
    ),
    "The year in which they enter or leave.": "Het jaar waarin ze beginnen of vertrekken.",
    "The stage they come from; blank: an arrival.": "De fase waaruit ze komen; leeg: instroom.",
    "The territory they come from; blank: an arrival.": (
        "Het gebied waaruit ze komen; leeg: instroom."
    ),
    "The stage they enter; blank: an exit.": "De fase waaraan ze beginnen; leeg: uitstroom.",
    "The territory they enter; blank: an exit.": "Het gebied waar ze heen gaan; leeg: uitstroom.",
    "How many persons.": "Hoeveel personen.",
    "The year people enter; blank: every year.": "Het jaar waarin mensen beginnen; leeg: elk jaar.",
    "The stage.": "De fase.",
    "Where; blank: everywhere.": "Waar; leeg: overal.",
    "The government that answers for the programme; blank: the territory itself.": (
        "De overheid die voor het programma instaat; leeg: het gebied zelf."
    ),
    "What one person costs for the whole of the stage.": "Wat één persoon de hele fase lang kost.",
    "What is already funded, in total for the cohort.": (
        "Wat al gefinancierd is, in totaal voor de cohorte."
    ),
    "What a person who is not served costs the host.": (
        "Wat een persoon die niet geholpen wordt het gastgebied kost."
    ),
    "Who gains; blank: the territory itself.": "Wie er baat bij heeft; leeg: het gebied zelf.",
    "Net benefit of one person; negative where it is a later cost.": (
        "De nettobaat van één persoon; negatief waar het een latere kost is."
    ),
    "The year; blank: every year.": "Het jaar; leeg: elk jaar.",
    "The payer.": "De bijdrager.",
    "The most it pays for the programmes of that year, its host residual included.": (
        "Wat hij hoogstens voor de programma's van dat jaar betaalt, saldo te zijnen laste "
        "inbegrepen."
    ),
    "The key of the clause.": "De code van de clausule.",
    "The clause in a few words.": "De clausule in enkele woorden.",
    "Whose payments; blank: everyone's.": "Wiens betalingen; leeg: die van iedereen.",
    "Where the programmes are; blank: everywhere.": "Waar de programma's zijn; leeg: overal.",
    "Which stage; blank: every one.": "Welke fase; leeg: elke.",
    "Which year; blank: every one.": "Welk jaar; leeg: elk.",
    "What the value is: an amount, or a share of need or of later benefit.": (
        "Wat de waarde is: een bedrag, of een aandeel in de behoefte of in de latere baat."
    ),
    "Whether the payments are at most, at least or exactly the value.": (
        "Of de betalingen hoogstens, minstens of precies de waarde zijn."
    ),
    "The bound; shares are fractions (0.25).": "De grens; aandelen zijn breuken (25 %).",
    "The scenario in which it is in force; blank: every one.": (
        "Het scenario waarin ze geldt; leeg: elk."
    ),
    "The party that proposes it.": "De partij die ze voorstelt.",
    "Proposed and agreed clauses are in force, rejected ones are not.": (
        "Voorgestelde en overeengekomen clausules gelden, verworpen niet."
    ),
    "The key of the rule.": "De naam van de regel.",
    "The value in the base scenario; blank: the default of the rule.": (
        "De waarde in het basisscenario; leeg: de standaardwaarde van de regel."
    ),
    "The scenario.": "Het scenario.",
    "The table whose figures change.": "De tabel waarvan de cijfers veranderen.",
    "The key of the column of figures that change.": "De kolom waarvan de cijfers veranderen.",
    "What is done with the value.": "Wat er met de waarde gebeurt.",
    "The factor, the addition or the new figure.": "De factor, de toevoeging of het nieuwe cijfer.",
    "Which territory; blank: every one.": "Welk gebied; leeg: elk.",
    "The key of the policy.": "De code van de maatregel.",
    "The territory whose policy it is.": "Het gebied van wie de maatregel is.",
    "The stage it serves; blank: every one.": "De fase die hij dient; leeg: elke.",
    "The integrator it works through.": "De integrator waarlangs hij werkt.",
    "Which of the five kinds of policy it is.": "Welke van de vijf soorten beleid het is.",
    "How many need it.": "Hoeveel personen hem nodig hebben.",
    "How many it reaches.": "Hoeveel personen hij bereikt.",
    "What it spends.": "Wat hij uitgeeft.",
    "Whether its spending counts as existing funding.": (
        "Of zijn uitgaven als bestaande financiering tellen."
    ),
    "A column added by the user.": "Een kolom die de gebruiker heeft toegevoegd.",
    # Rules
    "How much a later year counts less than the one before it.": (
        "Hoeveel een jaar minder telt dan het jaar ervoor."
    ),
    "The part of its later benefit that a payer pays at most: at 100 % nobody pays more than "
    "it gains; with none there is no cap.": (
        "Het deel van zijn latere baat dat een bijdrager hoogstens betaalt: bij 100 % betaalt "
        "niemand meer dan zijn baat; met none is er geen grens."
    ),
    "The least part of its own programmes that a host pays itself.": (
        "Het minste deel van de eigen programma's dat een gastgebied zelf betaalt."
    ),
    "A payer with a smaller part of a programme's later benefit is not asked; the host is.": (
        "Een bijdrager met een kleiner deel van de latere baat van een programma wordt niet "
        "gevraagd; het gastgebied wel."
    ),
    "What contributions are divided by: later benefit, fiscal capacity or population.": (
        "Waardoor bijdragen gedeeld worden: latere baat, fiscale capaciteit of bevolking."
    ),
    "What the split aims at, the first goal first, each held while the next is pursued.": (
        "Waar de verdeling op mikt, het eerste doel eerst, elk vastgehouden terwijl het volgende "
        "nagestreefd wordt."
    ),
    "The years whose programmes are funded, as 2026 or 2026-2030; blank: all.": (
        "De jaren waarvan de programma's gefinancierd worden, zoals 2026 of 2026-2030; leeg: alle."
    ),
    "The year to which money is discounted; blank: the first programme year.": (
        "Het jaar waarnaar verdisconteerd wordt; leeg: het eerste programmajaar."
    ),
    "The last year to project flows for; blank: no projection.": (
        "Het laatste jaar waarvoor stromen geprojecteerd worden; leeg: geen projectie."
    ),
    "How much arrivals grow a year where no arrivals are given.": (
        "Hoeveel de instroom per jaar groeit waar er geen gegeven is."
    ),
    "The unit to which payments are rounded: 0.01, 1, 1000, …": (
        "De eenheid waarop betalingen afgerond worden: 0,01, 1, 1000, …"
    ),
    "The currency of every amount of the case.": "De munt van elk bedrag van het dossier.",
    "The scenario whose split the goal of least change stays close to; blank: base.": (
        "Het scenario waarvan de verdeling van kracht is; het doel van de kleinste wijziging "
        "blijft er dicht bij; leeg: base."
    ),
}
