"""An order, its parcels (one for each seller) and the moves they may make."""
