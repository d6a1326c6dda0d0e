"""Why a split is what it is, every answer found by solving again (2-method 2.5)."""
