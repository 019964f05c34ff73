"""The player: exact frames, sound, and the keys that editors know."""
