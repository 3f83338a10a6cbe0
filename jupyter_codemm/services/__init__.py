"""What users do: load, decide, save, announce. Transactions live here."""
