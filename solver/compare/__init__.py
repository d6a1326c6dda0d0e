"""Other ways to share the same needs, measured by the same yardsticks (2-method 2.5)."""
