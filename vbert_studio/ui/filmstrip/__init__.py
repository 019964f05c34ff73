"""Visual words as pictures: their exemplars read, loaded beside the window, laid out and played."""
