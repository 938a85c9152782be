"""Records to rows to answers, in SQLite. Knows no rules."""
