"""The engine in a process of its own, so that the window never waits for its turn with it."""
