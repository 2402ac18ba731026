-- What devices send that their manifest does not say, or not so: names and counts, never a value, a person, a home or a device. One row a day.
CREATE TABLE drift (
    day INTEGER NOT NULL,
    product TEXT NOT NULL,
    manifest BLOB NOT NULL,
    firmware TEXT NOT NULL,
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    form TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, product, manifest, firmware, stream, kind, name, form)
) STRICT, WITHOUT ROWID;
