-- How far the sweep of ended periods has come in the vault's log of them, so that a crash between end and sweep leaves nothing behind.
CREATE TABLE swept (id INTEGER PRIMARY KEY CHECK (id = 0), seq INTEGER NOT NULL) STRICT;
INSERT INTO swept (id, seq) VALUES (0, 0);
