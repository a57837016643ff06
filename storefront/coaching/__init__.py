"""The assistant's desk."""
