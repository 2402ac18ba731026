-- Every statement of the store, in the SQL that all its engines understand: see crates/cardea-store/src/engine/statement.rs.
-- Made from the source by `cargo xtask statements --write`.

-- crates/cardea-store/src/drift.rs
SELECT day FROM drift WHERE day < ?1 LIMIT 1;
DELETE FROM drift WHERE day < ?1;
SELECT day, product, manifest, firmware, stream, kind, name, form, count FROM drift WHERE day >= ?1 ORDER BY day DESC, product, stream, kind, name, form, firmware;
UPDATE drift SET count = count + ?9 WHERE day = ?1 AND product = ?2 AND manifest = ?3 AND firmware = ?4 AND stream = ?5 AND kind = ?6 AND name = ?7 AND form = ?8;
SELECT count(*) FROM drift WHERE day = ?1 AND product = ?2;
INSERT INTO drift (day, product, manifest, firmware, stream, kind, name, form, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (day, product, manifest, firmware, stream, kind, name, form) DO UPDATE SET count = drift.count + excluded.count;

-- crates/cardea-store/src/examine.rs
SELECT id, product, stream, description FROM layout;
SELECT household, subject, device, layout, period, mask, part, data FROM block;
SELECT id, at, data FROM journal WHERE data IS NOT NULL;

-- crates/cardea-store/src/homes.rs
SELECT product, household, wearer FROM device WHERE id = ?1;
SELECT id, role, until FROM person WHERE household = ?1 ORDER BY id;
SELECT purpose, kind, promise FROM consent WHERE household = ?1 AND person = ?2 AND product = ?3 AND state = 'granted';
SELECT purpose FROM stop WHERE household = ?1 AND person = ?2 AND product = ?3 AND kind = ?4;
SELECT label, person FROM profile WHERE household = ?1 AND product = ?2;

-- crates/cardea-store/src/journal.rs
INSERT INTO journal (id, at, data, marks) VALUES (?1, ?2, NULL, ?3);

-- crates/cardea-store/src/media/admission.rs
SELECT period FROM media WHERE device = ?1 AND mark = ?2;
SELECT CAST(COALESCE(sum(bytes), 0) AS BIGINT) FROM media WHERE device = ?1 AND day = ?2;
INSERT INTO media (household, id, subject, device, product, stream, field, tier, period, period_end, mask, bytes, day, mark, nonce, head) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16);

-- crates/cardea-store/src/media/ends.rs
UPDATE media SET mask = mask & ~?1 WHERE household = ?2 AND subject = ?3 AND product = ?4 AND mask & ?1 != 0;
INSERT INTO media_gone (id) SELECT id FROM media WHERE household = ?1 AND mask = 0;
DELETE FROM media WHERE household = ?1 AND mask = 0;
INSERT INTO media_gone (id) SELECT id FROM media WHERE household = ?1 AND subject = ?2;
DELETE FROM media WHERE household = ?1 AND subject = ?2;
INSERT INTO media_gone (id) SELECT id FROM media WHERE household = ?1 AND subject = ?2 AND product = ?3;
DELETE FROM media WHERE household = ?1 AND subject = ?2 AND product = ?3;
INSERT INTO media_gone (id) SELECT id FROM media WHERE household = ?1;
DELETE FROM media WHERE household = ?1;
INSERT INTO media_gone (id) SELECT id FROM media WHERE product = ?1 AND stream = ?2 AND tier = ?3 AND period = ?4;
DELETE FROM media WHERE product = ?1 AND stream = ?2 AND tier = ?3 AND period = ?4;
SELECT DISTINCT product, stream, field, tier, period, mask, period_end FROM media;
INSERT INTO media_gone (id) SELECT id FROM media WHERE product = ?1 AND stream = ?2 AND tier = ?3 AND period = ?4 AND field = ?5 AND mask = ?6 AND period_end = ?7;
DELETE FROM media WHERE product = ?1 AND stream = ?2 AND tier = ?3 AND period = ?4 AND field = ?5 AND mask = ?6 AND period_end = ?7;
SELECT id FROM media_gone ORDER BY id LIMIT ?1;
DELETE FROM media_gone WHERE id = ?1;
SELECT id FROM media;
SELECT subject FROM media WHERE household = ?1 AND id = ?2;
INSERT INTO media_gone (id) VALUES (?1);
DELETE FROM media WHERE household = ?1 AND id = ?2;

