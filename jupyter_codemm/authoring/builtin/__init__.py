"""The built-in author: families of problems, no model."""
