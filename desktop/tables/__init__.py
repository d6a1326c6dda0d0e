"""Qt item models: the tables of a case, of a split and of its problems."""
