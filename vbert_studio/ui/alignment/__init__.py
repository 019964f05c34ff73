"""Sentences against segments: which belong together, and whether the narration runs ahead."""
