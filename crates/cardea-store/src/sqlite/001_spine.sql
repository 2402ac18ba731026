-- Every table that grows with people has the household first in its key, so that it can be sharded by household.
-- Times are milliseconds since 1970 in UTC. Nothing that says something about a person stands in the clear.

CREATE TABLE manifest (
    product TEXT NOT NULL,
    version BLOB NOT NULL,
    yaml BLOB NOT NULL,
    deployed_at INTEGER NOT NULL,
    PRIMARY KEY (product, version)
) STRICT, WITHOUT ROWID;

-- Small numbers for names, stable over versions of a manifest, so that what is kept says in a few bytes what it is.
CREATE TABLE slot (product TEXT NOT NULL, purpose TEXT NOT NULL, slot INTEGER NOT NULL, PRIMARY KEY (product, purpose), UNIQUE (product, slot)) STRICT, WITHOUT ROWID;
CREATE TABLE layout (id INTEGER PRIMARY KEY, product TEXT NOT NULL, stream TEXT NOT NULL, description TEXT NOT NULL, UNIQUE (product, stream, description)) STRICT;

CREATE TABLE household (id INTEGER PRIMARY KEY, sealed_name BLOB NOT NULL, created_at INTEGER NOT NULL) STRICT;

CREATE TABLE person (
    household INTEGER NOT NULL REFERENCES household (id) ON DELETE CASCADE,
    id INTEGER NOT NULL UNIQUE,
    role TEXT NOT NULL,
    sealed_details BLOB NOT NULL,
    sign_in BLOB UNIQUE,
    password TEXT,
    until INTEGER,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (household, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    id INTEGER PRIMARY KEY,
    product TEXT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    token BLOB NOT NULL,
    claim_code BLOB,
    household INTEGER REFERENCES household (id),
    wearer INTEGER,
    claimed_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX device_of_household ON device (household);

CREATE TABLE profile (household INTEGER NOT NULL, product TEXT NOT NULL, label BLOB NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (household, product, label)) STRICT, WITHOUT ROWID;

CREATE TABLE consent (
    household INTEGER NOT NULL,
    person INTEGER NOT NULL,
    product TEXT NOT NULL,
    purpose TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    promise BLOB NOT NULL,
    manifest BLOB NOT NULL,
    actor INTEGER NOT NULL,
    channel TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (household, person, product, purpose, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE consent_history (
    household INTEGER NOT NULL,
    person INTEGER NOT NULL,
    at INTEGER NOT NULL,
    number INTEGER NOT NULL,
    product TEXT NOT NULL,
    purpose TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    promise BLOB NOT NULL,
    manifest BLOB NOT NULL,
    actor INTEGER NOT NULL,
    channel TEXT NOT NULL,
    receipt BLOB,
    PRIMARY KEY (household, person, at, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE stop (
    household INTEGER NOT NULL,
    person INTEGER NOT NULL,
    product TEXT NOT NULL,
    purpose TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('objection', 'restriction')),
    at INTEGER NOT NULL,
    PRIMARY KEY (household, person, product, purpose, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (token BLOB PRIMARY KEY, household INTEGER NOT NULL, person INTEGER NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_person ON session (household, person);

-- Programs of organisations, and operators.
CREATE TABLE client (token BLOB PRIMARY KEY, organisation TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE operator (token BLOB PRIMARY KEY, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE request (
    household INTEGER NOT NULL,
    person INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    subjects BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    done_at INTEGER,
    PRIMARY KEY (household, person, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE looked (
    household INTEGER NOT NULL,
    at INTEGER NOT NULL,
    number INTEGER NOT NULL,
    person INTEGER,
    organisation TEXT NOT NULL,
    product TEXT NOT NULL,
    purpose TEXT NOT NULL,
    stream TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    count INTEGER NOT NULL,
    log_index INTEGER NOT NULL,
    PRIMARY KEY (household, at, number)
) STRICT, WITHOUT ROWID;

-- One row is one group commit of many readings of many homes; see `journal`.
CREATE TABLE journal (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, data BLOB, marks BLOB NOT NULL) STRICT;

-- A purpose was withdrawn: readings journalled up to here lose it when they are sealed or read.
CREATE TABLE cut (household INTEGER NOT NULL, person INTEGER NOT NULL, product TEXT NOT NULL, slot INTEGER NOT NULL, journal INTEGER NOT NULL, PRIMARY KEY (household, person, product, slot)) STRICT, WITHOUT ROWID;

-- `mask` says for which purposes (slots) what is in the block may be used. 0 in `device` means none in particular.
-- A table with row numbers, not a clustered one: SQLite reads a whole row of a clustered table to compare its key, and blocks are long.
CREATE TABLE block (
    id INTEGER PRIMARY KEY,
    household INTEGER NOT NULL,
    subject BLOB NOT NULL,
    device INTEGER NOT NULL,
    layout INTEGER NOT NULL,
    period INTEGER NOT NULL,
    mask INTEGER NOT NULL,
    part INTEGER NOT NULL,
    count INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX block_key ON block (household, subject, layout, period, device, mask, part);
CREATE INDEX block_of_period ON block (layout, period);

-- What was not kept and why; names and counts only, never a value.
CREATE TABLE tally (day INTEGER NOT NULL, household INTEGER NOT NULL, product TEXT NOT NULL, stream TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (household, product, day, stream, reason)) STRICT, WITHOUT ROWID;
