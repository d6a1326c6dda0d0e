"""The open case: the one door for edits, its history, its scenarios and its split."""
