"""The link from a seller to her record never shows: everything the public can get is read, and nothing is found."""
