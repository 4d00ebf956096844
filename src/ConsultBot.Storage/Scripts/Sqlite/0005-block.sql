-- Seals over the journals: each block holds the hash of the one before and the root over the hashes of all entries that came
-- since. docs/accountability.md has the canonical form. Only ever appended.
CREATE TABLE block (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    last_entry INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    last_desk_entry INTEGER NOT NULL,
    desk_entries INTEGER NOT NULL,
    root BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

-- The block with which each local day ended, as published.
CREATE TABLE anchor (
    day TEXT NOT NULL PRIMARY KEY,  -- 2026-11-24
    block INTEGER NOT NULL,
    hash BLOB NOT NULL,
    at INTEGER NOT NULL
) STRICT;