-- crates/cardea-store/src/media/examining.rs
SELECT id FROM media;
SELECT household, id, subject, device, product, stream, field, tier, period, mask, bytes, nonce, head FROM media ORDER BY household, id;
SELECT id FROM media WHERE id = ?1;
SELECT id FROM media UNION SELECT id FROM media_gone;

-- crates/cardea-store/src/media/reading.rs
SELECT household, id, subject, device, product, stream, field, tier, period, mask, bytes, nonce, head FROM media WHERE household = ?1 AND subject = ?2 AND product = ?3 AND stream = ?4 AND period_end > ?5 AND period < ?6;
SELECT DISTINCT product, stream FROM media WHERE household = ?1 AND subject = ?2;
SELECT household, id, subject, device, product, stream, field, tier, period, mask, bytes, nonce, head FROM media WHERE household = ?1 AND subject = ?2;
SELECT household, id, subject, device, product, stream, field, tier, period, mask, bytes, nonce, head FROM media WHERE household = ?1 AND id = ?2;

-- crates/cardea-store/src/people/again.rs
SELECT subjects, state FROM request WHERE kind = 'erasure' AND length(subjects) > 0;
SELECT household, id FROM person p WHERE NOT EXISTS (SELECT 1 FROM request r WHERE r.household = p.household AND r.person = p.id AND r.kind = 'erasure' AND length(r.subjects) > 0 AND r.state != 'done');
SELECT COALESCE(max(number), 0) + 1 FROM request WHERE household = ?1 AND person = ?2;
INSERT INTO request (household, person, number, kind, state, subjects, received_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- crates/cardea-store/src/people/answered.rs
SELECT request, status, sealed_body FROM answer WHERE household = ?1 AND person = ?2 AND request_key = ?3 AND at > ?4;
DELETE FROM answer WHERE at <= ?1;
DELETE FROM answer WHERE household = ?1 AND person = ?2 AND at <= (SELECT at FROM answer WHERE household = ?1 AND person = ?2 ORDER BY at DESC LIMIT 1 OFFSET ?3);
INSERT INTO answer (household, person, request_key, request, status, sealed_body, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (household, person, request_key) DO NOTHING;

-- crates/cardea-store/src/people/client.rs
INSERT INTO client (token, organisation, created_at) VALUES (?1, ?2, ?3);
INSERT INTO operator (token, created_at, expires_at) VALUES (?1, ?2, ?3);
SELECT organisation FROM client WHERE token = ?1;
SELECT created_at FROM operator WHERE token = ?1 AND expires_at > ?2;

-- crates/cardea-store/src/people/consent.rs
SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at FROM consent WHERE household = ?1 AND person = ?2 ORDER BY product, purpose, kind;
SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at FROM consent_history WHERE household = ?1 AND person = ?2 ORDER BY at, number;
SELECT state FROM consent WHERE household = ?1 AND person = ?2 AND product = ?3 AND purpose = ?4 AND kind = ?5;
SELECT count(*) FROM consent_history WHERE household = ?1 AND person = ?2;
INSERT INTO consent (household, person, product, purpose, kind, state, promise, manifest, actor, channel, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (household, person, product, purpose, kind) DO UPDATE SET state = excluded.state, promise = excluded.promise, manifest = excluded.manifest, actor = excluded.actor, channel = excluded.channel, at = excluded.at;
INSERT INTO consent_history (household, person, at, number, product, purpose, kind, state, promise, manifest, actor, channel) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);
UPDATE block SET mask = mask & ~?1 WHERE household = ?2 AND subject = ?3 AND mask & ?1 != 0 AND layout IN (SELECT id FROM layout WHERE product = ?4);
DELETE FROM block WHERE household = ?1 AND subject = ?2 AND mask = 0;
INSERT INTO cut (household, person, product, slot, journal) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (household, person, product, slot) DO UPDATE SET journal = excluded.journal;

-- crates/cardea-store/src/people/details.rs
SELECT count(*) FROM person WHERE household = ?1;
INSERT INTO person (household, id, role, sealed_details, sign_in, password, until, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (sign_in) DO NOTHING;
SELECT household, id, role, sealed_details, until FROM person WHERE household = ?1 AND (until IS NULL OR until > ?2) ORDER BY created_at, id;
SELECT household, id, password FROM person WHERE sign_in = ?1 AND (until IS NULL OR until > ?2);

-- crates/cardea-store/src/people/device.rs
INSERT INTO device (id, product, name, token, claim_code, created_at, hub) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (name) DO UPDATE SET id = excluded.id, token = excluded.token, claim_code = excluded.claim_code, hub = excluded.hub WHERE device.household IS NULL AND device.product = excluded.product;
SELECT id, product, token, hub FROM device WHERE name = ?1;
SELECT id, name, product FROM device WHERE claim_code = ?1 AND household IS NULL;
UPDATE device SET household = ?1, claim_code = NULL, claimed_at = ?2 WHERE id = ?3;
UPDATE device SET wearer = ?1 WHERE id = ?2 AND household = ?3;
UPDATE device SET household = NULL, wearer = NULL, claimed_at = NULL, token = ?1, claim_code = ?2 WHERE id = ?3 AND household = ?4;
SELECT device.id, device.name, product, wearer, claimed_at, attached.hub, attached.sealed_name FROM device LEFT JOIN attached ON attached.device = device.id WHERE household = ?1 ORDER BY claimed_at, device.id;
SELECT role FROM person WHERE household = ?1 AND id = ?2;

-- crates/cardea-store/src/people/directive.rs
SELECT hub FROM attached WHERE device = ?1;
SELECT id FROM device WHERE household = ?1;
SELECT device.id, device.product, device.household, attached.sealed_name FROM attached JOIN device ON device.id = attached.device JOIN device AS hub ON hub.id = attached.hub WHERE attached.hub = ?1 AND device.household = hub.household ORDER BY device.id;

-- crates/cardea-store/src/people/erasure.rs
SELECT COALESCE(max(number), 0) + 1 FROM request WHERE household = ?1 AND person = ?2;
INSERT INTO request (household, person, number, kind, state, subjects, received_at, channel, nation, received_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
UPDATE request SET subjects = ?1 WHERE household = ?2 AND person = ?3 AND number = ?4;
SELECT household, person, number, state, subjects FROM request WHERE kind = 'erasure' AND length(subjects) > 0 AND state != 'done';
SELECT household, person, number, state, subjects FROM request WHERE household = ?1 AND person = ?2 AND kind = 'erasure' AND length(subjects) > 0 AND state != 'done';
SELECT id, role FROM person p WHERE household = ?1 AND id != ?2 AND NOT EXISTS (SELECT 1 FROM request r WHERE r.household = ?1 AND r.person = p.id AND r.kind = 'erasure' AND length(r.subjects) > 0 AND r.state != 'done');
UPDATE request SET state = ?1, done_at = ?2 WHERE household = ?3 AND person = ?4 AND number = ?5;
DELETE FROM consent WHERE household = ?1 AND person = ?2;
DELETE FROM consent_history WHERE household = ?1 AND person = ?2;
DELETE FROM stop WHERE household = ?1 AND person = ?2;
DELETE FROM session WHERE household = ?1 AND person = ?2;
DELETE FROM answer WHERE household = ?1 AND person = ?2;
DELETE FROM cut WHERE household = ?1 AND person = ?2;
DELETE FROM profile WHERE household = ?1 AND person = ?2;
DELETE FROM looked WHERE household = ?1 AND person = ?2;
DELETE FROM person WHERE household = ?1 AND id = ?2;
DELETE FROM block WHERE household = ?1;
DELETE FROM consent WHERE household = ?1;
DELETE FROM consent_history WHERE household = ?1;
DELETE FROM stop WHERE household = ?1;
DELETE FROM session WHERE household = ?1;
DELETE FROM answer WHERE household = ?1;
DELETE FROM cut WHERE household = ?1;
DELETE FROM profile WHERE household = ?1;
DELETE FROM looked WHERE household = ?1;
DELETE FROM tally WHERE household = ?1;
DELETE FROM person WHERE household = ?1;
UPDATE device SET household = NULL, wearer = NULL, claimed_at = NULL WHERE household = ?1;
DELETE FROM household WHERE id = ?1;
DELETE FROM block WHERE household = ?1 AND subject = ?2;
DELETE FROM block WHERE household = ?1 AND subject = ?2 AND layout IN (SELECT id FROM layout WHERE product = ?3);
UPDATE device SET wearer = NULL WHERE household = ?1 AND wearer = ?2;

-- crates/cardea-store/src/people/household.rs
INSERT INTO household (id, sealed_name, created_at) VALUES (?1, ?2, ?3);
SELECT sealed_name FROM household WHERE id = ?1;

-- crates/cardea-store/src/people/hub.rs
SELECT attached.mark, device.id, device.product FROM attached JOIN device ON device.id = attached.device JOIN device AS hub ON hub.id = attached.hub WHERE attached.hub = ?1 AND device.household = hub.household;
INSERT INTO device (id, product, name, token, claim_code, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6);
INSERT INTO attached (hub, mark, device, name, sealed_name) VALUES (?1, ?2, ?3, ?4, ?5);
SELECT id, household FROM device WHERE name = ?1 AND hub = 1;
SELECT device.id, device.household FROM attached JOIN device ON device.id = attached.device WHERE attached.hub = ?1 AND attached.mark = ?2;
SELECT count(*) FROM attached WHERE hub = ?1;
DELETE FROM attached WHERE device = ?1;
DELETE FROM device WHERE id = ?1;
SELECT attached.hub, hub.household, attached.name, attached.sealed_name FROM attached LEFT JOIN device AS hub ON hub.id = attached.hub WHERE attached.device = ?1;
UPDATE attached SET name = NULL, sealed_name = ?1 WHERE device = ?2;
SELECT hub FROM attached WHERE device = ?1;
SELECT device.id, device.household FROM attached JOIN device ON device.id = attached.device WHERE attached.hub = ?1 AND (device.household IS NULL OR device.household = ?2);
SELECT id FROM device WHERE household = ?1 AND hub = 1;
SELECT device.id FROM device JOIN attached ON attached.device = device.id WHERE device.household = ?1;

-- crates/cardea-store/src/people/looked.rs
SELECT count(*) FROM looked WHERE household = ?1 AND at = ?2;
INSERT INTO looked (household, at, number, person, organisation, product, purpose, stream, from_at, to_at, count, log_index) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);
SELECT at, person, organisation, product, purpose, stream, from_at, to_at, count, log_index FROM looked WHERE household = ?1 AND (person IS NULL OR person = ?2) AND log_index < ?3 ORDER BY log_index DESC LIMIT ?4;

-- crates/cardea-store/src/people/overview.rs
SELECT product, stream, reason, CAST(sum(count) AS BIGINT) FROM tally WHERE household = ?1 AND day >= ?2 GROUP BY product, stream, reason ORDER BY product, stream, reason;
SELECT DISTINCT layout FROM block WHERE household = ?1 AND subject = ?2;
SELECT layout, period, device, mask, part, data FROM block WHERE household = ?1 AND subject = ?2;

-- crates/cardea-store/src/people/profile.rs
INSERT INTO profile (household, product, label, person) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (household, product, label) DO UPDATE SET person = excluded.person;

-- crates/cardea-store/src/people/receipt.rs
UPDATE consent_history SET receipt = ?1 WHERE household = ?2 AND person = ?3 AND number = (SELECT max(number) FROM consent_history WHERE household = ?2 AND person = ?3);
SELECT receipt FROM consent_history WHERE household = ?1 AND person = ?2 AND receipt IS NOT NULL ORDER BY at, number;

-- crates/cardea-store/src/people/request/listed.rs
SELECT household, person, number, kind, state, channel, nation, received_at, received_on, done_at, sealed_asked FROM request WHERE household = ?1 AND person = ?2 ORDER BY number DESC LIMIT ?3;
SELECT household, person, number, kind, state, channel, nation, received_at, received_on, done_at, sealed_asked FROM request WHERE person = ?1 AND number = ?2;
SELECT household, person, number, kind, state, channel, nation, received_at, received_on, done_at, sealed_asked FROM request WHERE state NOT IN ('done', 'refused', 'withdrawn') ORDER BY received_at LIMIT ?1;

-- crates/cardea-store/src/people/request/rows.rs
SELECT event, ground, actor, at, on_day, sealed_words FROM request_step WHERE household = ?1 AND person = ?2 AND number = ?3 ORDER BY step;

-- crates/cardea-store/src/people/request/written.rs
SELECT number FROM request WHERE done_at < ?1 AND kind != 'erasure' LIMIT 1;
DELETE FROM request_step WHERE EXISTS (SELECT 1 FROM request r WHERE r.household = request_step.household AND r.person = request_step.person AND r.number = request_step.number AND r.done_at < ?1 AND r.kind != 'erasure');
DELETE FROM request WHERE done_at < ?1 AND kind != 'erasure';
SELECT count(*) FROM request WHERE household = 0 AND person = ?1;
SELECT count(*) FROM request WHERE household = ?1 AND person = ?2 AND state NOT IN ('done', 'refused', 'withdrawn');
SELECT COALESCE(max(number), 0) + 1 FROM request WHERE household = ?1 AND person = ?2;
INSERT INTO request (household, person, number, kind, state, subjects, received_at, channel, nation, received_on, sealed_asked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
SELECT count(*) FROM request_step WHERE household = ?1 AND person = ?2 AND number = ?3 AND event = ?4;
SELECT max(on_day) FROM request_step WHERE household = ?1 AND person = ?2 AND number = ?3;
SELECT number FROM request WHERE household = ?1 AND person = ?2 AND length(subjects) = 0 AND state NOT IN ('done', 'refused', 'withdrawn');
UPDATE request SET sealed_asked = NULL WHERE household = ?1 AND person = ?2;
UPDATE request_step SET sealed_words = NULL WHERE household = ?1 AND person = ?2;
SELECT DISTINCT person FROM request WHERE household = ?1;
SELECT household, person, number, kind, state, channel, nation, received_at, received_on, done_at, sealed_asked FROM request WHERE person = ?1 AND number = ?2;
SELECT COALESCE(max(step), 0) + 1 FROM request_step WHERE household = ?1 AND person = ?2 AND number = ?3;
INSERT INTO request_step (household, person, number, step, event, ground, actor, at, on_day, sealed_words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
UPDATE request SET state = ?1, done_at = ?2 WHERE household = ?3 AND person = ?4 AND number = ?5;

-- crates/cardea-store/src/people/session.rs
DELETE FROM session WHERE expires_at <= ?1;
INSERT INTO session (token, household, person, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5);
SELECT s.household, s.person, s.created_at FROM session s JOIN person p ON p.household = s.household AND p.id = s.person WHERE s.token = ?1 AND s.expires_at > ?2 AND (p.until IS NULL OR p.until > ?2);
DELETE FROM session WHERE token = ?1;

-- crates/cardea-store/src/people/stop.rs
INSERT INTO stop (household, person, product, purpose, kind, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING;
DELETE FROM stop WHERE household = ?1 AND person = ?2 AND product = ?3 AND purpose = ?4 AND kind = ?5;
SELECT purpose, kind FROM stop WHERE household = ?1 AND person = ?2 AND product = ?3;

-- crates/cardea-store/src/people/subjects.rs
SELECT household, wearer FROM device WHERE product = ?1 AND household IS NOT NULL UNION SELECT household, person FROM profile WHERE product = ?1 ORDER BY 1, 2;

-- crates/cardea-store/src/products/numbers.rs
SELECT slot FROM slot WHERE product = ?1 AND purpose = ?2;
SELECT COALESCE(max(slot) + 1, 0) FROM slot WHERE product = ?1;
INSERT INTO slot (product, purpose, slot) VALUES (?1, ?2, ?3);
INSERT INTO layout (product, stream, description) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING;
SELECT id FROM layout WHERE product = ?1 AND stream = ?2 AND description = ?3;

-- crates/cardea-store/src/products/old.rs
SELECT id, description FROM layout l WHERE product = ?1 AND stream = ?2 AND EXISTS (SELECT 1 FROM block b WHERE b.layout = l.id);

-- crates/cardea-store/src/products/promises.rs
SELECT yaml FROM manifest WHERE product = ?1 AND version != ?2 ORDER BY deployed_at DESC LIMIT ?3;

-- crates/cardea-store/src/products.rs
SELECT COALESCE(max(deployed_at), 0) + 1 FROM manifest WHERE product = ?1;
INSERT INTO manifest (product, version, yaml, deployed_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (product, version) DO UPDATE SET deployed_at = excluded.deployed_at;
SELECT product, version, yaml FROM manifest m WHERE deployed_at = (SELECT max(deployed_at) FROM manifest WHERE product = m.product) ORDER BY product, version;

-- crates/cardea-store/src/read.rs
SELECT period, device, mask, part, data FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period >= ?4 AND period < ?5;
SELECT at, data FROM journal WHERE id = ?1;

-- crates/cardea-store/src/seal/closing.rs
SELECT household, subject, device, mask FROM block WHERE layout = ?1 AND period = ?2 AND count < ?8 AND (household, subject, device, mask) > (?3, ?4, ?5, ?6) GROUP BY household, subject, device, mask HAVING count(*) > 1 ORDER BY household, subject, device, mask LIMIT ?7;

-- crates/cardea-store/src/seal/conversion.rs
SELECT product, stream, description FROM layout WHERE id = ?1;

-- crates/cardea-store/src/seal/correct.rs
SELECT period, device, mask, part, data FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period >= ?4 AND period < ?5 ORDER BY part;

-- crates/cardea-store/src/seal/cuts.rs
SELECT person, product, slot, journal FROM cut WHERE household = ?1;

-- crates/cardea-store/src/seal/part.rs
INSERT INTO block (household, subject, device, layout, period, mask, part, count, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);
DELETE FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period = ?4 AND device = ?5 AND mask = ?6 AND part = ?7;
SELECT part, count FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period = ?4 AND device = ?5 AND mask = ?6 AND count < ?7;
SELECT data FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period = ?4 AND device = ?5 AND mask = ?6 AND part = ?7;

-- crates/cardea-store/src/seal/place.rs
UPDATE journal SET data = NULL WHERE id > ?1 AND id <= ?2 AND data IS NOT NULL;
DELETE FROM cut WHERE journal <= ?1;
DELETE FROM journal WHERE data IS NULL AND id <= ?1 AND id < (SELECT max(id) FROM journal);
SELECT at FROM journal ORDER BY id LIMIT 1;
DELETE FROM journal WHERE data IS NULL AND at < ?1 AND id < (SELECT max(id) FROM journal);

-- crates/cardea-store/src/seal/relay.rs
SELECT household, subject, device, period, mask, part, data FROM block WHERE layout = ?1 LIMIT ?2;

-- crates/cardea-store/src/seal.rs
SELECT id, at, data FROM journal WHERE id > ?1 AND id <= ?2 AND data IS NOT NULL ORDER BY id LIMIT ?3;

-- crates/cardea-store/src/store/expiry.rs
SELECT seq FROM swept;
DELETE FROM block WHERE layout = ?1 AND period = ?2;
UPDATE swept SET seq = ?1;
SELECT id, description FROM layout WHERE product = ?1 AND stream = ?2;

-- crates/cardea-store/src/store/opening.rs
SELECT version FROM manifest;
SELECT COALESCE((SELECT min(id) - 1 FROM journal WHERE data IS NOT NULL), max(id), 0) FROM journal;
SELECT COALESCE(max(number), 0) + 1 FROM (SELECT max(id) AS number FROM journal UNION ALL SELECT max(journal) AS number FROM cut) AS numbers;
SELECT id, data, marks FROM journal ORDER BY id;

-- crates/cardea-store/src/store.rs
UPDATE swept SET seq = seq;

-- crates/cardea-store/src/tally.rs
INSERT INTO tally (day, household, product, stream, reason, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (household, product, day, stream, reason) DO UPDATE SET count = tally.count + excluded.count;

-- crates/cardea-store/src/writer/keep.rs
INSERT INTO journal (id, at, data, marks) VALUES (?1, ?2, ?3, ?4);
