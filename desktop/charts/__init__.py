"""Charts: painted once for the screen, pictures, files and paper."""
