"""The pages of the window; each knows the document, none knows another."""
