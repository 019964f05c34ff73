"""The transcript: what is said, linked with the playhead in both directions."""
