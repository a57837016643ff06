"""A buyer follows what she ordered: pays, waits, receives, complains."""
