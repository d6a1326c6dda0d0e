"""Everything that is said to a person: sentences as data, and how they become text.

A sentence is made once, as a `Text`: an English pattern with typed arguments. It becomes text at
the edge, by a `Language`: its words from the catalogue, its figures as that language writes them.
"""
