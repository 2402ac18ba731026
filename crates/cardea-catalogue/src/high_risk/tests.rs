use super::*;

const QUIET: &str = "cardea: 1
product: { id: x, name: X, kind: light, children: not_likely, expected_users: 50000 }
organisations: { m: { name: M, does: [manufacturer], country: GB } }
people: { told_by: [a sign] }
streams: { s: { title: S, about: household, fields: { a: { type: boolean, data: product_use } } } }
purposes: { p: { title: P, explain: E, class: core, basis: contract, controller: m, uses: { s: { fields: [a], keep: 1d } } } }
";

fn found(changes: &[(&str, &str)]) -> Vec<Trigger> {
    let mut text = QUIET.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    triggers(&Manifest::read(text.as_bytes()).unwrap())
}

#[test]
fn a_quiet_product_shows_no_reason() {
    assert_eq!(found(&[]), []);
}

#[test]
fn each_reason_alone() {
    for (from, to, trigger) in [
        (
            "purposes:",
            "decisions: { d: { what: locked out, for: p } }\npurposes:",
            Trigger::DecisionsByMachine,
        ),
        (
            "class: core",
            "class: analytics",
            Trigger::LargeScaleProfiling,
        ),
        (
            "class: core",
            "class: advertising",
            Trigger::LargeScaleProfiling,
        ),
        (
            "data: product_use",
            "data: heart_rate",
            Trigger::SpecialCategoryAtScale,
        ),
        (
            "about: household",
            "about: household, from: third_party",
            Trigger::InvisibleProcessing,
        ),
        (
            "data: product_use",
            "data: coarse_location",
            Trigger::Tracking,
        ),
        ("not_likely", "likely", Trigger::Children),
        ("not_likely", "aimed_at", Trigger::Children),
        ("kind: light", "kind: doorbell", Trigger::PhysicalHarm),
        (
            "kind: light",
            "kind: security_camera",
            Trigger::PhysicalHarm,
        ),
        (
            "data: product_use",
            "data: door_state",
            Trigger::PhysicalHarm,
        ),
        (
            "data: product_use",
            "data: sound_level",
            Trigger::SensingInTheHome,
        ),
        (
            "data: product_use",
            "data: audio",
            Trigger::SensingInTheHome,
        ),
    ] {
        assert_eq!(found(&[(from, to)]), [trigger], "{to}");
    }
    for presence in ["data: presence", "data: occupancy"] {
        assert_eq!(
            found(&[("data: product_use", presence)]),
            [Trigger::Tracking, Trigger::SensingInTheHome]
        );
    }
}

#[test]
fn scale_counts_from_the_set_number_of_people_on() {
    assert_eq!(
        found(&[
            ("data: product_use", "data: heart_rate"),
            ("50000", "49999")
        ]),
        []
    );
    assert_eq!(
        found(&[("class: core", "class: analytics"), ("50000", "49999")]),
        []
    );
    assert_eq!(
        found(&[
            ("class: core", "class: analytics"),
            (", expected_users: 50000", "")
        ]),
        []
    );
}

#[test]
fn innovation_and_recognition_count_beside_another_reason_only() {
    let model = (
        "purposes:",
        "models: { m1: { from: [a], says: a } }\npurposes:",
    );
    let few = ("50000", "49999");
    let by = ("type: boolean", "type: boolean, by: m1");
    assert_eq!(found(&[few, model, by]), []);
    assert_eq!(found(&[("kind: light", "kind: smart_watch")]), []);
    assert_eq!(
        found(&[few, model, by, ("not_likely", "likely")]),
        [Trigger::InnovativeTechnology, Trigger::Children]
    );
    assert_eq!(
        found(&[few, ("data: product_use", "data: fingerprint")]),
        []
    );
    let both = [Trigger::InnovativeTechnology, Trigger::Biometrics];
    for data in ["voice_print", "face_print", "fingerprint"] {
        let data = format!("data: {data}");
        assert_eq!(found(&[few, model, by, ("data: product_use", &data)]), both);
    }
    let matched = [Trigger::Biometrics, Trigger::SensingInTheHome];
    assert_eq!(
        found(&[few, ("data: product_use", "data: voice, matched: true")]),
        matched
    );
    assert_eq!(
        found(&[few, ("data: product_use", "data: voice, matched: false")]),
        [Trigger::SensingInTheHome]
    );
}

