"""The program without its window: commands for scripts and for checks."""
