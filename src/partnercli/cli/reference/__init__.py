"""The reference pages in Markdown, docs/reference/, each made from the code that it is about; no command needs them."""