#[test]
fn sources_are_joined_when_one_purpose_uses_streams_from_different_places() {
    let second = |from: &str| {
        format!(
            ", t: {{ title: T, about: household, from: {from}, fields: {{ b: {{ type: boolean, data: product_use }} }} }} }}\npurposes"
        )
    };
    let two = |from: &str| {
        found(&[
            (" }\npurposes", &second(from)),
            ("keep: 1d } }", "keep: 1d }, t: { fields: [b], keep: 1d } }"),
        ])
    };
    assert_eq!(two("device"), []);
    assert_eq!(two("cloud"), [Trigger::DataMatching]);
    assert_eq!(found(&[(" }\npurposes", &second("cloud"))]), []);
}

#[test]
fn bystanders_who_are_told_are_not_invisible() {
    let bystander = ("about: household", "about: bystander");
    assert_eq!(found(&[bystander]), []);
    assert_eq!(
        found(&[bystander, ("told_by: [a sign]", "told_by: []")]),
        [Trigger::InvisibleProcessing]
    );
    assert_eq!(found(&[("told_by: [a sign]", "told_by: []")]), []);
}

#[test]
fn recording_beyond_the_home_needs_a_recording_and_a_reach() {
    let outdoors = (
        "kind: light",
        "kind: light, senses: { camera: { reach: outdoors } }",
    );
    let room = (
        "kind: light",
        "kind: light, senses: { camera: { reach: room } }",
    );
    let video = ("data: product_use", "data: video");
    assert_eq!(found(&[outdoors]), []);
    assert_eq!(found(&[room, video]), [Trigger::SensingInTheHome]);
    assert_eq!(
        found(&[outdoors, video]),
        [Trigger::PublicSpace, Trigger::SensingInTheHome]
    );
}

#[test]
fn smart_technology_is_innovative_and_some_of_it_endangers() {
    for kind in Kind::ALL {
        let smart = !matches!(
            kind,
            Kind::Light | Kind::Thermostat | Kind::Doorbell | Kind::SecurityCamera | Kind::Other
        );
        let kind = format!("kind: {kind}");
        let triggers = found(&[("kind: light", &kind), ("not_likely", "likely")]);
        assert_eq!(
            triggers.contains(&Trigger::InnovativeTechnology),
            smart,
            "{kind}"
        );
        let endangers = [
            "kind: security_camera",
            "kind: doorbell",
            "kind: baby_monitor",
        ]
        .contains(&kind.as_str());
        assert_eq!(
            triggers.contains(&Trigger::PhysicalHarm),
            endangers,
            "{kind}"
        );
    }
}

#[test]
fn one_stream_or_purpose_among_others_is_enough() {
    let stream = |about: &str| {
        format!(
            " }}, t: {{ title: T, about: {about}, fields: {{ b: {{ type: boolean, data: product_use }} }} }} }}\npurposes"
        )
    };
    let untold = ("told_by: [a sign]", "told_by: []");
    assert_eq!(found(&[(" } }\npurposes", &stream("household"))]), []);
    assert_eq!(
        found(&[untold, (" } }\npurposes", &stream("bystander"))]),
        [Trigger::InvisibleProcessing]
    );
    let purpose = |class: &str| {
        format!(
            "purposes: {{ q: {{ title: Q, explain: E, class: {class}, basis: contract, controller: m }}, p:"
        )
    };
    assert_eq!(found(&[("purposes: { p:", &purpose("support"))]), []);
    assert_eq!(
        found(&[("purposes: { p:", &purpose("analytics"))]),
        [Trigger::LargeScaleProfiling]
    );
    let joins = "keep: 1d }, t: { fields: [b], keep: 1d } } }, q: { title: Q, explain: E, class: core, basis: contract, controller: m } }";
    let cloud = stream("household").replace("title: T", "title: T, from: cloud");
    assert_eq!(
        found(&[(" } }\npurposes", &cloud), ("keep: 1d } } } }", joins)]),
        [Trigger::DataMatching]
    );
}
