"""What the YAML parser says, in an officer's words."""

from __future__ import annotations

BEGUN = (
    "found unexpected end of",
    "could not find expected ':'",
    "did not find expected alphabetic",
    "found unknown directive",
)
"""Problems of the parser that are shown where it began to read, not where it gave up."""
_NO_ESCAPE = (
    "a backslash in double quotes that names no character",
    "use single quotes, or double the backslash",
)
_PERCENT = ("a line begins with %, which YAML keeps for itself", "take the line out")
_WORDS = (
    (
        "mapping values are not allowed",
        'a second ": " stands on this line',
        'put the text in quotes: title: "a: b"',
    ),
    (
        "did not find expected ',' or",
        "a list or group of fields that was opened with [ or { is not closed",
        "close it with ] or }, and separate its entries by commas",
    ),
    (
        "did not find expected key",
        "this line does not fit the lines above it",
        "check its indentation, and that text with : or quotes in it is quoted",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not fit the list above it",
        "indent it as the field above, or begin it with - as an entry of its own",
    ),
    (
        "could not find expected ':'",
        "a field without a colon",
        "write field: value, with a space after the colon",
    ),
    (
        "found unexpected end of stream",
        "a quotation mark is not closed",
        "close it, or double it inside quotes",
    ),
    (
        "found character that cannot start any token",
        "a character that cannot begin a value (a tab, @, ` or %)",
        "indent with spaces; put text that begins with such a character in quotes",
    ),
    ("found a tab character", "a tab stands in the indentation", "indent with spaces"),
    ("found undefined alias", "a value begins with *", "put the text in quotes"),
    ("mapping keys are not allowed", 'a "? " begins a value', "put the text in quotes"),
    (
        "found unknown escape",
        "a backslash in double quotes that means nothing",
        "use single quotes, or double the backslash",
    ),
    ("found invalid Unicode character escape", *_NO_ESCAPE),
    ("did not find expected hexdecimal number", *_NO_ESCAPE),
    ("did not find expected alphabetic or numeric", "a value begins with & or *", "put the text in quotes"),
    ("found undefined tag handle", "a value begins with !", "put the text in quotes"),
    ("found unknown directive", *_PERCENT),
    ("found duplicate %", *_PERCENT),
    ("found incompatible YAML document", *_PERCENT),
    (
        "did not find expected node content",
        "an entry is missing between two commas, or a [ or { is not closed",
        "write one comma between two entries, and close the list with ] or }",
    ),
    (
        "did not find expected <document start>",
        "the record ends above this line",
        "put what follows inside it, or take it out",
    ),
    (
        "did not find expected comment or line break",
        "text stands on the line of a | or >",
        "begin the text on the next line, indented",
    ),
    (
        "block sequence entries are not allowed",
        "a - stands where no list can begin",
        "put the list on lines of its own, or the text in quotes",
    ),
)


def in_words(problem: str, context: str, line: str) -> tuple[str, str]:
    """What the parser's problem means and what to do; `line` is the text before the place."""
    if problem.startswith("mapping values are not allowed") and ": " not in line:
        return (
            'this ": " does not fit the line above it',
            "check the indentation; a field above needs a colon with a space after it",
        )
    for start, message, hint in _WORDS:
        if problem.startswith(start):
            return message, hint
    return f"not valid YAML: {problem}{' ' + context if context else ''}", ""
