-- A clip or a picture, once for each tier that keeps it. Its bytes are the file of this name in the folder `media`. What it is and when it
-- was taken are in `head`, under the same two locks as the bytes. `mask` is as in `block`; it was taken before
-- `period_end`.
CREATE TABLE media (
    household INTEGER NOT NULL,
    id BLOB NOT NULL,
    subject BLOB NOT NULL,
    device INTEGER NOT NULL,
    product TEXT NOT NULL,
    stream TEXT NOT NULL,
    field TEXT NOT NULL,
    tier TEXT NOT NULL,
    period INTEGER NOT NULL,
    period_end INTEGER NOT NULL,
    mask INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    day INTEGER NOT NULL,
    mark INTEGER,
    nonce BLOB NOT NULL,
    head BLOB NOT NULL,
    PRIMARY KEY (household, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_of_period ON media (product, stream, tier, period, field, mask, period_end);
CREATE INDEX media_of_device ON media (device, day);
CREATE INDEX media_by_mark ON media (device, mark);
-- Files whose row is gone, until they are gone as well.
CREATE TABLE media_gone (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
