"""What the public sees: home, categories, products, shops, search."""
