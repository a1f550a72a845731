"""Plain values stand in the order of a file, under the keys that the file has."""

from __future__ import annotations

from partnercli.records.document import Document
from partnercli.records.plain import in_order, keys_of


def test_values_come_into_the_order_of_a_file_whatever_their_field_is_called_in_the_model() -> None:
    given = {"to": "Delegations", "subject": "S", "from": "Presidency", "kind": "note"}
    assert list(in_order(given, Document)) == ["kind", "from", "to", "subject"]
    assert {"from", "to"} < set(keys_of(Document))
