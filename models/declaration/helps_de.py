"""The help texts of the declaration in German."""

GERMAN = {
    # Tables
    "The places people are in, and the governments that answer for them.": (
        "Die Orte, an denen Menschen sind, und die Behörden, die dafür zuständig sind."
    ),
    "The steps of the trajectory in their order.": (
        "Die Schritte des Verlaufs in ihrer Reihenfolge."
    ),
    "Persons who enter a stage in a territory in a year, from where they were.": (
        "Die Personen, die in einem Jahr in einem Gebiet in eine Etappe eintreten, und woher sie "
        "kommen."
    ),
    "What a programme costs a person and what is already funded.": (
        "Was ein Programm je Person kostet und was schon finanziert ist."
    ),
    "What a person who enters a stage brings to a territory for the whole of that stage.": (
        "Was eine Person, die in eine Etappe eintritt, einem Gebiet über die ganze Etappe bringt."
    ),
    "The most a payer can contribute in a year.": (
        "Was ein Beitragszahler in einem Jahr höchstens beitragen kann."
    ),
    "Positions and agreed limits, each a bound on a sum of payments.": (
        "Positionen und vereinbarte Grenzen, jede eine Schranke für eine Summe von Zahlungen."
    ),
    "The rules of the base and, in a column each, what further scenarios change.": (
        "Die Regeln der Basis und, je in einer Spalte, was weitere Szenarien ändern."
    ),
    "What a scenario changes in the data.": "Was ein Szenario an den Daten ändert.",
    "Existing policies, whom they reach and what they spend.": (
        "Bestehende Maßnahmen, wen sie erreichen und was sie ausgeben."
    ),
    # Columns
    "Where the figures of the row come from.": "Woher die Zahlen der Zeile stammen.",
    "Anything a reader of the row should know.": "Was ein Leser der Zeile wissen sollte.",
    "The key of the territory.": "Der Schlüssel des Gebiets.",
    "The name that people read; blank: the key.": (
        "Der Name, den Menschen lesen; leer: der Schlüssel."
    ),
    "The territory of which this one is a part; blank: none.": (
        "Das Gebiet, zu dem dieses gehört; leer: keines."
    ),
    "The level of government: federal, region, …": "Die Regierungsebene: Bund, Region, …",
    "Inhabitants; blank: not known, and 0 where a key needs it.": (
        "Einwohner; leer: unbekannt, und 0, wo ein Verteilungsschlüssel sie braucht."
    ),
    "What the government can raise a year; blank: not known, and 0 where a key needs it.": (
        "Was die Behörde im Jahr aufbringen kann; leer: unbekannt, und 0, wo ein "
        "Verteilungsschlüssel es braucht."
    ),
    "Whether it contributes; if not, the nearest parent that pays stands for it.": (
        "Ob es beiträgt; wenn nicht, tritt das nächste übergeordnete Gebiet ein, das zahlt."
    ),
    "The key of the stage.": "Der Schlüssel der Etappe.",
    "The place in the trajectory: n of T+n.": "Der Platz im Verlauf: das n von T+n.",
    "Which of the integrators the stage works through.": (
        "Über welches Integrationsfeld die Etappe wirkt."
    ),
    "Whole years a person stays in the stage.": (
        "Wie viele ganze Jahre eine Person in der Etappe bleibt."
    ),
    "Whether the programmes of the stage are co-funded.": (
        "Ob die Programme der Etappe mitfinanziert werden."
    ),
    "The year in which they enter or leave.": "Das Jahr, in dem sie eintreten oder ausscheiden.",
    "The stage they come from; blank: an arrival.": (
        "Die Etappe, aus der sie kommen; leer: ein Zugang."
    ),
    "The territory they come from; blank: an arrival.": (
        "Das Gebiet, aus dem sie kommen; leer: ein Zugang."
    ),
    "The stage they enter; blank: an exit.": "Die Etappe, in die sie eintreten; leer: ein Abgang.",
    "The territory they enter; blank: an exit.": (
        "Das Gebiet, in das sie kommen; leer: ein Abgang."
    ),
    "How many persons.": "Wie viele Personen.",
    "The year people enter; blank: every year.": (
        "Das Jahr, in dem Personen eintreten; leer: jedes Jahr."
    ),
    "The stage.": "Die Etappe.",
    "Where; blank: everywhere.": "Wo; leer: überall.",
    "The government that answers for the programme; blank: the territory itself.": (
        "Die Behörde, die für das Programm zuständig ist; leer: das Gebiet selbst."
    ),
    "What one person costs for the whole of the stage.": (
        "Was eine Person für die ganze Etappe kostet."
    ),
    "What is already funded, in total for the cohort.": (
        "Was schon finanziert ist, insgesamt für die Kohorte."
    ),
    "What a person who is not served costs the host.": (
        "Was eine nicht versorgte Person das Aufnahmegebiet kostet."
    ),
    "Who gains; blank: the territory itself.": "Wer den Nutzen hat; leer: das Gebiet selbst.",
    "Net benefit of one person; negative where it is a later cost.": (
        "Der Nettonutzen einer Person; negativ, wo es spätere Kosten sind."
    ),
    "The year; blank: every year.": "Das Jahr; leer: jedes Jahr.",
    "The payer.": "Der Beitragszahler.",
    "The most it pays for the programmes of that year, its host residual included.": (
        "Was er für die Programme des Jahres höchstens zahlt, Restbetrag inbegriffen."
    ),
    "The key of the clause.": "Der Schlüssel der Klausel.",
    "The clause in a few words.": "Die Klausel in wenigen Worten.",
    "Whose payments; blank: everyone's.": "Wessen Zahlungen; leer: aller.",
    "Where the programmes are; blank: everywhere.": "Wo die Programme sind; leer: überall.",
    "Which stage; blank: every one.": "Welche Etappe; leer: jede.",
    "Which year; blank: every one.": "Welches Jahr; leer: jedes.",
    "What the value is: an amount, or a share of need or of later benefit.": (
        "Was der Wert ist: ein Betrag oder ein Anteil am Bedarf oder am späteren Nutzen."
    ),
    "Whether the payments are at most, at least or exactly the value.": (
        "Ob die Zahlungen höchstens, mindestens oder genau den Wert betragen."
    ),
    "The bound; shares are fractions (0.25).": "Die Schranke; Anteile sind Brüche (25 %).",
    "The scenario in which it is in force; blank: every one.": (
        "Das Szenario, in dem sie gilt; leer: jedes."
    ),
    "The party that proposes it.": "Die Partei, die sie vorschlägt.",
    "Proposed and agreed clauses are in force, rejected ones are not.": (
        "Vorgeschlagene und vereinbarte Klauseln gelten, abgelehnte nicht."
    ),
    "The key of the rule.": "Der Name der Regel.",
    "The value in the base scenario; blank: the default of the rule.": (
        "Der Wert im Basisszenario; leer: der Vorgabewert der Regel."
    ),
    "The scenario.": "Das Szenario.",
    "The table whose figures change.": "Die Tabelle, deren Zahlen sich ändern.",
    "The key of the column of figures that change.": "Die Spalte, deren Zahlen sich ändern.",
    "What is done with the value.": "Was mit dem Wert geschieht.",
    "The factor, the addition or the new figure.": "Der Faktor, der Zusatz oder die neue Zahl.",
    "Which territory; blank: every one.": "Welches Gebiet; leer: jedes.",
    "The key of the policy.": "Der Schlüssel der Maßnahme.",
    "The territory whose policy it is.": "Das Gebiet, dessen Maßnahme es ist.",
    "The stage it serves; blank: every one.": "Die Etappe, der sie dient; leer: jede.",
    "The integrator it works through.": "Das Integrationsfeld, über das sie wirkt.",
    "Which of the five kinds of policy it is.": "Welche der fünf Arten von Maßnahmen es ist.",
    "How many need it.": "Wie viele Personen sie brauchen.",
    "How many it reaches.": "Wie viele Personen sie erreicht.",
    "What it spends.": "Was sie ausgibt.",
    "Whether its spending counts as existing funding.": (
        "Ob ihre Ausgaben als bestehende Finanzierung zählen."
    ),
    "A column added by the user.": "Eine Spalte, die der Benutzer hinzugefügt hat.",
    # Rules
    "How much a later year counts less than the one before it.": (
        "Um wie viel ein Jahr weniger zählt als das Jahr davor."
    ),
    "The part of its later benefit that a payer pays at most: at 100 % nobody pays more than "
    "it gains; with none there is no cap.": (
        "Der Teil seines späteren Nutzens, den ein Beitragszahler höchstens zahlt: bei 100 % zahlt "
        "niemand mehr, als er gewinnt; mit none gibt es keine Grenze."
    ),
    "The least part of its own programmes that a host pays itself.": (
        "Der kleinste Teil der eigenen Programme, den ein Aufnahmegebiet selbst zahlt."
    ),
    "A payer with a smaller part of a programme's later benefit is not asked; the host is.": (
        "Ein Beitragszahler mit einem kleineren Teil des späteren Nutzens eines Programms wird "
        "nicht herangezogen; das Aufnahmegebiet schon."
    ),
    "What contributions are divided by: later benefit, fiscal capacity or population.": (
        "Wodurch Beiträge geteilt werden: späterer Nutzen, Finanzkraft oder Bevölkerung."
    ),
    "What the split aims at, the first goal first, each held while the next is pursued.": (
        "Was die Aufteilung anstrebt, das erste Ziel zuerst, jedes gehalten, während das nächste "
        "verfolgt wird."
    ),
    "The years whose programmes are funded, as 2026 or 2026-2030; blank: all.": (
        "Die Jahre, deren Programme finanziert werden, wie 2026 oder 2026-2030; leer: alle."
    ),
    "The year to which money is discounted; blank: the first programme year.": (
        "Das Jahr, auf das abgezinst wird; leer: das erste Programmjahr."
    ),
    "The last year to project flows for; blank: no projection.": (
        "Das letzte Jahr, für das Ströme vorausberechnet werden; leer: keine Vorausberechnung."
    ),
    "How much arrivals grow a year where no arrivals are given.": (
        "Um wie viel die Zugänge im Jahr wachsen, wo keine angegeben sind."
    ),
    "The unit to which payments are rounded: 0.01, 1, 1000, …": (
        "Die Einheit, auf die Zahlungen gerundet werden: 0,01, 1, 1000, …"
    ),
    "The currency of every amount of the case.": "Die Währung aller Beträge des Falls.",
    "The scenario whose split the goal of least change stays close to; blank: base.": (
        "Das Szenario, an dessen Aufteilung sich das Ziel der kleinsten Änderung hält; leer: base."
    ),
}
