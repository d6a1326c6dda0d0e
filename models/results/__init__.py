"""What the solver finds, as data."""
