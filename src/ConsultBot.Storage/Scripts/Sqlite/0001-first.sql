-- Instants are Unix milliseconds (UTC). JSON lies in blobs as UTF-8.

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (channel, name)
) STRICT;

CREATE TABLE conversation (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,
    address TEXT NOT NULL,
    hold_until INTEGER,
    version INTEGER NOT NULL,
    key_id INTEGER NOT NULL,
    latest INTEGER NOT NULL,   -- id of the latest journal entry, 0 = none yet; its sequence and hash follow
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL,
    state BLOB NOT NULL,
    UNIQUE (account, address)
) STRICT;

CREATE INDEX conversation_held ON conversation (hold_until) WHERE hold_until IS NOT NULL;

CREATE TABLE citizen_key (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    key BLOB,                  -- null = destroyed
    destroyed_at INTEGER
) STRICT;

-- The key is unique as text: a messenger counts its updates up, so that the index grows at its end. Hashes would dirty a
-- page anywhere for each input.
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    account INTEGER NOT NULL,
    key TEXT NOT NULL,
    source INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    handled INTEGER,           -- null = waits
    parked TEXT,
    bytes BLOB NOT NULL,       -- empty once the citizen's data is erased
    UNIQUE (account, key)
) STRICT;

CREATE INDEX inbox_waiting ON inbox (conversation, id) WHERE handled IS NULL;

-- Append only. The rows that a turn caused are found from here, so that inbox and outbox need no index for it. Entries of a
-- conversation are a chain backwards; the index has one in 32 of them, since an index of all would dirty a page a turn.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    previous INTEGER NOT NULL, -- id of the entry before, 0 = this is the first
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    key_id INTEGER NOT NULL,
    input INTEGER NOT NULL,
    first_item INTEGER NOT NULL,
    items INTEGER NOT NULL,
    hash BLOB NOT NULL,
    content BLOB NOT NULL      -- encrypted
) STRICT;

CREATE UNIQUE INDEX journal_milestone ON journal (conversation, sequence) WHERE sequence % 32 = 0;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    journal_id INTEGER NOT NULL,
    position INTEGER NOT NULL, -- in the turn, from 0
    state INTEGER NOT NULL,
    urgent INTEGER NOT NULL,
    human INTEGER NOT NULL,
    is_act INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    settled_at INTEGER,
    message_id TEXT,
    reason TEXT,
    payload BLOB NOT NULL      -- empty when it cannot go out any more: the journal keeps the words
) STRICT;

CREATE INDEX outbox_unsettled ON outbox (id) WHERE state < 2;

CREATE TABLE consultation (
    number TEXT NOT NULL PRIMARY KEY,
    conversation INTEGER NOT NULL,
    unit TEXT NOT NULL,
    status INTEGER NOT NULL,
    urgent INTEGER NOT NULL,
    due INTEGER,
    queued_at INTEGER,
    claimed_at INTEGER,
    closed_at INTEGER,
    code_hash TEXT,
    data BLOB NOT NULL
) STRICT;

CREATE INDEX consultation_open ON consultation (status) WHERE status < 2;
CREATE INDEX consultation_closed ON consultation (unit, closed_at) WHERE status = 2;
CREATE INDEX consultation_claimed ON consultation (unit, claimed_at) WHERE claimed_at IS NOT NULL;
CREATE INDEX consultation_conversation ON consultation (conversation);

CREATE TABLE timer (
    conversation INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    subject TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (conversation, kind, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX timer_due ON timer (due_at);

CREATE TABLE number_series (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

-- Ids given out so far: an id never comes back, whatever retention deletes.
CREATE TABLE high_water (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    conversation INTEGER NOT NULL,
    citizen_key INTEGER NOT NULL,
    input INTEGER NOT NULL,
    journal INTEGER NOT NULL,
    item INTEGER NOT NULL
) STRICT;

INSERT INTO high_water VALUES (1, 0, 0, 0, 0, 0);

CREATE TABLE publication (
    kind INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (kind, number)
) STRICT;

CREATE TABLE secret (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
