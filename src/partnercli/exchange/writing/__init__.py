"""The files of an export: CSV, Excel, JSON and SQLite, and the README that explains their columns."""
