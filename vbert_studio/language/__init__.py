"""What is said: recognised or read from subtitles, in timed words and sentences."""
