//! Decisions that people argue about, by name.

use cardea_gate::{ConsentKind, Gate, GivenBy, Grant, Home, Member, Permissions, PurposeSet, Role};
use cardea_manifest::model::Manifest;
use cardea_units::{PersonId, UnixMillis};

fn gate(people: &str, purpose: &str) -> Gate {
    let yaml = format!(
        "
cardea: 1
product: {{ id: one, name: One, kind: other, models: [R], markets: [GB], children: likely }}
organisations:
  maker: {{ name: Maker Ltd, does: [manufacturer], country: GB }}
people: {people}
streams:
  room: {{ title: T, about: household, fields: {{ there: {{ type: boolean, data: presence }} }} }}
purposes:
  p: {{ title: T, explain: E, class: core, controller: maker, {purpose}, uses: {{ room: {{ fields: [there], keep: 1d }} }} }}
"
    );
    Gate::compile(&Manifest::read(yaml.as_bytes()).unwrap())
}

fn member(gate: &Gate, number: i64, role: Role, kinds: &[ConsentKind]) -> Member {
    let (purpose, rules) = gate.purpose_named("p").unwrap();
    Member {
        person: PersonId::from_column(number).unwrap(),
        role,
        born: None,
        grants: kinds
            .iter()
            .map(|kind| Grant {
                purpose,
                kind: *kind,
                promise: rules.promise,
                by: GivenBy::Themselves,
                at: UnixMillis(0),
                ends: UnixMillis(i64::MAX),
            })
            .collect(),
        objected: PurposeSet::NONE,
        restricted: PurposeSet::NONE,
    }
}

fn room(gate: &Gate, members: Vec<Member>) -> bool {
    let permissions: Permissions = Home { members }.permissions(gate, UnixMillis(1));
    !permissions
        .for_stream(gate.stream_named("room").unwrap().1, None)
        .is_empty()
}

const ORDINARY: &[ConsentKind] = &[ConsentKind::Ordinary];

#[test]
fn where_the_account_holder_consents_a_home_without_one_consents_to_nothing() {
    let gate = gate("{ consent_from: account_holder }", "basis: consent");
    assert!(room(
        &gate,
        vec![
            member(&gate, 1, Role::AccountHolder, ORDINARY),
            member(&gate, 2, Role::Adult, &[])
        ]
    ));
    assert!(!room(&gate, vec![member(&gate, 2, Role::Adult, &[])]));
    assert!(
        !room(&gate, vec![member(&gate, 2, Role::Adult, ORDINARY)]),
        "this adult was not the one to ask"
    );
}

#[test]
fn consent_is_not_an_express_statement_and_the_other_way_round() {
    let gate = gate("{}", "basis: consent, special_category: explicit_consent");
    assert!(!room(
        &gate,
        vec![member(&gate, 1, Role::AccountHolder, ORDINARY)]
    ));
    assert!(!room(
        &gate,
        vec![member(
            &gate,
            1,
            Role::AccountHolder,
            &[ConsentKind::Explicit]
        )]
    ));
    assert!(room(
        &gate,
        vec![member(
            &gate,
            1,
            Role::AccountHolder,
            &[ConsentKind::Ordinary, ConsentKind::Explicit]
        )]
    ));
}

#[test]
fn an_empty_home_and_a_home_of_children_permit_nothing() {
    let gate = gate("{}", "basis: contract");
    assert!(!room(&gate, vec![]));
    assert!(!room(&gate, vec![member(&gate, 1, Role::Child, ORDINARY)]));
    assert!(!room(&gate, vec![member(&gate, 1, Role::Guest, ORDINARY)]));
}

#[test]
fn a_guest_pauses_what_is_not_allowed_even_when_the_guest_says_yes() {
    for (people, goes_on) in [
        ("{ guests: pause }", false),
        ("{ guests: { allow: [p] } }", true),
    ] {
        let gate = gate(people, "basis: contract");
        let home = vec![
            member(&gate, 1, Role::AccountHolder, &[]),
            member(&gate, 2, Role::Guest, ORDINARY),
        ];
        assert_eq!(room(&gate, home), goes_on, "{people}");
    }
    let gate = gate("{ guests: { allow: [p] } }", "basis: consent");
    let home = vec![
        member(&gate, 1, Role::AccountHolder, ORDINARY),
        member(&gate, 2, Role::Guest, ORDINARY),
    ];
    assert!(!room(&gate, home), "a guest cannot consent");
}
