//! The whole products in `examples/`: read without a problem, and different where a home needs them to be.
#![cfg(test)]

use std::fs;
use std::path::Path;

use cardea_manifest::model::{
    About, BasisKind, Children, DataCategory, FieldType, From, Ground, Guests, Input, Kind,
    Manifest, PurposeChildren, Sensitivity, SpecialCategory, Start, UnsureGoesTo,
};

const PRODUCTS: [(&str, Kind); 3] = [
    ("thermostat", Kind::Thermostat),
    ("fitness_tracker", Kind::FitnessTracker),
    ("doorbell", Kind::Doorbell),
];

fn product(name: &str) -> Manifest {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(name)
        .join("cardea.yaml");
    let text = fs::read_to_string(path).unwrap();
    Manifest::read(text.as_bytes()).unwrap_or_else(|unreadable| {
        let told: Vec<String> = unreadable
            .problems
            .iter()
            .map(|problem| {
                let line = text
                    .bytes()
                    .take(problem.span.start)
                    .filter(|byte| *byte == b'\n')
                    .count()
                    .saturating_add(1);
                format!("line {line}: {}; {}", problem.message, problem.help)
            })
            .collect();
        panic!("{name}:\n{}", told.join("\n"))
    })
}

#[test]
fn each_is_a_product_of_its_kind_with_three_to_eight_purposes_and_several_organisations() {
    for (name, kind) in PRODUCTS {
        let manifest = product(name);
        assert_eq!(*manifest.product.kind, kind);
        assert!(
            (3..=8).contains(&manifest.purposes.len()),
            "{name}: {}",
            manifest.purposes.len()
        );
        assert!(manifest.organisations.len() >= 2, "{name}");
    }
}

#[test]
fn each_has_a_purpose_on_consent_that_somebody_else_reads_with_and_without_children() {
    for (name, _) in PRODUCTS {
        let manifest = product(name);
        for children in [PurposeChildren::Allowed, PurposeChildren::Never] {
            let found = manifest.purposes.iter().find(|(_, purpose)| {
                purpose.basis.kind == BasisKind::Consent
                    && *purpose.children == children
                    && !purpose.recipients.is_empty()
                    && !purpose.uses.is_empty()
            });
            assert!(found.is_some(), "{name}: {children}");
        }
    }
}

#[test]
fn what_is_asked_has_a_choice_that_starts_off() {
    for (name, _) in PRODUCTS {
        let manifest = product(name);
        for (purpose_name, purpose) in manifest.purposes.iter() {
            let asked = purpose.basis.kind == BasisKind::Consent
                || purpose
                    .device_access
                    .as_ref()
                    .is_some_and(|ground| **ground == Ground::Consent)
                || *purpose.special_category == SpecialCategory::ExplicitConsent;
            assert_eq!(
                manifest.choices.get(purpose_name.as_str()).is_some(),
                asked,
                "{name}: {}",
                purpose_name.value
            );
        }
    }
}

#[test]
fn a_guest_does_not_turn_the_heating_off() {
    let thermostat = product("thermostat");
    let Guests::Allow { purposes, .. } = &thermostat.people.guests else {
        panic!("guests pause everything")
    };
    assert!(purposes.iter().any(|purpose| purpose.as_str() == "heating"));
    for purpose in purposes {
        let purpose = thermostat.purposes.get(purpose.as_str()).unwrap();
        assert_ne!(purpose.basis.kind, BasisKind::Consent);
        assert_ne!(
            purpose.device_access.as_ref().map(|ground| ground.value),
            Some(Ground::Consent)
        );
    }
    assert!(
        thermostat
            .streams
            .values()
            .all(|stream| matches!(stream.about, About::Household { .. }))
    );
}

#[test]
fn the_tracker_is_about_its_wearer_and_asks_in_so_many_words_for_health() {
    let tracker = product("fitness_tracker");
    assert!(
        tracker
            .streams
            .values()
            .all(|stream| matches!(stream.about, About::Wearer { .. }))
    );
    assert!(
        [From::Device, From::App]
            .iter()
            .all(|from| tracker.streams.values().any(|stream| *stream.from == *from))
    );
    for (name, purpose) in tracker.purposes.iter() {
        let special = purpose.uses.iter().any(|(stream, used)| {
            let fields = &tracker.streams.get(stream.as_str()).unwrap().fields;
            used.fields
                .0
                .names()
                .any(|field| fields.get(field).unwrap().data.sensitivity() == Sensitivity::Special)
        });
        assert_eq!(
            *purpose.special_category == SpecialCategory::ExplicitConsent,
            special,
            "{}",
            name.value
        );
    }
    let categories = |data| {
        tracker
            .streams
            .values()
            .flat_map(|stream| stream.fields.values())
            .any(|field| *field.data == data)
    };
    assert!(
        [
            DataCategory::Activity,
            DataCategory::HeartRate,
            DataCategory::Sleep
        ]
        .into_iter()
        .all(categories)
    );
}

