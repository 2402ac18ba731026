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
SELECT product, household, wearer FROM device WHERE id = ?1 AND lost_at IS NULL;
SELECT id, role, until, sealed_details FROM person WHERE household = ?1 ORDER BY id;
SELECT purpose, kind, promise, actor, at, ends_at FROM consent WHERE household = ?1 AND person = ?2 AND product = ?3 AND state = 'granted';
SELECT purpose FROM stop WHERE household = ?1 AND person = ?2 AND (product = ?3 OR product = '*') AND kind = ?4;
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
INSERT INTO media_gone (id) SELECT id FROM media WHERE household = ?1 AND device = ?2;
DELETE FROM media WHERE household = ?1 AND device = ?2;
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

-- crates/cardea-store/src/people/browser.rs
DELETE FROM session WHERE expires_at <= ?1;
INSERT INTO session (token, household, person, created_at, expires_at, id, browser, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?4);
DELETE FROM session WHERE household = ?1 AND person = ?2 AND id NOT IN (SELECT id FROM session WHERE household = ?1 AND person = ?2 ORDER BY created_at DESC, id LIMIT ?3);
SELECT s.id, b.sealed_words, s.created_at, s.seen_at, b.known, b.since FROM session s LEFT JOIN browser b ON b.household = s.household AND b.person = s.person AND b.id = s.browser WHERE s.household = ?1 AND s.person = ?2 AND s.expires_at > ?3 ORDER BY s.seen_at DESC, s.id;
DELETE FROM browser WHERE household = ?1 AND person = ?2 AND id IN (SELECT browser FROM session WHERE household = ?1 AND person = ?2 AND id = ?3);
DELETE FROM session WHERE household = ?1 AND person = ?2 AND id = ?3;
DELETE FROM browser WHERE household = ?1 AND person = ?2 AND id NOT IN (SELECT COALESCE(browser, 0) FROM session WHERE household = ?1 AND person = ?2 AND id = ?3);
DELETE FROM session WHERE household = ?1 AND person = ?2 AND id != ?3;
SELECT id FROM browser WHERE household = ?1 AND person = ?2 AND token = ?3;
UPDATE browser SET seen_at = ?1, sealed_words = ?2 WHERE household = ?3 AND person = ?4 AND id = ?5;
SELECT browsers FROM person WHERE household = ?1 AND id = ?2;
INSERT INTO browser (household, person, id, token, sealed_words, since, seen_at, known) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7);
UPDATE person SET browsers = browsers + 1 WHERE household = ?1 AND id = ?2;
DELETE FROM browser WHERE household = ?1 AND person = ?2 AND id NOT IN (SELECT id FROM browser WHERE household = ?1 AND person = ?2 ORDER BY seen_at DESC, id LIMIT ?3);

-- crates/cardea-store/src/people/client.rs
INSERT INTO client (token, organisation, created_at) VALUES (?1, ?2, ?3);
INSERT INTO operator (token, created_at, expires_at) VALUES (?1, ?2, ?3);
SELECT organisation FROM client WHERE token = ?1;
SELECT created_at FROM operator WHERE token = ?1 AND expires_at > ?2;

-- crates/cardea-store/src/people/consent.rs
SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words FROM consent WHERE household = ?1 AND person = ?2 ORDER BY product, purpose, kind;
SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words FROM consent_history WHERE household = ?1 AND person = ?2 ORDER BY at, number;
SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words FROM consent WHERE household = ?1 AND person = ?2 AND product = ?3 AND purpose = ?4 AND kind = ?5;
SELECT COALESCE(max(number), -1) + 1 FROM consent_history WHERE household = ?1 AND person = ?2;
INSERT INTO consent (household, person, product, purpose, kind, state, promise, manifest, actor, channel, at, ends_at, reason, words, taken) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) ON CONFLICT (household, person, product, purpose, kind) DO UPDATE SET state = excluded.state, promise = excluded.promise, manifest = excluded.manifest, actor = excluded.actor, channel = excluded.channel, at = excluded.at, ends_at = excluded.ends_at, reason = excluded.reason, words = excluded.words, taken = excluded.taken;
INSERT INTO consent_history (household, person, at, number, product, purpose, kind, state, promise, manifest, actor, channel, ends_at, reason, words, owed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16);
UPDATE block SET mask = mask & ~?1 WHERE household = ?2 AND subject = ?3 AND mask & ?1 != 0 AND layout IN (SELECT id FROM layout WHERE product = ?4);
DELETE FROM block WHERE household = ?1 AND subject = ?2 AND mask = 0;
INSERT INTO cut (household, person, product, slot, journal) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (household, person, product, slot) DO UPDATE SET journal = excluded.journal;

