"""Where people go: streams, stocks and a map."""
