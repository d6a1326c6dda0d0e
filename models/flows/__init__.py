"""From flows to cohorts, rates, projection, programmes and later benefits (2-method 2.1–2.3)."""
