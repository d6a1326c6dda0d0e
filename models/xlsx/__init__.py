"""The reader of the format: parts, cells and marks of an xlsx file."""
