"""What the gates catch, refuse wrongly and cost, measured with faults that are known."""
