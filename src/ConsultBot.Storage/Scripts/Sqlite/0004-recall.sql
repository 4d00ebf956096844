-- A publication that was called back: it stays readable, and is in force no more.
CREATE TABLE recall (
    kind INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (kind, number)
) STRICT;
