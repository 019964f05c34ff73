"""The tiers of the timeline that a model fills by itself: surprise and alignment."""
