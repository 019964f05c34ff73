"""The history: every edit of the project as a list that can be walked back and forth."""
