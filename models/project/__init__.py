"""The project file: a case with all that belongs to it, in one SQLite file (`.relais`)."""

SUFFIX = ".relais"
MAGIC = b"SQLite format 3\0"
"""What such a file begins with."""
