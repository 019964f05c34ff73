"""The sentence strip: the very row that the model reads, token by token."""
