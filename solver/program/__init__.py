"""The linear program of 2-method 2.4: its columns, its rules and its goals."""
