//! The version of a manifest and of the promise behind a purpose: what changes them, and what does not.
#![cfg(test)]
#![expect(clippy::string_slice, reason = "an id is text of one byte a character")]

#[path = "reading/changed.rs"]
mod changed;

use std::collections::BTreeMap;

use cardea_manifest::VersionId;
use cardea_manifest::model::Manifest;
use changed::{EVERYTHING, changed};
use proptest::prelude::*;

fn read(text: &str) -> Manifest {
    Manifest::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn version(text: &str) -> VersionId {
    read(text).version()
}

fn promise(text: &str, purpose: &str) -> VersionId {
    let manifest = read(text);
    manifest.promise(manifest.purposes.get(purpose).unwrap())
}

#[track_caller]
fn same_version(pieces: &[(&str, &str)]) {
    assert_eq!(version(&changed(pieces)), version(EVERYTHING), "{pieces:?}");
}

#[test]
fn comments_and_empty_lines_do_not_count() {
    same_version(&[(
        "cardea: 1                              # version of the format\n\n",
        "cardea: 1 # changed\n\n\n# more\n",
    )]);
    let bare: String = EVERYTHING
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .flat_map(|line| [line, "\n"])
        .collect();
    assert_eq!(version(&bare), version(EVERYTHING));
}

#[test]
fn the_order_of_keys_does_not_count() {
    same_version(&[(
        "    title: Room readings\n    about: household                   # ",
        "    about: household\n    title: Room readings # ",
    )]);
    same_version(&[(
        "{ reach: room, signal: [light], switch: software }",
        "{ switch: software, signal: [light], reach: room }",
    )]);
    same_version(&[("{ allow: [heating] }", "\n    allow:\n      - heating")]);
    let (before, sections) = EVERYTHING.split_once("\nproduct:").unwrap();
    let (product, after) = sections.split_once("\nhandled_by:").unwrap();
    assert_eq!(
        version(&format!("{before}\nhandled_by:{after}\nproduct:{product}")),
        version(EVERYTHING)
    );
}

#[test]
fn the_order_of_lists_does_not_count_where_it_says_nothing() {
    same_version(&[(
        "outputs: [screen, companion_app, packaging, web]",
        "outputs: [web, packaging, screen, companion_app]",
    )]);
    same_version(&[(
        "fields: [temperature, occupied]",
        "fields: [occupied, temperature]",
    )]);
    same_version(&[("[1mo, 3mo]", "[3mo, 1mo]")]);
    same_version(&[(
        "terms: all, breach",
        "terms: [h, g, f, e, d, c, b, a], breach",
    )]);
    same_version(&[(
        "kinds: [security, feature]",
        "kinds: [feature, security, feature]",
    )]);
}

#[test]
fn spelling_does_not_count() {
    for (old, new) in [
        ("keep: 30d", "keep: P30D"),
        ("keep: 13mo", "keep: P1Y1M"),
        ("every: 60s\n", "every: 1m\n"),
        ("every: 1h  ", "every: PT60M  "),
        ("{ device: 7d,", "{ device: 1w,"),
        ("step: 0.5, as", "step: 0.50, as"),
        ("between: [-20, 60]", "between: [-20.0, 6e1]"),
        ("kind: thermostat ", "kind: \"thermostat\" "),
        ("name: Warmly Ltd", "name: 'Warmly Ltd'"),
        ("support_until: 2031-06-30", "support_until: \"2031-06-30\""),
        ("expected_users: 200000", "expected_users: \"200000\""),
        ("signed: true", "signed: 'true'"),
        ("tls: \"1.3\"", "tls: 1.3"),
        (
            "fields: [temperature, occupied]",
            "fields: { temperature: {}, occupied: }",
        ),
        (
            "explain: We use room readings to switch your heating.",
            "explain: >\n      We use room readings\n      to switch your heating.",
        ),
        (
            "explain: We use room readings to switch your heating.",
            "explain: |\n      We use room readings to switch your heating.\n\n",
        ),
    ] {
        same_version(&[(old, new)]);
    }
    assert_eq!(
        version(&EVERYTHING.replace('\n', "\r\n")),
        version(EVERYTHING),
        "line ends of another system"
    );
    assert_eq!(
        version(&format!("\u{feff}{EVERYTHING}")),
        version(EVERYTHING),
        "a byte-order mark"
    );
}

#[test]
fn what_is_left_out_is_what_it_defaults_to() {
    same_version(&[(
        "  consent_from: each_adult             # each_adult | account_holder\n",
        "",
    )]);
    same_version(&[(
        "    special_category: none             # or the Art 9 condition, explicit_consent most often\n",
        "",
    )]);
    same_version(&[(
        "    from: device                       # device | app | cloud | third_party\n",
        "",
    )]);
    same_version(&[("decisions: {}  ", "#  ")]);
    same_version(&[("  voice: []  ", "  #  ")]);
    same_version(&[(
        "step: 1, between: [0, 100]",
        "step: 1, origin: observed, personal: yes, between: [0, 100]",
    )]);
}

/// Every change to the example that means something else.
const REAL_CHANGES: &[(&str, &str)] = &[
    ("id: warmly-thermostat", "id: warmly-thermostat-3"),
    ("name: Warmly Thermostat 2", "name: Warmly Thermostat 3"),
    ("models: [WT2-UK]", "models: [WT2-UK, WT2-IE]"),
    ("markets: [GB]", "markets: [GB, IE]"),
    ("on_sale_from: 2026-03-01", "on_sale_from: 2026-03-02"),
    ("children: likely  ", "children: aimed_at  "),
    ("account: optional", "account: required"),
    (
        "presence:    { reach: room",
        "presence:    { reach: outdoors",
    ),
    ("rotates: 15m", "rotates: 1h"),
    ("fallback: manual", "fallback: none"),
    (
        "  data: cardea                         # cardea | own",
        "  data: own",
    ),
    ("country: IE", "country: US"),
    ("terms: all, breach", "terms: [a, b, c], breach"),
    (
        "until: 2028-01-11, terms: all, breach",
        "until: 2028-01-12, terms: all, breach",
    ),
    ("mechanism: uk_us_data_bridge", "mechanism: idta"),
    (
        "under: nimbus                      # sub",
        "under: gridwise # sub",
    ),
    ("consent_from: each_adult", "consent_from: account_holder"),
    ("guests: { allow: [heating] }", "guests: pause"),
    ("guests: { allow: [heating] }", "guests: { allow: [] }"),
    ("guardian_consent_under: 13", "guardian_consent_under: 14"),
    ("live_view_signal: true", "live_view_signal: false"),
    (
        "shared_erasure: keep_for_others",
        "shared_erasure: erase_all",
    ),
    ("about: household  ", "about: bystander  "),
    ("from: device  ", "from: app  "),
    ("topic: \"{device}/climate\"", "topic: \"{device}/room\""),
    ("every: 60s\n", "every: 61s\n"),
    ("skew: 5m", "skew: 6m"),
    ("unit: Cel", "unit: K"),
    ("step: 0.1, between", "step: 0.05, between"),
    ("between: [-20, 60]", "between: [-20, 61]"),
    ("data: presence,", "data: occupancy,"),
    ("within: 0.3", "within: 0.4"),
    (
        "ground: strictly_necessary, lives",
        "ground: consent, lives",
    ),
    ("lives: until_reset", "lives: 30d"),
    ("emitted: true", "emitted: false"),
    (
        "title: Heat your home when you need it",
        "title: Heat your home",
    ),
    ("class: core", "class: safety"),
    ("basis: contract", "basis: consent"),
    ("basis: contract", "basis: { legitimate_interests: LIA-1 }"),
    (
        "special_category: none",
        "special_category: explicit_consent",
    ),
    ("fields: [temperature, occupied]", "fields: [temperature]"),
    ("keep: 30d", "keep: 31d"),
    ("device: 7d", "device: 8d"),
    ("as: mean } }\n        every", "as: max } }\n        every"),
    ("every: 1h  ", "every: 2h  "),
    ("[1mo, 3mo]", "[1mo]"),
    ("duration: 2y", "duration: 3y"),
    ("    children: never\n", ""),
    ("by: switch", "by: checkbox"),
    ("withdraw: 1", "withdraw: 2"),
    ("lasts: 2y", "lasts: 1y"),
    (
        "before_purchase: [web, packaging]",
        "before_purchase: [web]",
    ),
    (
        "identity: [signed_in, device_in_hand]",
        "identity: [device_in_hand, signed_in]",
    ),
    (
        "identity: [signed_in, device_in_hand]",
        "identity: [signed_in]",
    ),
    ("third_party_data: blur", "third_party_data: ask"),
    ("scheme: user_defined", "scheme: shared"),
    ("mfa: default", "mfa: none"),
    ("tls: \"1.3\"", "tls: \"1.2\""),
    ("tcp: [8883]", "tcp: [8883, 1883]"),
    ("support_until: 2031-06-30", "support_until: 2031-07-01"),
    ("signed: true", "signed: false"),
    ("erases: all", "erases: settings"),
    (
        "[remove_account, erase_cloud, new_owner_first_use]",
        "[erase_cloud, remove_account, new_owner_first_use]",
    ),
    ("with_pets: 0.88", "with_pets: 0.89"),
    ("shown_as: estimate", "shown_as: fact"),
    ("batch: 2026-02", "batch: 2026-03"),
    (
        "says: \"the remaining risk is low\"",
        "says: \"the remaining risk is high\"",
    ),
    ("until: 2027-01-31, by", "until: 2027-02-28, by"),
];

#[test]
fn each_real_change_is_a_version_of_its_own() {
    let mut seen: BTreeMap<VersionId, String> = BTreeMap::new();
    seen.insert(version(EVERYTHING), "nothing".to_owned());
    for (old, new) in REAL_CHANGES {
        let change = format!("`{old}` to `{new}`");
        let other = seen.insert(version(&changed(&[(*old, *new)])), change.clone());
        assert_eq!(other, None, "{change} gives the version of another change");
    }
}

#[test]
fn a_version_reads_back_from_its_text() {
    let id = version(EVERYTHING);
    assert_eq!(id.to_string().parse(), Ok(id));
    assert_eq!(id.to_string().len(), 64);
    assert!(id.to_string().starts_with(&id.short()) && id.short().len() == 12);
    assert_eq!(VersionId::from_bytes(*id.bytes()), id);
    let text = id.to_string();
    for wrong in [
        "",
        &text[1..],
        &format!("{text}0"),
        &text.replace(&text[..1], "g"),
        &format!("+{}", &text[1..]),
        &text.to_uppercase(),
    ] {
        assert_eq!(wrong.parse::<VersionId>(), Err(()), "{wrong}");
    }
}

/// Both ids also come from SHA-256 over the sorted JSON, computed by another program. Consents are given for promises and devices name
/// versions, so neither may move with the code: a change here asks every person again.
#[test]
fn the_version_of_a_text_stays_what_it_was() {
    let manifest = read(
        "cardea: 1\nproduct: { id: a, name: A, kind: light, children: likely }\nstreams: { s: { title: S, about: household, fields: { on: { type: boolean, data: product_use } } } }\npurposes: { p: { title: P, explain: E, class: core, basis: contract, uses: { s: { fields: [on], keep: 1d } } } }\n",
    );
    assert_eq!(
        manifest.version().to_string(),
        "4c92d4b509b360821a97c289193dfdaccf6687c7af2addc6e735af2d866910b7"
    );
    assert_eq!(
        manifest
            .promise(manifest.purposes.get("p").unwrap())
            .to_string(),
        "04aa8000902eee35e51ff97a6dbe9ea2a05619fcb85f655cd9578302b607f246"
    );
}

#[test]
fn wording_is_not_part_of_a_promise() {
    for (old, new) in [
        ("title: Show you how to save energy", "title: Save energy"),
        (
            "explain: Once a month we compare your heating with similar homes.",
            "explain: We compare, once a month.",
        ),
        (
            "title: Room readings",
            "title: What your thermostat measures",
        ),
        ("name: Warmly Thermostat 2", "name: Warmly"),
        (
            "contact: { privacy: privacy@warmly.example,",
            "contact: { privacy: hello@warmly.example,",
        ),
        (
            "until: 2028-01-11, terms: all, breach",
            "until: 2029-01-11, terms: all, breach",
        ),
        ("[1mo, 3mo]", "[1mo, 2mo, 3mo]"),
        ("lasts: 2y", "lasts: 1y"),
        ("tls: \"1.3\"", "tls: \"1.2\""),
        ("within: 0.3", "within: 0.2"),
        ("keep: 30d", "keep: 60d"),
        ("keep: 13mo", "keep: P13M"),
    ] {
        assert_eq!(
            promise(&changed(&[(old, new)]), "savings_report"),
            promise(EVERYTHING, "savings_report"),
            "`{new}`"
        );
    }
    let acknowledged = changed(&[("acknowledges: webhook", "acknowledges: email")]);
    assert_eq!(
        promise(&acknowledged, "research"),
        promise(EVERYTHING, "research")
    );
}

/// Each changes what a person agreed to when they said yes to `research`.
const BREAK_THE_PROMISE: &[(&str, &str)] = &[
    ("id: warmly-thermostat", "id: warmly-thermostat-3"),
    ("step: 1, as: mean", "step: 0.5, as: mean"),
    ("step: 1, as: mean", "step: 1, as: max"),
    ("every: 1d, keep: 2y", "every: 1h, keep: 2y"),
    ("keep: 2y", "keep: 3y"),
    ("keep: 2y", "keep: 1y"),
    ("keep: 2y }", "keep: 2y, also_on: { backups: 3y } }"),
    (
        "fields: { temperature: { step: 1, as: mean } }",
        "fields: { temperature: { step: 1, as: mean }, occupied: { as: last } }",
    ),
    (
        "recipients: { gridwise: { duration: 2y, acknowledges: webhook } }",
        "recipients: { gridwise: { duration: 2y }, nimbus: { duration: 2y } }",
    ),
    (
        "recipients: { gridwise: { duration: 2y, acknowledges: webhook } }",
        "recipients: {}",
    ),
    ("duration: 2y", "duration: 5y"),
    ("acknowledges: webhook", "own_purposes: true"),
    ("name: Gridwise Research", "name: Hedge Fund Data"),
    ("country: US", "country: CN"),
    ("name: Warmly Ltd", "name: Buyer of Warmly Ltd"),
    ("    children: never\n", ""),
    ("    class: research\n", "    class: advertising\n"),
    (
        "    children: never\n",
        "    children: never\n    processors: [nimbus]\n",
    ),
    (
        "    children: never\n",
        "    children: never\n    special_category: explicit_consent\n",
    ),
    ("data: home_environment,\n", "data: body_temperature,\n"),
    ("unit: Cel", "unit: K"),
    (
        "data: home_environment,\n",
        "data: home_environment, origin: third_party,\n",
    ),
    ("about: household  ", "about: bystander  "),
    ("from: device  ", "from: third_party  "),
];

#[test]
fn what_is_used_how_long_and_by_whom_is_the_promise() {
    let mut seen: BTreeMap<VersionId, String> = BTreeMap::new();
    seen.insert(promise(EVERYTHING, "research"), "nothing".to_owned());
    for (old, new) in BREAK_THE_PROMISE {
        let change = format!("`{old}` to `{new}`");
        let other = seen.insert(
            promise(&changed(&[(*old, *new)]), "research"),
            change.clone(),
        );
        assert_eq!(other, None, "{change} gives the promise of another change");
    }
}

#[test]
fn a_step_that_is_left_out_is_the_fields_own() {
    let whole = changed(&[(
        "fields: [temperature, occupied]",
        "fields: { temperature: { step: 0.1 }, occupied: {} }",
    )]);
    assert_eq!(promise(&whole, "heating"), promise(EVERYTHING, "heating"));
    let finer = changed(&[("step: 0.1, between", "step: 0.05, between")]);
    assert_ne!(
        promise(&finer, "heating"),
        promise(EVERYTHING, "heating"),
        "the field is finer, and so is the purpose"
    );
    assert_eq!(
        promise(&finer, "research"),
        promise(EVERYTHING, "research"),
        "its own step is still enough for it"
    );
}

#[test]
fn purposes_that_promise_the_same_promise_the_same() {
    let twin = "  twin:\n    title: T\n    explain: E\n    class: core\n    basis: contract\n    device_access: strictly_necessary\n    \
                controller: warmly\n    processors: [nimbus]\n    uses: { climate: { keep: 30d, fields: [occupied, temperature], \
                also_on: { backups: 35d, device: 7d } } }\n";
    let text = changed(&[(
        "  savings_report:\n    title",
        &format!("{twin}  savings_report:\n    title"),
    )]);
    assert_eq!(promise(&text, "twin"), promise(&text, "heating"));
}

/// Pieces of the example and other ways to write each of them.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("keep: 30d", "keep: P30D"),
    ("every: 60s\n", "every: \"1m\"\n"),
    (
        "outputs: [screen, companion_app, packaging, web]",
        "outputs:\n    - web\n    - screen\n    - packaging\n    - companion_app",
    ),
    (
        "fields: [temperature, occupied]",
        "fields: { occupied: , temperature: { step: 0.1 } }",
    ),
    (
        "terms: all, breach",
        "terms: [b, a, d, c, f, e, h, g], breach",
    ),
    ("kind: thermostat ", "kind: 'thermostat' # quoted "),
    ("markets: [GB]", "markets: [ \"GB\" ]"),
    ("step: 0.5, as", "as: mean, step: 0.500 } } #"),
];

proptest! {
    /// However many of them are combined, it is the same manifest, read to the same version.
    #[test]
    fn any_mixture_of_spellings_is_one_version(chosen in proptest::collection::vec(any::<bool>(), 4), real in 0..REAL_CHANGES.len()) {
        let mixed: Vec<(&str, &str)> = [0, 1, 2, 4].iter().zip(&chosen).filter(|(_, chosen)| **chosen).map(|(n, _)| OTHER_WORDS[*n]).collect();
        prop_assert_eq!(version(&changed(&mixed)), version(EVERYTHING));
        let (old, new) = REAL_CHANGES[real];
        if mixed.iter().all(|(other, _)| !other.contains(old) && !old.contains(other)) {
            let both: Vec<(&str, &str)> = mixed.into_iter().chain([(old, new)]).collect();
            prop_assert_eq!(version(&changed(&both)), version(&changed(&[(old, new)])));
        }
    }
}
