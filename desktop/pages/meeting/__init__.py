"""The meeting view: one screen for the projector."""
