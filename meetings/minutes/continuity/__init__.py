"""Actions from meeting to meeting: what was raised, and what each report is of."""
