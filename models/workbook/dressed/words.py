"""Every text of the dressed workbook that is not of the declaration, in four languages."""

from __future__ import annotations

from models.declaration.kinds import Kind, Labels

# Names of sheets
FIRST = Labels("Read me", "À lire", "Lees mij", "Bitte lesen")
LISTS = Labels("Lists", "Listes", "Lijsten", "Listen")
CHECKS = Labels("Checks", "Contrôles", "Controles", "Prüfungen")

# The first sheet
REQUEST = Labels("Data request", "Demande de données", "Gegevensvraag", "Datenanfrage")
CASE = Labels("Case", "Dossier", "Dossier", "Fall")
RECIPIENT = Labels("For", "Pour", "Voor", "Für")
EVERYONE = Labels("every territory", "tous les territoires", "alle gebieden", "alle Gebiete")
DEADLINE = Labels("Please return by", "À renvoyer pour le", "Terugsturen tegen", "Rückgabe bis")
NO_DEADLINE = Labels("no date set", "pas de date fixée", "geen datum bepaald", "kein Datum gesetzt")
ISSUED = Labels("Issued on", "Établi le", "Opgemaakt op", "Ausgestellt am")
ISSUE = Labels("Issue", "Envoi", "Zending", "Ausgabe")
VERSION = Labels("version", "version", "versie", "Version")
PAGE = Labels("page", "page", "pagina", "Seite")

WHAT = Labels("What this is", "De quoi il s'agit", "Waarover het gaat", "Worum es geht")
WHAT_TEXTS = (
    Labels(
        "This workbook holds the figures from which Relais computes who should co-fund what when "
        "people move through the stages of a trajectory and between territories.",
        "Ce classeur contient les chiffres à partir desquels Relais calcule qui devrait cofinancer "
        "quoi lorsque des personnes passent d'une étape et d'un territoire à l'autre.",
        "Deze werkmap bevat de cijfers waaruit Relais berekent wie wat zou moeten medefinancieren "
        "wanneer mensen van fase en van gebied veranderen.",
        "Diese Arbeitsmappe enthält die Zahlen, aus denen Relais berechnet, wer was mitfinanzieren "
        "sollte, wenn Menschen die Etappen eines Verlaufs und Gebiete wechseln.",
    ),
    Labels(
        "Please check what is filled in, correct what is wrong, add what is missing, and send the "
        "file back. Nothing is taken over before it has been checked, and every change is shown.",
        "Merci de vérifier ce qui est rempli, de corriger ce qui est faux, d'ajouter ce qui manque "
        "et de renvoyer le fichier. Rien n'est repris sans contrôle, et chaque changement est "
        "montré.",
        "Gelieve na te kijken wat ingevuld is, te verbeteren wat fout is, toe te voegen wat "
        "ontbreekt, en het bestand terug te sturen. Niets wordt zonder controle overgenomen, en "
        "elke wijziging wordt getoond.",
        "Bitte prüfen Sie, was ausgefüllt ist, verbessern Sie Falsches, ergänzen Sie Fehlendes und "
        "senden Sie die Datei zurück. Nichts wird ungeprüft übernommen, und jede Änderung wird "
        "gezeigt.",
    ),
)
ONLY_YOURS = Labels(
    "It holds only the rows that concern {name}. The lists of territories, stages and scenarios "
    "are complete, so that every row can name them.",
    "Il ne contient que les lignes qui concernent {name}. Les listes de territoires, d'étapes et "
    "de scénarios sont complètes, pour que chaque ligne puisse les citer.",
    "Ze bevat alleen de rijen die {name} aangaan. De lijsten van gebieden, fasen en scenario's "
    "zijn volledig, zodat elke rij ernaar kan verwijzen.",
    "Sie enthält nur die Zeilen, die {name} betreffen. Die Listen der Gebiete, Etappen und "
    "Szenarien sind vollständig, damit jede Zeile sie nennen kann.",
)

