"""A seller says "this record is mine", or her assistant says it for her; people decide."""
