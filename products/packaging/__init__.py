"""What makes a product travel well: materials, a guide for each kind of good, advice on one pack."""
