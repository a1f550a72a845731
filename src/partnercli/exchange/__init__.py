"""Words in, tables out: what delegations send back, and tables for other tools. Nothing here writes a file."""
