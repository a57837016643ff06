"""What people may ask about their data, and how long each kind of it is kept."""
