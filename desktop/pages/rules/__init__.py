"""Rules and clauses, and what they come to."""
