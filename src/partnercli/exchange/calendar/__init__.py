"""Meetings, reply dates and steps for a calendar program, for one circle of readers each."""
