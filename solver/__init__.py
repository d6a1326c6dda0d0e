"""Turns a case into a split and explains it: no window, no files."""
