-- What happened to the desk as a whole, append only: a hash chain like that of a conversation. Its header has conversation 0,
-- the id before as previous, the id as sequence, and zeros for key, input and items.
CREATE TABLE desk_journal (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    hash BLOB NOT NULL,
    content BLOB NOT NULL      -- UTF-8
) STRICT;
