"""Who pays what, and why."""
