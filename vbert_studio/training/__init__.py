"""Teaching the model: examples, masking, pre-training, fine-tuning."""
