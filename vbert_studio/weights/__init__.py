"""What models there are, what each consists of, where it comes from and whether it is whole."""
