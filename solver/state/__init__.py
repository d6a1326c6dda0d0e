"""From exact payments to a split: rounding, statement, layers."""
