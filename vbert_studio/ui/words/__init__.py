"""The visual words: the codebook as a tree and as a map, and one word looked at closely."""
