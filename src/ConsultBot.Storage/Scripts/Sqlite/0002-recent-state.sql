-- What the latest turns made of their conversations, in the order of the turns: rows of one batch lie side by side, where
-- the rows of conversations would each dirty a page. Slots are used in a round; before the round begins anew, the newest
-- row of each conversation goes to its place. A row whose version is above the conversation's is in force.
CREATE TABLE recent_state (
    slot INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    version INTEGER NOT NULL,
    key_id INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL,
    state BLOB NOT NULL
) STRICT;
