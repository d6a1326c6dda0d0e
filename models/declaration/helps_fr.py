"""The help texts of the declaration in French."""

FRENCH = {
    # Tables
    "The places people are in, and the governments that answer for them.": (
        "Les lieux où se trouvent les personnes, et les autorités qui en répondent."
    ),
    "The steps of the trajectory in their order.": "Les étapes de la trajectoire, dans leur ordre.",
    "Persons who enter a stage in a territory in a year, from where they were.": (
        "Les personnes qui entrent dans une étape, dans un territoire, une année donnée, et d'où "
        "elles viennent."
    ),
    "What a programme costs a person and what is already funded.": (
        "Ce qu'un programme coûte par personne et ce qui est déjà financé."
    ),
    "What a person who enters a stage brings to a territory for the whole of that stage.": (
        "Ce qu'une personne qui entre dans une étape apporte à un territoire pendant toute l'étape."
    ),
    "The most a payer can contribute in a year.": (
        "Le maximum qu'un contributeur peut apporter en une année."
    ),
    "Positions and agreed limits, each a bound on a sum of payments.": (
        "Les positions et les limites convenues, chacune une borne sur une somme de paiements."
    ),
    "The rules of the base and, in a column each, what further scenarios change.": (
        "Les règles de la base et, dans une colonne chacun, ce que changent les autres scénarios."
    ),
    "What a scenario changes in the data.": "Ce qu'un scénario change dans les données.",
    "Existing policies, whom they reach and what they spend.": (
        "Les politiques existantes, qui elles atteignent et ce qu'elles dépensent."
    ),
    # Columns
    "Where the figures of the row come from.": "D'où viennent les chiffres de la ligne.",
    "Anything a reader of the row should know.": "Ce que le lecteur de la ligne doit savoir.",
    "The key of the territory.": "Le code du territoire.",
    "The name that people read; blank: the key.": "Le nom affiché ; vide : le code.",
    "The territory of which this one is a part; blank: none.": (
        "Le territoire dont celui-ci fait partie ; vide : aucun."
    ),
    "The level of government: federal, region, …": "Le niveau de pouvoir : fédéral, région, …",
    "Inhabitants; blank: not known, and 0 where a key needs it.": (
        "Habitants ; vide : inconnu, et 0 là où une clé de répartition en a besoin."
    ),
    "What the government can raise a year; blank: not known, and 0 where a key needs it.": (
        "Ce que l'autorité peut lever par an ; vide : inconnu, et 0 là où une clé de répartition "
        "en a besoin."
    ),
    "Whether it contributes; if not, the nearest parent that pays stands for it.": (
        "S'il contribue ; sinon, le territoire parent le plus proche qui contribue le remplace."
    ),
    "The key of the stage.": "Le code de l'étape.",
    "The place in the trajectory: n of T+n.": "La place dans la trajectoire : le n de T+n.",
    "Which of the integrators the stage works through.": "L'intégrateur par lequel l'étape agit.",
    "Whole years a person stays in the stage.": (
        "Le nombre entier d'années qu'une personne passe dans l'étape."
    ),
    "Whether the programmes of the stage are co-funded.": (
        "Si les programmes de l'étape sont cofinancés."
    ),
    "The year in which they enter or leave.": "L'année où elles entrent ou sortent.",
    "The stage they come from; blank: an arrival.": (
        "L'étape d'où elles viennent ; vide : une arrivée."
    ),
    "The territory they come from; blank: an arrival.": (
        "Le territoire d'où elles viennent ; vide : une arrivée."
    ),
    "The stage they enter; blank: an exit.": "L'étape où elles entrent ; vide : une sortie.",
    "The territory they enter; blank: an exit.": (
        "Le territoire où elles entrent ; vide : une sortie."
    ),
    "How many persons.": "Le nombre de personnes.",
    "The year people enter; blank: every year.": (
        "L'année où les personnes entrent ; vide : toutes les années."
    ),
    "The stage.": "L'étape.",
    "Where; blank: everywhere.": "Où ; vide : partout.",
    "The government that answers for the programme; blank: the territory itself.": (
        "L'autorité qui répond du programme ; vide : le territoire lui-même."
    ),
    "What one person costs for the whole of the stage.": (
        "Ce que coûte une personne pour toute l'étape."
    ),
    "What is already funded, in total for the cohort.": (
        "Ce qui est déjà financé, au total pour la cohorte."
    ),
    "What a person who is not served costs the host.": (
        "Ce qu'une personne non prise en charge coûte au territoire d'accueil."
    ),
    "Who gains; blank: the territory itself.": "Qui gagne ; vide : le territoire lui-même.",
    "Net benefit of one person; negative where it is a later cost.": (
        "Le bénéfice net d'une personne ; négatif s'il s'agit d'un coût ultérieur."
    ),
    "The year; blank: every year.": "L'année ; vide : toutes les années.",
    "The payer.": "Le contributeur.",
    "The most it pays for the programmes of that year, its host residual included.": (
        "Le maximum qu'il paie pour les programmes de l'année, solde à charge compris."
    ),
    "The key of the clause.": "Le code de la clause.",
    "The clause in a few words.": "La clause en quelques mots.",
    "Whose payments; blank: everyone's.": "Les paiements de qui ; vide : de tous.",
    "Where the programmes are; blank: everywhere.": "Où sont les programmes ; vide : partout.",
    "Which stage; blank: every one.": "Quelle étape ; vide : toutes.",
    "Which year; blank: every one.": "Quelle année ; vide : toutes.",
    "What the value is: an amount, or a share of need or of later benefit.": (
        "Ce qu'est la valeur : un montant, ou une part du besoin ou du bénéfice ultérieur."
    ),
    "Whether the payments are at most, at least or exactly the value.": (
        "Si les paiements valent au plus, au moins ou exactement la valeur."
    ),
    "The bound; shares are fractions (0.25).": "La borne ; les parts sont des fractions (25 %).",
    "The scenario in which it is in force; blank: every one.": (
        "Le scénario où elle est en vigueur ; vide : tous."
    ),
    "The party that proposes it.": "La partie qui la propose.",
    "Proposed and agreed clauses are in force, rejected ones are not.": (
        "Les clauses proposées et convenues sont en vigueur, les rejetées non."
    ),
    "The key of the rule.": "Le nom de la règle.",
    "The value in the base scenario; blank: the default of the rule.": (
        "La valeur dans le scénario de base ; vide : la valeur par défaut de la règle."
    ),
    "The scenario.": "Le scénario.",
    "The table whose figures change.": "Le tableau dont les chiffres changent.",
    "The key of the column of figures that change.": "La colonne dont les chiffres changent.",
    "What is done with the value.": "Ce qu'on fait de la valeur.",
    "The factor, the addition or the new figure.": "Le facteur, l'ajout ou le nouveau chiffre.",
    "Which territory; blank: every one.": "Quel territoire ; vide : tous.",
    "The key of the policy.": "Le code de la politique.",
    "The territory whose policy it is.": "Le territoire dont c'est la politique.",
    "The stage it serves; blank: every one.": "L'étape qu'elle sert ; vide : toutes.",
    "The integrator it works through.": "L'intégrateur par lequel elle agit.",
    "Which of the five kinds of policy it is.": "Laquelle des cinq sortes de politique c'est.",
    "How many need it.": "Combien de personnes en ont besoin.",
    "How many it reaches.": "Combien de personnes elle atteint.",
    "What it spends.": "Ce qu'elle dépense.",
    "Whether its spending counts as existing funding.": (
        "Si ses dépenses comptent comme financement existant."
    ),
    "A column added by the user.": "Une colonne ajoutée par l'utilisateur.",
    # Rules
    "How much a later year counts less than the one before it.": (
        "De combien une année compte moins que la précédente."
    ),
    "The part of its later benefit that a payer pays at most: at 100 % nobody pays more than "
    "it gains; with none there is no cap.": (
        "La part de son bénéfice ultérieur qu'un contributeur paie au plus : à 100 %, personne ne "
        "paie plus qu'il ne gagne ; avec none, il n'y a pas de plafond."
    ),
    "The least part of its own programmes that a host pays itself.": (
        "La part minimale de ses propres programmes qu'un territoire d'accueil paie lui-même."
    ),
    "A payer with a smaller part of a programme's later benefit is not asked; the host is.": (
        "Un contributeur qui a une part plus petite du bénéfice ultérieur d'un programme n'est pas "
        "sollicité ; le territoire d'accueil l'est."
    ),
    "What contributions are divided by: later benefit, fiscal capacity or population.": (
        "Ce par quoi on divise les contributions : bénéfice ultérieur, capacité fiscale ou "
        "population."
    ),
    "What the split aims at, the first goal first, each held while the next is pursued.": (
        "Ce que vise la répartition, le premier objectif d'abord, chacun tenu pendant qu'on "
        "poursuit le suivant."
    ),
    "The years whose programmes are funded, as 2026 or 2026-2030; blank: all.": (
        "Les années dont les programmes sont financés, comme 2026 ou 2026-2030 ; vide : toutes."
    ),
    "The year to which money is discounted; blank: the first programme year.": (
        "L'année à laquelle on actualise ; vide : la première année des programmes."
    ),
    "The last year to project flows for; blank: no projection.": (
        "La dernière année pour laquelle projeter les flux ; vide : pas de projection."
    ),
    "How much arrivals grow a year where no arrivals are given.": (
        "De combien les arrivées croissent par an là où aucune n'est donnée."
    ),
    "The unit to which payments are rounded: 0.01, 1, 1000, …": (
        "L'unité à laquelle les paiements sont arrondis : 0,01, 1, 1000, …"
    ),
    "The currency of every amount of the case.": "La devise de tous les montants du dossier.",
    "The scenario whose split the goal of least change stays close to; blank: base.": (
        "Le scénario dont la répartition est en vigueur ; l'objectif du moindre changement en "
        "reste proche ; vide : base."
    ),
}
