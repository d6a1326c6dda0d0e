"""Real cases for Relais, built from the figures in `sources/`."""
