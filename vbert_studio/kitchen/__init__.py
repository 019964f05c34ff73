"""A made-up world of cooking films whose truth is known: for the demo, the tests and the limits."""
