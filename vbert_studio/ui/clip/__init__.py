"""One clip, looked at closely: its visual word, and what the network itself sees in it."""
