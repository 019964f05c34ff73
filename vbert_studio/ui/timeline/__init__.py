"""The face of the program: filmstrip, sound, visual tokens, words and sentences over one ruler."""
