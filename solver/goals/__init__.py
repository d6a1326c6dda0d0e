"""The goals in their order, each held while the next is pursued (2-method 2.4)."""
