"""What the desk records: positions, meetings, documents, as pure changes of what their files say."""
