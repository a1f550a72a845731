"""What a command and a script share: a repository opened, looked up in, judged, read and written out.

Nothing here knows a terminal, the day or an exit code; nothing writes a file. What is public stands in `api`.
"""
