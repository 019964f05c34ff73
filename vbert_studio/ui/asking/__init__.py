"""What the panels that ask the model have in common: where the person is, who answers, a frame."""
