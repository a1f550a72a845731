"""The site made from the documentation: `make site`. Nothing of it is part of the package."""
