"""What the data are and what a result is: no window, no solver."""
