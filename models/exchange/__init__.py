"""Workbooks that go out and come back: what changed, three-way merging, and the trail."""