#[test]
fn the_doorbell_asks_nobody_who_passes_by_and_recognises_nobody() {
    let doorbell = product("doorbell");
    let mut bystanders = 0;
    for (stream_name, stream) in doorbell
        .streams
        .iter()
        .filter(|(_, stream)| matches!(stream.about, About::Bystander { .. }))
    {
        bystanders += 1;
        assert!(
            stream
                .fields
                .values()
                .all(|field| field.matched.as_ref().is_none_or(|matched| !matched.value))
        );
        for (name, purpose) in doorbell
            .purposes
            .iter()
            .filter(|(_, purpose)| purpose.uses.get(stream_name.as_str()).is_some())
        {
            assert_eq!(
                purpose.basis.kind,
                BasisKind::LegitimateInterests,
                "{}",
                name.value
            );
            assert_eq!(
                purpose.device_access.as_ref().unwrap().value,
                Ground::StrictlyNecessary,
                "{}",
                name.value
            );
            assert!(purpose.recipients.is_empty(), "{}", name.value);
        }
    }
    assert!(bystanders >= 2);
    let media = |stream: &cardea_manifest::model::Stream| {
        stream
            .fields
            .values()
            .any(|field| *field.kind == FieldType::Media)
    };
    assert!(doorbell.streams.values().any(media));
    assert!(
        doorbell
            .streams
            .values()
            .any(|stream| matches!(stream.about, About::Household { .. }))
    );
    assert!(doorbell.assessments.get("LAW-05").is_some());
}

#[test]
fn what_a_child_says_to_the_toy_stays_in_it() {
    let toy = product("connected_toy");
    assert_eq!(*toy.product.children, Children::AimedAt);
    assert!(
        toy.product
            .inputs
            .iter()
            .any(|input| **input == Input::Voice)
    );
    assert!(
        toy.streams
            .values()
            .flat_map(|stream| stream.fields.values())
            .all(|field| !field.data.is_recording() && *field.kind != FieldType::Media)
    );
    for (name, purpose) in toy
        .purposes
        .iter()
        .filter(|(_, purpose)| !purpose.recipients.is_empty())
    {
        assert_eq!(*purpose.children, PurposeChildren::Never, "{}", name.value);
    }
}

#[test]
fn the_scales_are_about_one_of_several_and_count_to_nobody_when_unsure() {
    let scales = product("smart_scales");
    let recognition = scales.people.recognition.as_ref().unwrap();
    assert_eq!(
        recognition.unsure_goes_to.as_ref().unwrap().value,
        UnsureGoesTo::Nobody
    );
    let mut bodies = 0;
    for (name, stream) in scales.streams.iter() {
        let body = stream
            .fields
            .values()
            .any(|field| *field.data == DataCategory::BodyComposition);
        if body {
            bodies += 1;
            assert!(
                matches!(stream.about, About::Profile { .. }),
                "{}",
                name.value
            );
        }
    }
    assert!(bodies >= 2);
}

#[test]
fn the_sleep_monitor_gives_nights_away_on_an_express_yes_only() {
    let monitor = product("sleep_monitor");
    assert!(
        monitor
            .streams
            .values()
            .all(|stream| matches!(stream.about, About::Wearer { .. }))
    );
    let mut given = 0;
    for (name, purpose) in monitor
        .purposes
        .iter()
        .filter(|(_, purpose)| !purpose.recipients.is_empty())
    {
        given += 1;
        assert_eq!(purpose.basis.kind, BasisKind::Consent, "{}", name.value);
        assert_eq!(
            *purpose.special_category,
            SpecialCategory::ExplicitConsent,
            "{}",
            name.value
        );
        let choice = monitor.choices.get(name.as_str()).unwrap();
        assert!(choice.statement.is_some(), "{}", name.value);
    }
    assert!(given > 0);
}

#[test]
fn the_camera_shows_who_watches_and_rests_nothing_about_passers_by_on_consent() {
    let camera = product("security_camera");
    assert!(camera.people.sees.live_view_signal.as_ref().unwrap().value);
    let bystanders: Vec<_> = camera
        .streams
        .iter()
        .filter(|(_, stream)| matches!(stream.about, About::Bystander { .. }))
        .map(|(name, _)| name)
        .collect();
    assert!(bystanders.len() >= 2);
    for (name, purpose) in camera.purposes.iter() {
        let seen = bystanders
            .iter()
            .any(|stream| purpose.uses.get(stream.as_str()).is_some());
        assert!(
            !seen || purpose.basis.kind == BasisKind::LegitimateInterests,
            "{}",
            name.value
        );
    }
}

#[test]
fn the_baby_monitor_records_nothing_until_a_guardian_asks() {
    let monitor = product("baby_monitor");
    let mut recordings = 0;
    for (name, purpose) in monitor.purposes.iter() {
        let records = purpose.uses.iter().any(|(stream, used)| {
            let fields = &monitor.streams.get(stream.as_str()).unwrap().fields;
            used.fields
                .0
                .names()
                .any(|field| fields.get(field).unwrap().data.is_recording())
        });
        if records {
            recordings += 1;
            assert_eq!(purpose.basis.kind, BasisKind::Consent, "{}", name.value);
            let choice = monitor.choices.get(name.as_str()).unwrap();
            assert_eq!(*choice.starts, Start::Off, "{}", name.value);
        }
    }
    assert_eq!(recordings, 1);
}

#[test]
fn times_come_from_the_thermostat_and_not_from_the_doorbell() {
    let path = |manifest: &Manifest, stream: &str| {
        let clock = manifest.streams.get(stream).unwrap().clock.as_ref();
        clock
            .and_then(|clock| clock.path.as_ref())
            .map(|path| path.as_str().to_owned())
    };
    assert_eq!(
        path(&product("thermostat"), "climate").as_deref(),
        Some("/at")
    );
    assert_eq!(path(&product("doorbell"), "visits"), None);
}
