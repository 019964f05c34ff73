"""What is being done here: a verb and an object, as it is and corrected for what is always said."""
