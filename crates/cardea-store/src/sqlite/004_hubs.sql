-- A hub speaks for the devices attached to it. They have no credential of their own that anybody knows.
ALTER TABLE device ADD COLUMN hub INTEGER NOT NULL DEFAULT 0 CHECK (hub IN (0, 1));

-- What a hub calls a device may have been chosen by people: it is found by a keyed mark, and stands in the clear only until a home has the
-- hub or the device. From then on it is under the secret of that home.
CREATE TABLE attached (
    hub INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    device INTEGER NOT NULL UNIQUE,
    name TEXT,
    sealed_name BLOB,
    PRIMARY KEY (hub, mark),
    CHECK ((name IS NULL) <> (sealed_name IS NULL))
) STRICT, WITHOUT ROWID;
