"""What is said about a listing before it goes public, field by field."""
