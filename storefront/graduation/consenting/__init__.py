"""What a seller agrees to, each purpose by itself, and what she tells of her own way."""
