"""The what-if: what a person hides or puts in, and what the model believes stands there."""
