"""The checks of a case: one small function a rule; they know no file."""
