"""Exchanging workbooks: what goes out, what comes back, and what is taken over of it."""
