"""Steps and descriptions, made and corrected by hand on the timeline."""
