"""What is seen: extractors, features, the codebook and its exemplars."""
