"""What tests start around them: a database server, the whole shop, a browser."""
