"""The tables of the case."""
