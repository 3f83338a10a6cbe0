"""How source is read: tokens and what two texts share of them, the trees of Java and C++."""
