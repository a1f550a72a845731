"""`partner doctor`: all but its command line loads without any library, so that it can say which is broken."""
