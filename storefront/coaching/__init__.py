"""The assistant's desk: who needs her today, claims, reviews, and the sellers in her care."""
