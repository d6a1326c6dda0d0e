"""What a program is built from, of a case and a scenario."""
