//! The decision order of the grounds, as a table.

use cardea_manifest::model::{Ground, Manifest, PurposeClass};
use cardea_units::CalendarDuration;

use super::*;

const HEAD: &str = "
cardea: 1
product: { id: x, name: X, kind: other, children: not_likely, radios: { wifi: {} } }
organisations:
  maker: { name: Maker Ltd, does: [manufacturer], country: GB }
  host: { name: Host Ltd, does: [cloud_provider], country: GB }
  library: { name: Library Ltd, does: [software_developer], country: GB, under: host }
  friend: { name: Friend Ltd, does: [software_developer], country: GB }
streams:
  seen: { title: Seen, about: household, fields: { a: { type: boolean, data: product_use } } }
  place: { title: Place, about: household, from: app, fields: { at: { type: text, data: precise_location } } }
  near: { title: Near, about: household, fields: { heard: { type: integer, data: network_surroundings } } }
  bill: { title: Bill, about: household, from: cloud, fields: { sum: { type: integer, data: energy_use } } }
purposes:
  p:
    title: P
    explain: P.
    controller: maker
    processors: [host]
";

/// A manifest whose one purpose has these lines more.
fn manifest(purpose: &str, rest: &str) -> Manifest {
    let lines: Vec<_> = purpose
        .lines()
        .map(|line| ["    ", line].concat())
        .collect();
    let text = format!("{HEAD}{}\n{rest}\n", lines.join("\n"));
    Manifest::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn grounds(purpose: &str, rest: &str) -> Vec<Ground> {
    let manifest = manifest(purpose, rest);
    let operation = operations(&manifest).next().expect("an operation");
    can_hold(&operation).collect()
}

use Ground::{Appearance, Consent, Emergency, Statistics, StrictlyNecessary, Transmission};

/// What can hold for a stream that is used, by class.
fn for_stream(class: PurposeClass) -> &'static [Ground] {
    match class {
        PurposeClass::Core
        | PurposeClass::Security
        | PurposeClass::Safety
        | PurposeClass::Support => &[StrictlyNecessary, Consent],
        PurposeClass::Preferences => &[StrictlyNecessary, Appearance, Consent],
        PurposeClass::Analytics => &[Statistics, Consent],
        PurposeClass::Advertising
        | PurposeClass::Training
        | PurposeClass::Research
        | PurposeClass::Legal => &[Consent],
    }
}

/// What can hold for something that is stored, by class.
fn for_storage(class: PurposeClass) -> &'static [Ground] {
    match class {
        PurposeClass::Core | PurposeClass::Support => &[Transmission, StrictlyNecessary, Consent],
        PurposeClass::Safety => &[Transmission, StrictlyNecessary, Emergency, Consent],
        PurposeClass::Security => &[StrictlyNecessary, Consent],
        PurposeClass::Preferences => &[StrictlyNecessary, Appearance, Consent],
        PurposeClass::Analytics => &[Statistics, Consent],
        PurposeClass::Advertising
        | PurposeClass::Training
        | PurposeClass::Research
        | PurposeClass::Legal => &[Consent],
    }
}

#[test]
fn each_class_of_purpose_has_its_grounds() {
    for class in PurposeClass::ALL {
        let stream = format!(
            "class: {class}\nbasis: contract\nuses: {{ seen: {{ fields: [a], keep: 1d }} }}"
        );
        assert_eq!(
            grounds(&stream, ""),
            for_stream(*class),
            "stream for {class}"
        );
        let stored = format!("class: {class}\nbasis: contract");
        let entry = "other_access: { e: { surface: app, what: e, for: p, ground: consent } }";
        assert_eq!(
            grounds(&stored, entry),
            for_storage(*class),
            "storage for {class}"
        );
    }
}

#[test]
fn a_law_that_demands_it_makes_legal_work_strictly_necessary() {
    let purpose = |basis: &str| {
        format!("class: legal\nbasis: {basis}\nuses: {{ seen: {{ fields: [a], keep: 1d }} }}")
    };
    assert_eq!(
        grounds(&purpose("{ legal_obligation: Some Act 2020 }"), ""),
        [StrictlyNecessary, Consent]
    );
    assert_eq!(
        grounds(&purpose("{ legitimate_interests: LIA-1 }"), ""),
        [Consent]
    );
}

