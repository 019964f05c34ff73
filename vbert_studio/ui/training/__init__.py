"""Fine-tuning in the window: choose, start, watch the curves, compare, choose the model."""
