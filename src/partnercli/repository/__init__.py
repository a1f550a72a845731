"""From bytes to records and back: trees, the YAML walk, loading, writing."""
