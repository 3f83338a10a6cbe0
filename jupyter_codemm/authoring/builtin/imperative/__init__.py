"""What every family of functions and classes is made of: one definition, three languages."""