-- crates/cardea-store/src/people/details.rs
SELECT role, sealed_details FROM person WHERE household = ?1 AND id = ?2;
SELECT count(*) FROM person WHERE household = ?1 AND (until IS NULL OR until > ?2);
INSERT INTO person (household, id, role, sealed_details, sign_in, password, until, created_at, browsers) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0) ON CONFLICT (sign_in) DO NOTHING;
SELECT count(*) FROM person WHERE sign_in = ?1 OR (household = ?2 AND id = ?3 AND sign_in IS NOT NULL);
SELECT sealed_details FROM person WHERE household = ?1 AND id = ?2;
UPDATE person SET sealed_details = ?1, sign_in = ?2, password = ?3 WHERE household = ?4 AND id = ?5;
SELECT household, id, role, sealed_details, until FROM person WHERE household = ?1 AND (until IS NULL OR until > ?2) ORDER BY created_at, id;
SELECT password FROM person WHERE household = ?1 AND id = ?2;
SELECT household, id, password FROM person WHERE sign_in = ?1 AND (until IS NULL OR until > ?2);

-- crates/cardea-store/src/people/device.rs
INSERT INTO device (id, product, name, token, claim_code, created_at, hub, factory_code) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?5) ON CONFLICT (name) DO UPDATE SET id = excluded.id, token = excluded.token, claim_code = excluded.claim_code, hub = excluded.hub, factory_code = excluded.factory_code, handed_on = 0, lost_at = NULL, pressed_at = NULL WHERE device.household IS NULL AND device.product = excluded.product;
SELECT id, product, token, hub FROM device WHERE name = ?1 AND lost_at IS NULL;
SELECT id, name, product, handed_on FROM device WHERE claim_code = ?1 AND household IS NULL;
UPDATE device SET household = ?1, claim_code = NULL, claimed_at = ?2 WHERE id = ?3;
UPDATE device SET wearer = ?1 WHERE id = ?2 AND household = ?3;
UPDATE device SET household = NULL, wearer = NULL, claimed_at = NULL, lost_at = NULL, factory_code = NULL, token = ?1, claim_code = ?2 WHERE id = ?3 AND household = ?4;
SELECT device.id, device.name, product, wearer, claimed_at, attached.hub, attached.sealed_name, lost_at FROM device LEFT JOIN attached ON attached.device = device.id WHERE household = ?1 ORDER BY claimed_at, device.id;
UPDATE device SET id = ?1, token = ?2, household = ?3, claimed_at = ?4, wearer = NULL, claim_code = NULL, factory_code = NULL, handed_on = 0, lost_at = NULL, pressed_at = NULL WHERE id = ?5;

-- crates/cardea-store/src/people/directive.rs
SELECT hub FROM attached WHERE device = ?1;
SELECT id FROM device WHERE household = ?1;
SELECT device.id, device.product, device.household, attached.sealed_name FROM attached JOIN device ON device.id = attached.device JOIN device AS hub ON hub.id = attached.hub WHERE attached.hub = ?1 AND device.household = hub.household AND device.lost_at IS NULL ORDER BY device.id;

