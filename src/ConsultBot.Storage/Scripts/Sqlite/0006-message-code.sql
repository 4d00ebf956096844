-- Messages that carry a code by which anybody can ask whether they are ours: the code's keyed hash, who signed, when, and in
-- which consultation; never what the message says. Hashes come in no order, but only messages of officers have one as a rule.
CREATE TABLE message_code (
    hash TEXT NOT NULL,
    journal INTEGER NOT NULL,
    at INTEGER NOT NULL,
    consultation TEXT,
    signed TEXT NOT NULL,
    PRIMARY KEY (hash, journal)
) STRICT, WITHOUT ROWID;
