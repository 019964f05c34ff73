"""The first-run screen."""
