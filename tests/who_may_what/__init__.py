"""Who may open which page and do what: every kind of visitor by every route, and strangers' guesses."""
