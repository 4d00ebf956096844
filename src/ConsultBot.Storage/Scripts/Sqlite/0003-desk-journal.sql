-- What happened to the desk as a whole, append only: a hash chain like that of a conversation, whose id here is 0, whose
-- sequence number is the row's id and whose key's id is 0.
CREATE TABLE desk_journal (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    hash BLOB NOT NULL,
    content BLOB NOT NULL      -- UTF-8
) STRICT;
