"""The graduation record: import, claim and match, caseload, consent, who looked. Never public."""
