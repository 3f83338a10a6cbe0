"""The stories in which problems are set, by the shape of the data that they tell of."""
