"""Long work: which jobs there are, how far they are, and what a person can do about them."""
