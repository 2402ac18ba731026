-- Requests of every kind, and each step of them: who, when and why. Days are midnights in UTC of civil days by the clock on a British wall.
-- `household` is 0 where who asks has no home here. `subjects` is empty but for an erasure that is to be carried out.
ALTER TABLE request ADD COLUMN channel TEXT NOT NULL DEFAULT 'portal';
ALTER TABLE request ADD COLUMN nation TEXT NOT NULL DEFAULT 'england-and-wales';
ALTER TABLE request ADD COLUMN received_on INTEGER;
-- What is asked and what was answered, in people's words: under the secret of who asks.
ALTER TABLE request ADD COLUMN sealed_asked BLOB;
CREATE INDEX request_of_person ON request (person, number);
CREATE INDEX request_by_state ON request (state);
CREATE TABLE request_step (
    household INTEGER NOT NULL,
    person INTEGER NOT NULL,
    number INTEGER NOT NULL,
    step INTEGER NOT NULL,
    event TEXT NOT NULL,
    ground TEXT,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    on_day INTEGER NOT NULL,
    sealed_words BLOB,
    PRIMARY KEY (household, person, number, step)
) STRICT, WITHOUT ROWID;
