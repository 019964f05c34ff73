"""What happens when the program has a bug: a report on disk and a text that can be copied."""
