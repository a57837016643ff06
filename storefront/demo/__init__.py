"""The demo shop, told by its catalogue and loaded through the services of the real one; and a large shop to measure."""
