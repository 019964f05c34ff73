"""How good is a trained model? Metrics, the published tables, and the limits they stand beside."""
