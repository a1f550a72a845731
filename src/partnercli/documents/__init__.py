"""Documents: from records and a tally to blocks, and from blocks to the formats that people open."""
