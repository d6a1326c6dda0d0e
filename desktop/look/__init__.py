"""How everything looks and how figures read: theme, colours, language, state bars, controls."""
