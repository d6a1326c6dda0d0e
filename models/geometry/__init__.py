"""The outlines that maps are drawn from, and where they come from (README.md)."""
