"""Why the split is as it is: asked of the engine in the background, told in sentences."""
