PRAGMA application_id = 1130649137;

-- What belongs to the file as a whole: kek_id, pepper (wrapped).
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Wrapped secrets. Only ever appended, and overwritten in place by zeros of the same length.
-- See secrets_file.rs for the reason.
CREATE TABLE slot (
    id INTEGER PRIMARY KEY,
    wrapped BLOB NOT NULL
) STRICT;

CREATE TRIGGER slot_is_never_deleted BEFORE DELETE ON slot BEGIN
    SELECT RAISE(ABORT, 'a deleted row may leave a copy: overwrite it');
END;

CREATE TRIGGER slot_never_moves BEFORE UPDATE ON slot
WHEN NEW.id <> OLD.id OR length(NEW.wrapped) <> length(OLD.wrapped) BEGIN
    SELECT RAISE(ABORT, 'a row of another length may leave a copy');
END;

-- Subjects that are alive. The slot holds secret and salt, 32 bytes each, wrapped together.
CREATE TABLE subject (
    subject BLOB PRIMARY KEY CHECK (length(subject) = 9),
    slot INTEGER NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Subjects that were destroyed, in that order, so that none is made again and a restore can be
-- followed by destroying them anew.
CREATE TABLE destroyed (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    subject BLOB NOT NULL UNIQUE CHECK (length(subject) = 9),
    destroyed_at INTEGER NOT NULL
) STRICT;

-- Periods, alive (ended_seq IS NULL) and ended, the ended ones in the order of ended_seq.
CREATE TABLE period (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    product TEXT NOT NULL,
    stream TEXT NOT NULL,
    tier TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    slot INTEGER NOT NULL UNIQUE,
    ended_seq INTEGER UNIQUE,
    ended_at INTEGER,
    UNIQUE (product, stream, tier, starts_at)
) STRICT;

CREATE INDEX period_due ON period (ends_at) WHERE ended_seq IS NULL;
