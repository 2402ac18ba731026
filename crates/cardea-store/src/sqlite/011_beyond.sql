-- What was given to whom: one row for each organisation, purpose and stream, so that who has something is known without going through every
-- access. 0 in `person` stands for the home.
CREATE TABLE given (
    household INTEGER NOT NULL,
    person INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    product TEXT NOT NULL,
    purpose TEXT NOT NULL,
    stream TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (household, person, organisation, product, purpose, stream)
) STRICT, WITHOUT ROWID;
INSERT INTO given (household, person, organisation, product, purpose, stream, first_at, last_at)
    SELECT household, COALESCE(person, 0), organisation, product, purpose, stream, min(at), max(at) FROM looked
    GROUP BY household, COALESCE(person, 0), organisation, product, purpose, stream;
-- Where an organisation is told. Its secret is not kept: it is a keyed hash of `seed`, under a key that is among the secrets of the vault.
-- `state` is `on` or `gone`.
CREATE TABLE webhook (
    organisation TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    seed BLOB NOT NULL,
    seed_before BLOB,
    before_until INTEGER,
    state TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- What the maker connected of its own: databases and services in which people are erased as well.
CREATE TABLE connector (name TEXT PRIMARY KEY, organisation TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- What organisations are to be told, and what they said; or, with a `connector`, what is to be erased there. About a person, or about the home where `person` is 0. `by_person` did what they are
-- told of. One about an erasure is deleted when it is done.
CREATE TABLE notification (
    household INTEGER NOT NULL,
    id BLOB NOT NULL,
    person INTEGER NOT NULL,
    by_person INTEGER,
    organisation TEXT NOT NULL,
    connector TEXT NOT NULL,
    act TEXT NOT NULL,
    product TEXT NOT NULL,
    purposes TEXT NOT NULL,
    streams TEXT NOT NULL,
    at INTEGER NOT NULL,
    act_by INTEGER NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    status INTEGER,
    fault TEXT,
    received_at INTEGER,
    done_at INTEGER,
    escalated_at INTEGER,
    PRIMARY KEY (household, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX notification_by_id ON notification (id);
CREATE INDEX notification_to_send ON notification (state, organisation, connector, due_at);