#[test]
fn what_is_necessary_for_another_law_names_that_law() {
    let purpose = |basis: &str, why: &str| {
        format!(
            "class: core\nbasis: {basis}\nnecessary_for: {why}\nuses: {{ seen: {{ fields: [a], keep: 1d }} }}"
        )
    };
    let law = "{ legal_obligation: Some Act 2020 }";
    assert_eq!(grounds(&purpose("contract", "other_law"), ""), [Consent]);
    assert_eq!(
        grounds(&purpose(law, "other_law"), ""),
        [StrictlyNecessary, Consent]
    );
    assert_eq!(
        grounds(&purpose("contract", "security"), ""),
        [StrictlyNecessary, Consent]
    );
    let entry = |why: &str| {
        format!(
            "other_access: {{ e: {{ surface: web, what: e, for: p, ground: consent, necessary_for: {why} }} }}"
        )
    };
    let core = "class: core\nbasis: contract\nnecessary_for: security";
    assert_eq!(grounds(core, &entry("other_law")), [Transmission, Consent]);
    assert_eq!(
        grounds(core, &entry("sign_in")),
        [Transmission, StrictlyNecessary, Consent]
    );
}

#[test]
fn statistics_do_not_follow_people_over_services() {
    let purpose = |links: &str| {
        format!(
            "class: analytics\nbasis: contract\nlinks_services: {links}\nuses: {{ seen: {{ fields: [a], keep: 1d }} }}"
        )
    };
    assert_eq!(grounds(&purpose("true"), ""), [Consent]);
    assert_eq!(grounds(&purpose("false"), ""), [Statistics, Consent]);
}

#[test]
fn an_emergency_begins_with_a_call_for_help() {
    let purpose = |start: &str| {
        format!(
            "class: safety\nbasis: vital_interests\nstarted_by: {start}\nuses: {{ place: {{ fields: [at], keep: 1d }} }}"
        )
    };
    assert_eq!(
        grounds(&purpose("help_request"), ""),
        [StrictlyNecessary, Emergency, Consent]
    );
    assert_eq!(grounds(&purpose("event"), ""), [StrictlyNecessary, Consent]);
    assert_eq!(
        grounds(&purpose("feature"), ""),
        [StrictlyNecessary, Consent]
    );
}

#[test]
fn an_objection_counts_where_there_is_one() {
    let can = |basis: &str, objection: &str| {
        let text = format!(
            "class: analytics\nbasis: {basis}\nobjection: {objection}\nuses: {{ seen: {{ fields: [a], keep: 1d }} }}"
        );
        let manifest = manifest(&text, "");
        let operation = operations(&manifest).next().expect("an operation");
        objection_missing(&operation).is_none()
    };
    let interests = "{ legitimate_interests: LIA-1 }";
    assert!(!can(interests, "[]"));
    assert!(can(interests, "[portal]"));
    assert!(!can("contract", "[portal]"));
    assert!(can("contract", "[portal, screen]"));
}

#[test]
fn a_stay_is_a_session_a_time_or_until_a_reset() {
    let entry = |lives: &str| {
        let text = format!(
            "other_access: {{ e: {{ surface: web, what: e, for: p, ground: consent, lives: {lives} }} }}"
        );
        let manifest = manifest("class: core\nbasis: contract", &text);
        let access = manifest.other_access.get("e").expect("an entry");
        Lives::read(&access.lives.as_ref().expect("a stay").value)
    };
    let month = CalendarDuration::from_months(1);
    assert_eq!(
        entry("30d"),
        Some(Lives::For(CalendarDuration::from_days(30)))
    );
    assert_eq!(entry("for a while"), None);
    for (lives, longer) in [
        ("session", false),
        ("1mo", false),
        ("30d", false),
        ("31d", true),
        ("until_reset", true),
    ] {
        assert_eq!(
            entry(lives).map(|it| it.is_longer_than(month)),
            Some(longer),
            "{lives}"
        );
    }
}

#[test]
fn an_operation_takes_place_on_its_surfaces() {
    let uses = "class: core\nbasis: contract\nuses: { seen: { fields: [a], keep: 1d }, place: { fields: [at], keep: 1d } }";
    let manifest = manifest(
        uses,
        "other_access: { e: { surface: web, what: e, for: p, ground: statistics } }",
    );
    let surfaces: Vec<_> = operations(&manifest).map(|it| it.surfaces()).collect();
    assert_eq!(
        surfaces,
        [vec![Surface::Device, Surface::App], vec![Surface::Web]]
    );
}

#[test]
fn an_emergency_covers_positions_and_nothing_beside_them() {
    let purpose = |uses: &str| format!("class: safety\nbasis: vital_interests\nuses: {{ {uses} }}");
    let place = "place: { fields: [at], keep: 1d }";
    let seen = "seen: { fields: [a], keep: 1d }";
    assert_eq!(
        grounds(&purpose(place), ""),
        [StrictlyNecessary, Emergency, Consent]
    );
    assert_eq!(
        grounds(&purpose(&format!("{place}, {seen}")), ""),
        [StrictlyNecessary, Consent]
    );
}

