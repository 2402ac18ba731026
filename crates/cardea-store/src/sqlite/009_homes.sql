-- Homes that people join and leave, browsers they sign in with, devices that change hands. Times are milliseconds since 1970 in UTC; waits are
-- milliseconds that are left, counted down while the server runs.

-- A browser that somebody signed in with. What it calls itself, in a few words, is sealed; `known` since the account was made.
CREATE TABLE browser (
    household INTEGER NOT NULL,
    person INTEGER NOT NULL,
    id INTEGER NOT NULL,
    token BLOB NOT NULL,
    sealed_words BLOB NOT NULL,
    since INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    known INTEGER NOT NULL,
    PRIMARY KEY (household, person, id)
) STRICT, WITHOUT ROWID;
ALTER TABLE session ADD COLUMN id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN browser INTEGER;
ALTER TABLE session ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
-- Browsers ever seen. Accounts that were there before this was counted had some: none of theirs is the first.
ALTER TABLE person ADD COLUMN browsers INTEGER NOT NULL DEFAULT 1;
ALTER TABLE person ADD COLUMN safety_code BLOB;

-- What a person is told: a word for what happened, and a name that belongs to it, sealed for who is told.
CREATE TABLE notice (
    household INTEGER NOT NULL,
    person INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sealed_words BLOB NOT NULL,
    at INTEGER NOT NULL,
    read_at INTEGER,
    PRIMARY KEY (household, person, number)
) STRICT, WITHOUT ROWID;

-- Invitations that are open. Used or taken back, they are gone.
CREATE TABLE invitation (
    household INTEGER NOT NULL,
    id INTEGER NOT NULL,
    code BLOB NOT NULL UNIQUE,
    role TEXT NOT NULL,
    stay_until INTEGER,
    made_by INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (household, id)
) STRICT, WITHOUT ROWID;

-- Who was in a home once. They may still have what is about them alone. Their address is free for another account.
CREATE TABLE departed (
    household INTEGER NOT NULL,
    person INTEGER NOT NULL,
    sign_in BLOB,
    how TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (household, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX departed_by_address ON departed (sign_in);

-- Erasures asked for from a browser that is not known: they wait.
CREATE TABLE cooling (
    household INTEGER NOT NULL,
    person INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    left_millis INTEGER NOT NULL,
    counted_at INTEGER NOT NULL,
    PRIMARY KEY (household, person)
) STRICT, WITHOUT ROWID;

-- When somebody of the home last looked at a stream about the home.
CREATE TABLE viewed (
    household INTEGER NOT NULL,
    person INTEGER NOT NULL,
    product TEXT NOT NULL,
    stream TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (household, person, product, stream)
) STRICT, WITHOUT ROWID;

-- Devices. `factory_code` is the code of the box, until the device changes hands; `handed_on` is 1 while it waits for its next home.
ALTER TABLE device ADD COLUMN lost_at INTEGER;
ALTER TABLE device ADD COLUMN factory_code BLOB;
ALTER TABLE device ADD COLUMN pressed_at INTEGER;
ALTER TABLE device ADD COLUMN handed_on INTEGER NOT NULL DEFAULT 0 CHECK (handed_on IN (0, 1));

-- What a device sent in a home is being deleted; a crash between resumes.
CREATE TABLE device_erasure (household INTEGER NOT NULL, device INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (household, device)) STRICT, WITHOUT ROWID;

-- Somebody has a device in their hands that another home never let go.
CREATE TABLE recovery (
    household INTEGER NOT NULL,
    device INTEGER NOT NULL,
    claimant_household INTEGER NOT NULL,
    claimant INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    left_millis INTEGER NOT NULL,
    counted_at INTEGER NOT NULL,
    PRIMARY KEY (household, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_of_claimant ON recovery (claimant_household);
