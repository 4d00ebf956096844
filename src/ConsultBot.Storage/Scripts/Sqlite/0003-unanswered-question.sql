-- Questions that the pack did not answer, masked; written with their turn, gone with the citizen's data.
CREATE TABLE unanswered_question (
    journal INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    at INTEGER NOT NULL,
    pack INTEGER NOT NULL,
    language INTEGER NOT NULL,
    fate INTEGER NOT NULL,
    text TEXT NOT NULL,
    candidates TEXT NOT NULL,
    entry TEXT,
    PRIMARY KEY (journal, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX unanswered_question_at ON unanswered_question (at);
CREATE INDEX unanswered_question_conversation ON unanswered_question (conversation);
