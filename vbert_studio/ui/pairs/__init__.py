"""Pairs of sentence and stretch: made, judged and counted without the mouse."""
