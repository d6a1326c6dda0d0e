"""What keeps the work safe: the project file, recovery, history, scenarios, recent files."""
