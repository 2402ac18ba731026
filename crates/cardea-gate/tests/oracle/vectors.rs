//! The vectors of the guide, 7.7: what a consent unlocks and what it does not, and what goes on when everything is refused.

use cardea_gate::{
    ConsentKind, Gate, GivenBy, Grant, Home, Member, PurposeIndex, PurposeSet, Role,
};
use cardea_manifest::VersionId;
use cardea_manifest::model::{Manifest, PurposeClass};
use cardea_units::{PersonId, UnixMillis};

const NOW: UnixMillis = UnixMillis(1_000);

fn example(kind: &str) -> Manifest {
    let path = format!(
        "{}/../../examples/{kind}/cardea.yaml",
        env!("CARGO_MANIFEST_DIR")
    );
    Manifest::read(&std::fs::read(path).unwrap()).unwrap()
}

fn ana(grants: Vec<Grant>) -> Home {
    Home {
        members: vec![Member {
            person: PersonId::from_column(1).unwrap(),
            role: Role::AccountHolder,
            born: None,
            grants,
            objected: PurposeSet::NONE,
            restricted: PurposeSet::NONE,
        }],
    }
}

fn yes(purpose: PurposeIndex, kind: ConsentKind, promise: VersionId) -> Grant {
    Grant {
        purpose,
        kind,
        promise,
        by: GivenBy::Themselves,
        at: UnixMillis(0),
        ends: UnixMillis(i64::MAX),
    }
}

const EXAMPLES: [&str; 4] = [
    "thermostat",
    "fitness_tracker",
    "smart_speaker",
    "connected_toy",
];

#[test]
fn a_yes_to_one_version_never_unlocks_the_next() {
    for kind in EXAMPLES {
        let manifest = example(kind);
        let gate = Gate::compile(&manifest);
        let others = gate.purposes().flat_map(|(index, _)| {
            [ConsentKind::Ordinary, ConsentKind::Explicit]
                .map(|kind| yes(index, kind, VersionId::from_bytes([7; 32])))
        });
        let permissions = ana(others.collect()).permissions(&gate, NOW);
        for (index, rules) in gate.purposes().filter(|(_, rules)| rules.is_asked()) {
            assert!(!permissions.home_permits(index), "{kind}: {}", rules.name);
        }
    }
}

#[test]
fn who_refuses_everything_keeps_what_is_core_and_secure_and_sends_nothing_else() {
    for kind in EXAMPLES {
        let manifest = example(kind);
        let gate = Gate::compile(&manifest);
        let permissions = ana(Vec::new()).permissions(&gate, NOW);
        for ((index, rules), purpose) in gate.purposes().zip(manifest.purposes.values()) {
            let on = permissions.home_permits(index);
            assert_eq!(on, !rules.is_asked(), "{kind}: {}", rules.name);
            let needed = matches!(
                *purpose.class,
                PurposeClass::Core
                    | PurposeClass::Security
                    | PurposeClass::Safety
                    | PurposeClass::Legal
            );
            assert!(
                !on || needed,
                "{kind}: {} goes on though nobody needs it",
                rules.name
            );
        }
    }
}

#[test]
fn a_guests_voice_is_matched_with_nobody() {
    let manifest = example("smart_speaker");
    let gate = Gate::compile(&manifest);
    let mut home = ana(Vec::new());
    home.members.push(Member {
        person: PersonId::from_column(2).unwrap(),
        role: Role::Guest,
        ..home.members[0].clone()
    });
    for (index, rules) in gate.purposes().filter(|(_, rules)| rules.is_asked()) {
        home.members[1].grants = vec![
            yes(index, ConsentKind::Ordinary, rules.promise),
            yes(index, ConsentKind::Explicit, rules.promise),
        ];
        let permissions = home.permissions(&gate, NOW);
        let guest = home.members[1].person;
        for (_, stream) in gate.streams() {
            for whom in [Some(guest), None] {
                let permitted = permissions.for_stream(stream, whom);
                assert!(!permitted.has(index), "{}", rules.name);
            }
        }
    }
}
