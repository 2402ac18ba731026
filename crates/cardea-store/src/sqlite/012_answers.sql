-- What an app was answered, by the key it chose for its request (Idempotency-Key), for a day: sent again, the same is answered and nothing is done
-- twice. Key and request are keyed hashes, the answer is sealed under the secret of the person.
CREATE TABLE answer (
    household INTEGER NOT NULL,
    person INTEGER NOT NULL,
    request_key BLOB NOT NULL,
    request BLOB NOT NULL,
    status INTEGER NOT NULL,
    sealed_body BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (household, person, request_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_at ON answer (at);
