"""The language of the window: its words, its figures, and Qt's own texts, switched at once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator

from models.words.language import ENGLISH, Language, language, named_language
from models.words.text import Argument

OWN_NAMES = {"en": "English", "fr": "Français", "nl": "Nederlands", "de": "Deutsch"}
"""What each language is called by those who speak it."""
_KEPT_AS = "look/language"
_PLACES = {
    "en": (QLocale.Language.English, QLocale.Country.Ireland),
    "fr": (QLocale.Language.French, QLocale.Country.Belgium),
    "nl": (QLocale.Language.Dutch, QLocale.Country.Belgium),
    "de": (QLocale.Language.German, QLocale.Country.Belgium),
}


class CatalogueTranslator(QTranslator):  # D98
    """Gives Qt the texts of the catalogue; what it does not know others may translate."""

    def __init__(self, spoken: Language) -> None:
        super().__init__()
        self.spoken = spoken

    def translate(
        self,
        context: str,  # noqa: ARG002 - Qt's signature: the catalogue knows meanings, not classes
        text: str,
        meaning: str | None = None,
        n: int = -1,  # noqa: ARG002 - Qt's signature: what is counted is said by `say`
    ) -> str | None:
        """Return a text in the language; None, Qt's null string, where the catalogue lacks it.

        An empty text would be shown.
        """
        return self.spoken.word(text, meaning or "", missing="") or None

    def isEmpty(self) -> bool:
        """Say that there are texts."""
        return False


class _Shown:
    """The language that the application shows, with the translators installed for it."""

    language: Language = ENGLISH
    translators: tuple[QTranslator, ...] = ()


def shown_language() -> Language:
    """Return the language of the window."""
    return _Shown.language


def say(said: Argument) -> str:
    """Return a sentence in the language of the window."""
    return _Shown.language.say(said)


def show_in(code: str) -> None:
    """Show the whole application in a language of LANGUAGES; open widgets hear LanguageChange."""
    for old in _Shown.translators:
        QCoreApplication.removeTranslator(old)
    _Shown.language, _Shown.translators = language(code), _translators(code)
    QLocale.setDefault(locale_of(code))
    for new in _Shown.translators:
        QCoreApplication.installTranslator(new)


def locale_of(code: str) -> QLocale:
    """Return how figures and dates are typed and shown in a language: as in Belgium."""
    return QLocale(*_PLACES[code])


def language_of_system() -> str:
    """Return the language that the system shows; English where it is none of the four."""
    wanted = map(named_language, QLocale.system().uiLanguages())
    return next((code for code in wanted if code), "en")


def kept_language(settings: QSettings) -> str:
    """Return the language that was chosen in the window; before the first choice the system's."""
    kept = named_language(str(settings.value(_KEPT_AS, "")))
    return kept or language_of_system()


def keep_language(settings: QSettings, code: str) -> None:
    """Keep the language for the next start."""
    settings.setValue(_KEPT_AS, code)


def _translators(code: str) -> tuple[QTranslator, ...]:
    if code == "en":
        return ()
    of_qt = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    of_qt.load(f"qtbase_{code}", folder)
    return of_qt, CatalogueTranslator(language(code))
