"""Pictures of the guide."""
