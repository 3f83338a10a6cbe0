"""What a guided starter shows: goals, and the control structure they belong to."""
