"""Splits side by side: what is chosen, what is computed for it, and how it is said."""