HOW = Labels("How to fill it in", "Comment le remplir", "Hoe invullen", "So füllen Sie aus")
STEPS = (
    Labels(
        "Type in the boxed cells. New rows go below the last one; leave no row half filled.",
        "Écrivez dans les cellules encadrées. Les nouvelles lignes vont sous la dernière ; ne "
        "laissez pas de ligne à moitié remplie.",
        "Typ in de omkaderde cellen. Nieuwe rijen komen onder de laatste; laat geen rij half "
        "ingevuld.",
        "Schreiben Sie in die umrandeten Zellen. Neue Zeilen kommen unter die letzte; lassen Sie "
        "keine Zeile halb ausgefüllt.",
    ),
    Labels(
        "A column marked * must be filled in. What a blank means elsewhere stands in the note of "
        "the header: rest the pointer on it.",
        "Une colonne marquée * doit être remplie. Ce que signifie un vide ailleurs figure dans la "
        "note de l'en-tête : posez-y le pointeur.",
        "Een kolom met * moet ingevuld worden. Wat leeg elders betekent staat in de notitie van de "
        "kop: houd de muis erboven.",
        "Eine Spalte mit * muss ausgefüllt werden. Was leer sonst bedeutet, steht in der Notiz der "
        "Überschrift: halten Sie den Zeiger darauf.",
    ),
    Labels(
        "Blank is not zero: type 0 where it is nothing, leave blank what is not known.",
        "Vide n'est pas zéro : écrivez 0 s'il n'y a rien, laissez vide si on ne sait pas.",
        "Leeg is niet nul: typ 0 waar het niets is, laat leeg waar het niet bekend is.",
        "Leer ist nicht null: schreiben Sie 0, wo es nichts ist, und lassen Sie leer, was nicht "
        "bekannt ist.",
    ),
    Labels(
        "Type numbers with digits only, without unit. Say in the columns Source and Note where a "
        "figure comes from.",
        "Écrivez les nombres en chiffres seuls, sans unité. Dites dans les colonnes Source et "
        "Remarque d'où vient un chiffre.",
        "Typ getallen met cijfers alleen, zonder eenheid. Zeg in de kolommen Bron en Opmerking "
        "waar een cijfer vandaan komt.",
        "Schreiben Sie Zahlen nur mit Ziffern, ohne Einheit. Sagen Sie in den Spalten Quelle und "
        "Anmerkung, woher eine Zahl stammt.",
    ),
    Labels(
        "To remove a row, delete the whole row. Do not change the key of a row: it is how the row "
        "is found again.",
        "Pour retirer une ligne, supprimez-la tout entière. Ne changez pas le code d'une ligne : "
        "c'est par lui qu'on la retrouve.",
        "Verwijder een rij door ze helemaal te wissen. Verander de code van een rij niet: zo wordt "
        "ze teruggevonden.",
        "Um eine Zeile zu entfernen, löschen Sie sie ganz. Ändern Sie den Schlüssel einer Zeile "
        "nicht: daran wird sie wiedererkannt.",
    ),
    Labels(
        "Look at the sheet “{checks}” before you send the file back: it counts what is missing, "
        "doubled or typed as text, and shows what changed.",
        "Regardez la feuille « {checks} » avant de renvoyer le fichier : elle compte ce qui "
        "manque, ce qui est en double ou écrit comme texte, et montre ce qui a changé.",
        "Bekijk het blad ‘{checks}’ voor u het bestand terugstuurt: het telt wat ontbreekt, dubbel "
        "is of als tekst staat, en toont wat veranderd is.",
        "Sehen Sie vor der Rücksendung das Blatt „{checks}“ an: es zählt, was fehlt, doppelt ist "
        "oder als Text steht, und zeigt, was sich geändert hat.",
    ),
)

LEGEND = Labels(
    "Colours and shapes", "Couleurs et formes", "Kleuren en vormen", "Farben und Formen"
)
INPUT_CELL = Labels("type here", "écrire ici", "hier typen", "hier schreiben")
INPUT_TEXT = Labels(
    "Light yellow, boxed: type or correct a figure or a text.",
    "Jaune clair, encadré : écrire ou corriger un chiffre ou un texte.",
    "Lichtgeel, omkaderd: typ of verbeter een cijfer of een tekst.",
    "Hellgelb, umrandet: eine Zahl oder einen Text schreiben oder verbessern.",
)
CHOOSE_CELL = Labels("choose ▾", "choisir ▾", "kiezen ▾", "wählen ▾")
CHOOSE_TEXT = Labels(
    "Light blue, boxed: choose from the list that opens in the cell.",
    "Bleu clair, encadré : choisir dans la liste qui s'ouvre dans la cellule.",
    "Lichtblauw, omkaderd: kies uit de lijst die in de cel opengaat.",
    "Hellblau, umrandet: aus der Liste wählen, die sich in der Zelle öffnet.",
)
LOCKED_CELL = Labels("given", "donné", "gegeven", "vorgegeben")
LOCKED_TEXT = Labels(
    "Grey, slanted, without box: given and locked. There is no password; nothing is hidden by it.",
    "Gris, penché, sans cadre : donné et verrouillé. Il n'y a pas de mot de passe.",
    "Grijs, schuin, zonder kader: gegeven en vergrendeld. Er is geen wachtwoord.",
    "Grau, schräg, ohne Rand: vorgegeben und gesperrt. Es gibt kein Kennwort.",
)
HEADER_CELL = Labels("header *", "en-tête *", "kop *", "Überschrift *")
HEADER_TEXT = Labels(
    "Dark with *: the header of a column that must be filled in; the unit stands above it.",
    "Foncé avec * : l'en-tête d'une colonne à remplir ; l'unité figure au-dessus.",
    "Donker met *: de kop van een kolom die ingevuld moet worden; de eenheid staat erboven.",
    "Dunkel mit *: die Überschrift einer Pflichtspalte; die Einheit steht darüber.",
)
SHEETS = Labels("The sheets", "Les feuilles", "De bladen", "Die Blätter")
CHECKS_TEXT = Labels(
    "Totals, what is missing or doubled, and what changed since the file was sent.",
    "Totaux, ce qui manque ou est en double, et ce qui a changé depuis l'envoi.",
    "Totalen, wat ontbreekt of dubbel is, en wat veranderd is sinds de zending.",
    "Summen, was fehlt oder doppelt ist, und was sich seit dem Versand geändert hat.",
)
LISTS_TEXT = Labels(
    "The words that the drop-down lists offer, and what each rule means.",
    "Les mots que proposent les listes déroulantes, et ce que signifie chaque règle.",
    "De woorden die de keuzelijsten aanbieden, en wat elke regel betekent.",
    "Die Wörter, die die Auswahllisten anbieten, und was jede Regel bedeutet.",
)

