"""The project file: a case with all that belongs to it, in one SQLite file (`.relais`)."""

SUFFIX = ".relais"
