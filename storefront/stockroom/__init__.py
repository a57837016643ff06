"""What is done behind the shop: goods brought in by the hundred, everything counted again, all of it kept safe."""
