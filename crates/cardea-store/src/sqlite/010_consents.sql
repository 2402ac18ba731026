-- Until when a yes holds, what brought a consent into its state, and what was shown when something was said to it. `taken` is 0 while what was
-- kept on it alone is still to be taken away, and 2 within the step that ends it; `owed` is 1 while the evidence of what nobody said is still to be written.
ALTER TABLE consent ADD COLUMN ends_at INTEGER;
ALTER TABLE consent ADD COLUMN reason TEXT NOT NULL DEFAULT 'said';
ALTER TABLE consent ADD COLUMN words BLOB;
ALTER TABLE consent ADD COLUMN taken INTEGER NOT NULL DEFAULT 1;
ALTER TABLE consent_history ADD COLUMN ends_at INTEGER;
ALTER TABLE consent_history ADD COLUMN reason TEXT NOT NULL DEFAULT 'said';
ALTER TABLE consent_history ADD COLUMN words BLOB;
ALTER TABLE consent_history ADD COLUMN owed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX consent_of_end ON consent (state, ends_at);
CREATE INDEX consent_of_promise ON consent (product, purpose, state);
CREATE INDEX consent_to_take ON consent (taken);
CREATE INDEX consent_owed ON consent_history (owed);

-- Which grown-up of the home looked at what is kept about a child.
ALTER TABLE looked ADD COLUMN by_person INTEGER;

-- Words that were put before people, by their hash: the manifest's, never a name. The same for everybody, and so kept once.
CREATE TABLE words (digest BLOB PRIMARY KEY, language TEXT NOT NULL, words TEXT NOT NULL) STRICT, WITHOUT ROWID;