# Units and notes
UNITS = {
    Kind.TEXT: Labels("text", "texte", "tekst", "Text"),
    Kind.KEY: Labels("key, once", "code, unique", "code, uniek", "Schlüssel, einmalig"),
    Kind.TERRITORY: Labels("list", "liste", "lijst", "Liste"),
    Kind.STAGE: Labels("list", "liste", "lijst", "Liste"),
    Kind.SCENARIO: Labels("list", "liste", "lijst", "Liste"),
    Kind.RULE: Labels("list", "liste", "lijst", "Liste"),
    Kind.CHOICE: Labels("list", "liste", "lijst", "Liste"),
    Kind.YES_NO: Labels("yes / no", "oui / non", "ja / nee", "ja / nein"),
    Kind.NUMBER: Labels("number", "nombre", "getal", "Zahl"),
    Kind.PERSONS: Labels("persons", "personnes", "personen", "Personen"),
    Kind.YEAR: Labels("year", "année", "jaar", "Jahr"),
    Kind.WHOLE: Labels("whole number", "nombre entier", "geheel getal", "ganze Zahl"),
    Kind.RULE_VALUE: Labels("value", "valeur", "waarde", "Wert"),
}
UNIT = Labels("Unit", "Unité", "Eenheid", "Einheit")
KEY = Labels("Key", "Code", "Code", "Schlüssel")
REQUIRED = Labels("Must be filled in.", "À remplir.", "In te vullen.", "Muss ausgefüllt werden.")
OWN_COLUMN = Labels(
    "A column that was added.",
    "Une colonne ajoutée.",
    "Een toegevoegde kolom.",
    "Eine hinzugefügte Spalte.",
)
MEANING = Labels("Meaning", "Signification", "Betekenis", "Bedeutung")

# Messages of drop-downs
WRONG_VALUE = Labels("Please check", "À vérifier", "Even nakijken", "Bitte prüfen")
NOT_LISTED = Labels(
    "This is not in the list. Choose one from the list, or add it to the sheet it comes from.",
    "Ce mot n'est pas dans la liste. Choisissez dans la liste, ou ajoutez-le à la feuille d'où "
    "elle vient.",
    "Dit staat niet in de lijst. Kies uit de lijst, of voeg het toe aan het blad waar ze vandaan "
    "komt.",
    "Das steht nicht in der Liste. Wählen Sie aus der Liste oder ergänzen Sie es im Blatt, aus dem "
    "sie kommt.",
)
NOT_A_NUMBER = Labels(
    "A number belongs here, with digits only; below zero only where the note says so.",
    "Ici va un nombre, en chiffres seuls ; négatif seulement si la note le dit.",
    "Hier hoort een getal, met cijfers alleen; onder nul alleen waar de notitie het zegt.",
    "Hier gehört eine Zahl hin, nur mit Ziffern; unter null nur, wo die Notiz es sagt.",
)

# The checks
CHECKS_HELP = Labels(
    "This sheet is computed; nothing is typed here.",
    "Cette feuille se calcule ; rien ne s'y écrit.",
    "Dit blad wordt berekend; hier typt u niets.",
    "Dieses Blatt wird berechnet; hier wird nichts geschrieben.",
)
ALL_WELL = Labels(
    "✓ Nothing to mend.", "✓ Rien à corriger.", "✓ Niets te verbeteren.", "✓ Nichts zu verbessern."
)
TO_MEND = Labels("▲ To mend: ", "▲ À corriger : ", "▲ Te verbeteren: ", "▲ Zu verbessern: ")
CHECK_HEADERS = (
    Labels("Sheet", "Feuille", "Blad", "Blatt"),
    Labels("Column", "Colonne", "Kolom", "Spalte"),
    Labels("Total now", "Total actuel", "Totaal nu", "Summe jetzt"),
    Labels("Total sent", "Total envoyé", "Totaal verzonden", "Summe gesendet"),
    Labels("Difference", "Différence", "Verschil", "Unterschied"),
    Labels(
        "Texts among numbers",
        "Textes parmi les nombres",
        "Teksten tussen getallen",
        "Texte unter Zahlen",
    ),
    Labels("Missing", "Manquants", "Ontbrekend", "Fehlend"),
    Labels("Doubled rows", "Lignes en double", "Dubbele rijen", "Doppelte Zeilen"),
    Labels("State", "État", "Stand", "Stand"),
)
ROWS = Labels("(rows)", "(lignes)", "(rijen)", "(Zeilen)")
LATER = Labels("on return", "au retour", "bij terugkeer", "bei Rückgabe")

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
