"""The terminal: commands, options, tables and exit codes; the only place that prints."""
