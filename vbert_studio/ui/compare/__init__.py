"""Two models, or two maskings, side by side."""