#[test]
fn statistics_never_cover_what_is_emitted_whatever_else_is_right() {
    let uses = |stream: &str| {
        format!("class: analytics\nbasis: contract\nuses: {{ {stream}, keep: 1d }} }}")
    };
    assert_eq!(grounds(&uses("near: { fields: [heard]"), ""), [Consent]);
    let entry = |emitted: &str| {
        format!(
            "other_access: {{ e: {{ surface: device, what: e, for: p, ground: consent, emitted: {emitted} }} }}"
        )
    };
    assert_eq!(
        grounds("class: analytics\nbasis: contract", &entry("true")),
        [Consent]
    );
    assert_eq!(
        grounds("class: analytics\nbasis: contract", &entry("false")),
        [Statistics, Consent]
    );
    let unsaid = entry("false").replace(", emitted: false", "");
    assert_eq!(
        grounds("class: analytics\nbasis: contract", &unsaid),
        [Consent],
        "the device has a radio"
    );
    let asking = manifest("class: analytics\nbasis: contract", &unsaid);
    let operation = operations(&asking).next().expect("an operation");
    assert_eq!(fit(&operation, Statistics), Fit::Unclear(Question::Emitted));
    assert_eq!(
        grounds("class: core\nbasis: contract", &unsaid),
        [Transmission, StrictlyNecessary, Consent]
    );
}

#[test]
fn a_third_party_with_purposes_of_its_own_leaves_consent_only() {
    for class in ["core", "preferences", "analytics"] {
        let purpose = |own: &str| {
            format!(
                "class: {class}\nbasis: contract\nrecipients: {{ friend: {{ own_purposes: {own} }} }}\nuses: {{ seen: {{ fields: [a], keep: 1d }} }}"
            )
        };
        assert_eq!(grounds(&purpose("true"), ""), [Consent], "{class}");
        let helped = grounds(&purpose("false"), "");
        assert_eq!(
            helped.len() > 1,
            class != "analytics",
            "{class}: statistics are shared with processors only"
        );
        let unsaid = purpose("true").replace(" own_purposes: true ", "");
        assert_eq!(
            grounds(&unsaid, ""),
            [Consent],
            "{class}: what is not said is not assumed"
        );
    }
}

#[test]
fn software_of_others_needs_a_role_in_the_purpose() {
    let entry = |by: &str| {
        format!(
            "other_access: {{ e: {{ surface: app, what: e, for: p, ground: consent, by: {by} }} }}"
        )
    };
    let fit_in = |class: &str, by: &str, ground| {
        let manifest = manifest(&format!("class: {class}\nbasis: contract"), &entry(by));
        let operation = operations(&manifest).next().expect("an operation");
        match fit(&operation, ground) {
            Fit::Unclear(Question::Role(name)) => name.value.to_string(),
            other => format!("{other:?}"),
        }
    };
    let fit_of = |by: &str, ground| fit_in("support", by, ground);
    for known in ["maker", "host", "library"] {
        assert_eq!(fit_of(known, StrictlyNecessary), "Can", "{known}");
    }
    assert_eq!(fit_of("friend", StrictlyNecessary), "friend");
    assert_eq!(fit_in("analytics", "friend", Statistics), "friend");
    assert_eq!(fit_in("preferences", "friend", Appearance), "friend");
    assert_eq!(
        fit_in("safety", "friend", Emergency),
        "Can",
        "nor does a rescuer"
    );
    assert_eq!(
        fit_of("friend", Transmission),
        "Can",
        "a carrier needs no role"
    );
    assert_eq!(fit_of("friend", Consent), "Can");
}

#[test]
fn operations_are_what_leaves_the_device_and_what_is_listed() {
    let uses = "uses: { seen: { fields: [a], keep: 1d }, bill: { fields: [sum], keep: 1d }, place: { fields: [at], keep: 1d } }";
    let manifest = manifest(
        &format!("class: core\nbasis: contract\ndevice_access: consent\n{uses}"),
        "other_access: { e: { surface: web, what: e, for: p, ground: statistics } }",
    );
    let all: Vec<_> = operations(&manifest)
        .map(|it| (it.names(), it.declared().map(|ground| ground.value)))
        .collect();
    let expected = [
        ("`seen` and `place`".to_owned(), Some(Consent)),
        ("`e`".to_owned(), Some(Statistics)),
    ];
    assert_eq!(all, expected);
}

#[test]
fn consent_can_always_hold_and_comes_last() {
    for class in PurposeClass::ALL {
        for from in [
            "seen: { fields: [a]",
            "near: { fields: [heard]",
            "place: { fields: [at]",
        ] {
            let purpose = format!(
                "class: {class}\nbasis: contract\nrecipients: {{ friend: {{}} }}\nuses: {{ {from}, keep: 1d }} }}"
            );
            assert_eq!(
                grounds(&purpose, "").last(),
                Some(&Consent),
                "{class} {from}"
            );
        }
    }
}