-- crates/cardea-store/src/people/erasure.rs
SELECT COALESCE(max(number), 0) + 1 FROM request WHERE household = ?1 AND person = ?2;
INSERT INTO request (household, person, number, kind, state, subjects, received_at, channel, nation, received_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
UPDATE request SET subjects = ?1 WHERE household = ?2 AND person = ?3 AND number = ?4;
SELECT household, person, number, state, subjects FROM request WHERE kind = 'erasure' AND length(subjects) > 0 AND state != 'done';
SELECT household, person, number, state, subjects FROM request WHERE household = ?1 AND person = ?2 AND kind = 'erasure' AND length(subjects) > 0 AND state != 'done';
SELECT at FROM departed WHERE household = ?1 AND person = ?2;
SELECT id, role, until FROM person p WHERE household = ?1 AND id != ?2 AND NOT EXISTS (SELECT 1 FROM request r WHERE r.household = ?1 AND r.person = p.id AND r.kind = 'erasure' AND length(r.subjects) > 0 AND r.state != 'done');
UPDATE request SET state = ?1, done_at = ?2 WHERE household = ?3 AND person = ?4 AND number = ?5;
DELETE FROM consent WHERE household = ?1 AND person = ?2;
DELETE FROM consent_history WHERE household = ?1 AND person = ?2;
DELETE FROM stop WHERE household = ?1 AND person = ?2;
DELETE FROM session WHERE household = ?1 AND person = ?2;
DELETE FROM answer WHERE household = ?1 AND person = ?2;
DELETE FROM cut WHERE household = ?1 AND person = ?2;
DELETE FROM profile WHERE household = ?1 AND person = ?2;
DELETE FROM looked WHERE household = ?1 AND person = ?2;
DELETE FROM browser WHERE household = ?1 AND person = ?2;
DELETE FROM notice WHERE household = ?1 AND person = ?2;
DELETE FROM invitation WHERE household = ?1 AND made_by = ?2;
DELETE FROM departed WHERE household = ?1 AND person = ?2;
DELETE FROM cooling WHERE household = ?1 AND person = ?2;
DELETE FROM viewed WHERE household = ?1 AND person = ?2;
DELETE FROM recovery WHERE claimant_household = ?1 AND claimant = ?2;
DELETE FROM given WHERE household = ?1 AND person = ?2;
DELETE FROM notification WHERE household = ?1 AND person = ?2 AND act != 'erasure';
UPDATE notification SET by_person = NULL WHERE household = ?1 AND by_person = ?2;
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
DELETE FROM given WHERE household = ?1;
DELETE FROM notification WHERE household = ?1 AND act != 'erasure';
DELETE FROM tally WHERE household = ?1;
DELETE FROM browser WHERE household = ?1;
DELETE FROM notice WHERE household = ?1;
DELETE FROM invitation WHERE household = ?1;
DELETE FROM departed WHERE household = ?1;
DELETE FROM cooling WHERE household = ?1;
DELETE FROM viewed WHERE household = ?1;
DELETE FROM device_erasure WHERE household = ?1;
DELETE FROM recovery WHERE household = ?1;
DELETE FROM recovery WHERE claimant_household = ?1;
DELETE FROM person WHERE household = ?1;
UPDATE device SET household = NULL, wearer = NULL, claimed_at = NULL, lost_at = NULL WHERE household = ?1;
DELETE FROM household WHERE id = ?1;
DELETE FROM block WHERE household = ?1 AND subject = ?2;
DELETE FROM block WHERE household = ?1 AND subject = ?2 AND layout IN (SELECT id FROM layout WHERE product = ?3);
UPDATE device SET wearer = NULL WHERE household = ?1 AND wearer = ?2;

-- crates/cardea-store/src/people/handing_on.rs
SELECT count(*), CAST(COALESCE(sum(count), 0) AS BIGINT) FROM block WHERE household = ?1 AND device = ?2;
DELETE FROM block WHERE household = ?1 AND device = ?2;
DELETE FROM device_erasure WHERE household = ?1 AND device = ?2;
SELECT household, device FROM device_erasure ORDER BY at, household, device;
SELECT product FROM device WHERE id = ?1;
SELECT hub FROM attached WHERE device = ?1;
UPDATE device SET token = ?1, wearer = NULL, pressed_at = NULL WHERE id = ?2 AND household = ?3;
UPDATE device SET household = NULL, wearer = NULL, claimed_at = NULL, lost_at = NULL, pressed_at = NULL, factory_code = NULL, token = ?1, claim_code = ?2, handed_on = ?3 WHERE id = ?4 AND household = ?5;
DELETE FROM recovery WHERE household = ?1 AND device = ?2;
INSERT INTO device_erasure (household, device, at) VALUES (?1, ?2, ?3) ON CONFLICT (household, device) DO NOTHING;
SELECT count(*) FROM device WHERE household = ?1 AND product = ?2;

-- crates/cardea-store/src/people/household.rs
INSERT INTO household (id, sealed_name, created_at) VALUES (?1, ?2, ?3);
SELECT sealed_name FROM household WHERE id = ?1;

-- crates/cardea-store/src/people/hub.rs
SELECT attached.mark, device.id, device.product FROM attached JOIN device ON device.id = attached.device JOIN device AS hub ON hub.id = attached.hub WHERE attached.hub = ?1 AND device.household = hub.household AND device.lost_at IS NULL;
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
SELECT hub FROM attached WHERE device = ?1;
SELECT device.id, device.household FROM attached JOIN device ON device.id = attached.device WHERE attached.hub = ?1 AND (device.household IS NULL OR device.household = ?2);
SELECT id FROM device WHERE household = ?1 AND hub = 1;
SELECT device.id FROM device JOIN attached ON attached.device = device.id WHERE device.household = ?1;

-- crates/cardea-store/src/people/invitation.rs
DELETE FROM invitation WHERE ends_at <= ?1;
SELECT count(*) FROM invitation WHERE household = ?1;
INSERT INTO invitation (household, id, code, role, stay_until, made_by, made_at, ends_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
SELECT id, role, stay_until, made_by, ends_at FROM invitation WHERE household = ?1 AND ends_at > ?2 ORDER BY ends_at, id;
DELETE FROM invitation WHERE household = ?1 AND id = ?2;
SELECT household, id, role, stay_until FROM invitation WHERE code = ?1 AND ends_at > ?2;
DELETE FROM invitation WHERE household = ?1 AND id = ?2;

-- crates/cardea-store/src/people/lapse.rs
SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words, household, number FROM consent_history WHERE owed = 1 ORDER BY at, household, person, number LIMIT ?1;
UPDATE consent_history SET owed = 0, receipt = ?1 WHERE household = ?2 AND person = ?3 AND at = ?4 AND number = ?5;
SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words, household FROM consent WHERE state = 'granted' AND ends_at <= ?1 ORDER BY ends_at LIMIT ?2;
SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words, household FROM consent WHERE state = 'granted' AND actor != person ORDER BY household, person;
SELECT role, sealed_details FROM person WHERE household = ?1 AND id = ?2;
SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words, household FROM consent WHERE taken = 0 ORDER BY household, person LIMIT ?1;
UPDATE consent SET taken = 1 WHERE household = ?1 AND person = ?2 AND product = ?3 AND purpose = ?4 AND kind = ?5;
SELECT DISTINCT promise FROM consent WHERE product = ?1 AND purpose = ?2 AND state = 'granted';
UPDATE consent SET state = 'superseded', at = ?1, manifest = ?2, reason = ?3, taken = 2 WHERE product = ?4 AND purpose = ?5 AND state = 'granted' AND promise = ?6;
INSERT INTO consent_history (household, person, at, number, product, purpose, kind, state, promise, manifest, actor, channel, ends_at, reason, words, owed) SELECT household, person, at, (SELECT COALESCE(max(h.number), -1) FROM consent_history h WHERE h.household = c.household AND h.person = c.person) + row_number() OVER (PARTITION BY household, person ORDER BY kind), product, purpose, kind, state, promise, manifest, actor, channel, ends_at, reason, words, 1 FROM consent c WHERE taken = 2;
UPDATE consent SET taken = ?1 WHERE taken = 2;
SELECT DISTINCT at, ends_at FROM consent WHERE product = ?1 AND purpose = ?2 AND state = 'granted';
UPDATE consent SET ends_at = ?1 WHERE product = ?2 AND purpose = ?3 AND state = 'granted' AND at = ?4;
SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words FROM consent c WHERE household = ?1 AND state = 'granted' AND NOT EXISTS (SELECT 1 FROM device d WHERE d.household = c.household AND d.product = c.product);

-- crates/cardea-store/src/people/leaving.rs
SELECT household, id, until FROM person p WHERE until <= ?1 AND NOT EXISTS (SELECT 1 FROM departed d WHERE d.household = p.household AND d.person = p.id) LIMIT ?2;
SELECT p.sealed_details, p.until, d.how, d.at FROM person p JOIN departed d ON d.household = p.household AND d.person = p.id WHERE p.household = ?1 AND p.id = ?2;
SELECT d.household, d.person, p.password FROM departed d JOIN person p ON p.household = d.household AND p.id = d.person WHERE d.sign_in = ?1 AND p.password IS NOT NULL ORDER BY d.at DESC, d.person LIMIT ?2;
SELECT role, sealed_details, sign_in, until FROM person p WHERE household = ?1 AND id = ?2 AND NOT EXISTS (SELECT 1 FROM departed d WHERE d.household = p.household AND d.person = p.id);
SELECT at FROM departed WHERE household = ?1 AND person = ?2;
UPDATE person SET role = ?1 WHERE household = ?2 AND id = ?3;
INSERT INTO departed (household, person, sign_in, how, at) VALUES (?1, ?2, ?3, ?4, ?5);
UPDATE person SET until = ?1, sign_in = NULL, browsers = browsers + 1 WHERE household = ?2 AND id = ?3;
DELETE FROM session WHERE household = ?1 AND person = ?2;
DELETE FROM browser WHERE household = ?1 AND person = ?2;
DELETE FROM profile WHERE household = ?1 AND person = ?2;
DELETE FROM viewed WHERE household = ?1 AND person = ?2;
DELETE FROM answer WHERE household = ?1 AND person = ?2;
DELETE FROM invitation WHERE household = ?1 AND made_by = ?2;
UPDATE device SET wearer = NULL WHERE household = ?1 AND wearer = ?2;
SELECT person, product, purpose, kind FROM consent WHERE household = ?1 AND state = 'granted' ORDER BY person, product, purpose, kind;
SELECT count(*) FROM consent_history WHERE household = ?1 AND person = ?2;
UPDATE consent SET state = 'void', at = ?1 WHERE household = ?2 AND person = ?3 AND product = ?4 AND purpose = ?5 AND kind = ?6;
INSERT INTO consent_history (household, person, at, number, product, purpose, kind, state, promise, manifest, actor, channel) SELECT household, person, at, ?1, product, purpose, kind, state, promise, manifest, person, channel FROM consent WHERE household = ?2 AND person = ?3 AND product = ?4 AND purpose = ?5 AND kind = ?6;
SELECT count(*) FROM departed WHERE household = ?1 AND person = ?2;

-- crates/cardea-store/src/people/looked.rs
SELECT count(*) FROM looked WHERE household = ?1 AND at = ?2;
INSERT INTO looked (household, at, number, person, organisation, product, purpose, stream, from_at, to_at, count, log_index, by_person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);
SELECT max(at) FROM looked WHERE household = ?1 AND person = ?2 AND by_person IS NOT NULL;
SELECT at, person, organisation, product, purpose, stream, from_at, to_at, count, log_index, by_person FROM looked WHERE household = ?1 AND (person IS NULL OR person = ?2) AND log_index < ?3 ORDER BY log_index DESC LIMIT ?4;

-- crates/cardea-store/src/people/lost.rs
UPDATE device SET lost_at = ?1, pressed_at = NULL WHERE id = ?2 AND household = ?3 AND lost_at IS NULL;
DELETE FROM recovery WHERE household = ?1 AND device = ?2;
UPDATE device SET lost_at = NULL WHERE id = ?1 AND household = ?2 AND lost_at IS NOT NULL;
SELECT device.name, attached.sealed_name FROM device LEFT JOIN attached ON attached.device = device.id WHERE device.id = ?1 AND device.household = ?2;

-- crates/cardea-store/src/people/notice.rs
SELECT COALESCE(max(number), 0) + 1 FROM notice WHERE household = ?1 AND person = ?2;
INSERT INTO notice (household, person, number, kind, sealed_words, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6);
DELETE FROM notice WHERE household = ?1 AND person = ?2 AND (number <= ?3 OR at < ?4);
SELECT id FROM person p WHERE household = ?1 AND role IN ('account_holder', 'adult') AND (until IS NULL OR until > ?2) AND NOT EXISTS (SELECT 1 FROM request r WHERE r.household = ?1 AND r.person = p.id AND r.kind = 'erasure' AND r.state != 'done') ORDER BY created_at, id;
SELECT kind, sealed_words, at, read_at FROM notice WHERE household = ?1 AND person = ?2 AND at >= ?3 ORDER BY number DESC;
SELECT count(*) FROM notice WHERE household = ?1 AND person = ?2 AND at >= ?3 AND read_at IS NULL;
UPDATE notice SET read_at = ?1 WHERE household = ?2 AND person = ?3 AND read_at IS NULL;

-- crates/cardea-store/src/people/notification/outbox.rs
SELECT n.organisation FROM notification n JOIN webhook w ON w.organisation = n.organisation WHERE n.state = 'waiting' AND n.connector = '' AND n.due_at <= ?1 AND w.state = 'on' GROUP BY n.organisation ORDER BY min(n.due_at) LIMIT ?2;
SELECT id, organisation, act, household, person, product, purposes, streams, at, act_by, state, tries, due_at, status, received_at, done_at, escalated_at, connector, fault FROM notification WHERE state = 'waiting' AND organisation = ?1 AND connector = '' AND due_at <= ?2 ORDER BY due_at LIMIT ?3;
SELECT n.id, n.organisation, act, household, person, product, purposes, streams, at, act_by, state, tries, due_at, status, received_at, done_at, escalated_at, connector, fault FROM notification n JOIN connector c ON c.name = n.connector WHERE n.state = 'waiting' AND n.due_at <= ?1 ORDER BY n.due_at LIMIT ?2;
DELETE FROM connector;
INSERT INTO connector (name, organisation) VALUES (?1, ?2);
UPDATE notification SET state = 'waiting', due_at = ?1 WHERE connector = ?2 AND state IN ('waiting', 'failed');
UPDATE notification SET state = ?1, status = ?2, due_at = ?3, received_at = ?4, tries = tries + 1, fault = ?6 WHERE id = ?5 AND state = 'waiting';
UPDATE notification SET due_at = ?1 WHERE state = 'waiting' AND due_at < ?1 AND EXISTS (SELECT 1 FROM notification o WHERE o.id = ?2 AND o.organisation = notification.organisation AND o.connector = notification.connector);
UPDATE webhook SET state = 'gone' WHERE organisation IN (SELECT organisation FROM notification WHERE id = ?1);
SELECT id, organisation, act, household, person, product, purposes, streams, at, act_by, state, tries, due_at, status, received_at, done_at, escalated_at, connector, fault FROM notification WHERE id = ?1;
DELETE FROM notification WHERE id = ?1;
UPDATE notification SET state = 'done', done_at = ?1, received_at = COALESCE(received_at, ?1) WHERE id = ?2;
SELECT id, organisation, act, household, person, product, purposes, streams, at, act_by, state, tries, due_at, status, received_at, done_at, escalated_at, connector, fault FROM notification n WHERE escalated_at IS NULL AND state != 'done' AND (act_by <= ?1 OR state = 'failed' OR (state = 'waiting' AND (at <= ?2 OR (connector = '' AND NOT EXISTS (SELECT 1 FROM webhook w WHERE w.organisation = n.organisation AND w.state = 'on')) OR (connector != '' AND NOT EXISTS (SELECT 1 FROM connector c WHERE c.name = n.connector))))) ORDER BY at LIMIT ?3;
UPDATE notification SET escalated_at = ?1 WHERE id = ?2;
SELECT count(*) FROM notification WHERE at < ?1;
DELETE FROM notification WHERE at < ?1;
SELECT id, organisation, act, household, person, product, purposes, streams, at, act_by, state, tries, due_at, status, received_at, done_at, escalated_at, connector, fault FROM notification WHERE state != 'done' AND (?1 = '' OR (organisation = ?1 AND connector = '')) ORDER BY CASE WHEN escalated_at IS NULL THEN 1 ELSE 0 END, at LIMIT ?2;
SELECT id, organisation, act, household, person, product, purposes, streams, at, act_by, state, tries, due_at, status, received_at, done_at, escalated_at, connector, fault FROM notification WHERE household = ?1 AND by_person = ?2 ORDER BY at DESC, organisation LIMIT ?3;

-- crates/cardea-store/src/people/notification/queue.rs
INSERT INTO given (household, person, organisation, product, purpose, stream, first_at, last_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7) ON CONFLICT (household, person, organisation, product, purpose, stream) DO UPDATE SET last_at = excluded.last_at;
SELECT name, organisation FROM connector ORDER BY name;
SELECT organisation, product, purpose, stream FROM given WHERE household = ?1 AND person = ?2;
SELECT DISTINCT product FROM device WHERE household = ?1;
SELECT organisation FROM webhook;
INSERT INTO notification (household, id, person, by_person, organisation, act, product, purposes, streams, at, act_by, state, tries, due_at, connector) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, ?10, ?13);

-- crates/cardea-store/src/people/overview.rs
SELECT product, stream, reason, CAST(sum(count) AS BIGINT) FROM tally WHERE household = ?1 AND day >= ?2 GROUP BY product, stream, reason ORDER BY product, stream, reason;
SELECT DISTINCT layout FROM block WHERE household = ?1 AND subject = ?2;
SELECT layout, period, device, mask, part, data FROM block WHERE household = ?1 AND subject = ?2;

-- crates/cardea-store/src/people/profile.rs
INSERT INTO profile (household, product, label, person) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (household, product, label) DO UPDATE SET person = excluded.person;
DELETE FROM profile WHERE household = ?1 AND product = ?2 AND person = ?3;
SELECT person, count(*) FROM profile WHERE household = ?1 AND product = ?2 GROUP BY person ORDER BY person;

-- crates/cardea-store/src/people/receipt.rs
UPDATE consent_history SET receipt = ?1 WHERE household = ?2 AND person = ?3 AND number = (SELECT max(number) FROM consent_history WHERE household = ?2 AND person = ?3);
SELECT receipt FROM consent_history WHERE household = ?1 AND person = ?2 AND receipt IS NOT NULL ORDER BY at, number;

-- crates/cardea-store/src/people/recovery.rs
UPDATE device SET pressed_at = ?1 WHERE id = ?2 AND lost_at IS NULL;
SELECT count(*) FROM recovery WHERE claimant_household = ?1;
SELECT id, household FROM device WHERE factory_code = ?1 AND household IS NOT NULL AND household != ?2 AND lost_at IS NULL AND pressed_at > ?3 AND pressed_at <= ?4;
INSERT INTO recovery (household, device, claimant_household, claimant, asked_at, left_millis, counted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5) ON CONFLICT (household, device) DO NOTHING;
UPDATE device SET pressed_at = NULL WHERE id = ?1;
SELECT r.household, r.device, r.claimant_household, d.product, r.asked_at, r.left_millis FROM recovery r JOIN device d ON d.id = r.device ORDER BY r.asked_at, r.device;
SELECT claimant_household, claimant FROM recovery WHERE household = ?1 AND device = ?2;
DELETE FROM recovery WHERE household = ?1 AND device = ?2;
UPDATE recovery SET left_millis = 0 WHERE household = ?1 AND device = ?2;
SELECT claimant_household, claimant FROM recovery WHERE household = ?1 AND device = ?2;
SELECT device FROM recovery WHERE left_millis > 0;
SELECT household, device, left_millis, counted_at, claimant_household, claimant FROM recovery WHERE left_millis > 0;
UPDATE recovery SET left_millis = ?1, counted_at = ?2 WHERE household = ?3 AND device = ?4;
SELECT household FROM recovery WHERE claimant_household = ?1 AND device = ?2 AND left_millis <= 0;
SELECT product FROM device WHERE id = ?1;
DELETE FROM recovery WHERE household = ?1 AND device = ?2;
SELECT count(*) FROM device WHERE household = ?1 AND product = ?2;
SELECT id FROM person WHERE household = ?1 AND id = ?2;

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
INSERT INTO session (token, household, person, created_at, expires_at, id, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?4);
SELECT s.household, s.person, s.created_at, s.id, s.seen_at, p.until, d.at, b.known, b.since FROM session s JOIN person p ON p.household = s.household AND p.id = s.person LEFT JOIN departed d ON d.household = s.household AND d.person = s.person LEFT JOIN browser b ON b.household = s.household AND b.person = s.person AND b.id = s.browser WHERE s.token = ?1 AND s.expires_at > ?2;
UPDATE session SET seen_at = ?1 WHERE household = ?2 AND person = ?3 AND id = ?4;
DELETE FROM session WHERE token = ?1;

-- crates/cardea-store/src/people/stop.rs
INSERT INTO stop (household, person, product, purpose, kind, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING;
DELETE FROM stop WHERE household = ?1 AND person = ?2 AND product = ?3 AND purpose = ?4 AND kind = ?5;
INSERT INTO stop (household, person, product, purpose, kind, at) VALUES (?1, ?2, '*', '*', 'objection', ?3) ON CONFLICT DO NOTHING;
DELETE FROM stop WHERE household = ?1 AND person = ?2 AND product = '*';
SELECT at FROM stop WHERE household = ?1 AND person = ?2 AND product = '*';
SELECT at FROM stop WHERE household = ?1 AND person = ?2 AND product = ?3 AND purpose = ?4 AND kind = 'objection';
SELECT purpose, kind FROM stop WHERE household = ?1 AND person = ?2 AND product = ?3;

-- crates/cardea-store/src/people/subjects.rs
SELECT household, wearer FROM device WHERE product = ?1 AND household IS NOT NULL UNION SELECT household, person FROM profile WHERE product = ?1 ORDER BY 1, 2;

-- crates/cardea-store/src/people/viewed.rs
INSERT INTO viewed (household, person, product, stream, at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (household, person, product, stream) DO UPDATE SET at = excluded.at;
SELECT person, product, stream, at FROM viewed WHERE household = ?1 ORDER BY at DESC, person, product, stream;

-- crates/cardea-store/src/people/waiting.rs
INSERT INTO cooling (household, person, asked_at, left_millis, counted_at) VALUES (?1, ?2, ?3, ?4, ?3) ON CONFLICT (household, person) DO NOTHING;
SELECT household, person, asked_at, left_millis FROM cooling WHERE household = ?1 AND person = ?2;
DELETE FROM cooling WHERE household = ?1 AND person = ?2;
SELECT person FROM cooling;
SELECT household, person, asked_at, left_millis, counted_at FROM cooling ORDER BY asked_at;
UPDATE cooling SET left_millis = ?1, counted_at = ?2 WHERE household = ?3 AND person = ?4;
UPDATE person SET safety_code = ?1 WHERE household = ?2 AND id = ?3;
UPDATE person SET safety_code = NULL WHERE household = ?1 AND id = ?2 AND safety_code = ?3;
SELECT id FROM person WHERE household = ?1 AND id = ?2 AND safety_code IS NOT NULL;
SELECT household, person, asked_at, left_millis FROM cooling WHERE household = ?1 AND person = ?2;

-- crates/cardea-store/src/people/webhook.rs
SELECT seed FROM webhook WHERE organisation = ?1;
UPDATE webhook SET url = ?1, state = 'on', changed_at = ?2 WHERE organisation = ?3;
INSERT INTO webhook (organisation, url, seed, seed_before, before_until, state, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, 'on', ?6) ON CONFLICT (organisation) DO UPDATE SET url = excluded.url, seed = excluded.seed, seed_before = excluded.seed_before, before_until = excluded.before_until, state = excluded.state, changed_at = excluded.changed_at;
UPDATE notification SET state = 'waiting', due_at = ?1 WHERE organisation = ?2 AND connector = '' AND state IN ('waiting', 'failed');
DELETE FROM webhook WHERE organisation = ?1;
SELECT url, seed, seed_before, before_until, state FROM webhook WHERE organisation = ?1;

-- crates/cardea-store/src/people/words.rs
INSERT INTO words (digest, language, words) VALUES (?1, ?2, ?3) ON CONFLICT (digest) DO NOTHING;
SELECT language, words FROM words WHERE digest = ?1;

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

-- crates/cardea-store/src/read/stretches.rs
SELECT period, CAST(sum(count) AS BIGINT) FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 GROUP BY period ORDER BY period;

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
