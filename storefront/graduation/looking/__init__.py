"""Who saw a record: noted before it is seen, chained, and read by the seller herself."""
