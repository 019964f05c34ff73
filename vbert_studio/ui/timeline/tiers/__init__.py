"""One small painter per tier, behind the `Tier` protocol."""
