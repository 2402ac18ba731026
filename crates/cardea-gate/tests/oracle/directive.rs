//! A device that obeys its directive sends everything that would be kept, and nothing that would be thrown away.

use std::collections::BTreeMap;

use cardea_gate::{AboutRule, Asked, AskedField, Gate, Permissions, StreamRules, Tier, ValueForm};
use cardea_manifest::model::Aggregate;
use cardea_units::PersonId;
use proptest::prelude::*;

use crate::{homes, manifests};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn what_is_kept_is_asked_for_and_nothing_else(
        manifest in manifests::any_manifest(),
        people in homes::any_people(),
        wearer in 0..7_usize,
        named in prop::collection::vec(0..6_usize, 0..4),
    ) {
        let gate = Gate::compile(&manifest);
        let permissions = homes::home_of(&people, &manifest).permissions(&gate, homes::day(700));
        let wearer = people.get(wearer).map(homes::Someone::id);
        let profiles: Vec<PersonId> = named.iter().filter_map(|place| people.get(*place)).map(homes::Someone::id).collect();
        let directive = gate.directive(&permissions, wearer, &profiles);
        prop_assert_eq!(directive.streams.len(), gate.streams().count());
        for ((name, asked), (_, stream)) in directive.streams.iter().zip(gate.streams()) {
            prop_assert_eq!(name, &stream.name);
            let serving = serving(stream, &permissions, wearer, &profiles);
            same(stream, &serving, asked.as_ref())?;
        }
    }

    #[test]
    fn nobody_who_may_answer_is_asked_for_nothing(manifest in manifests::any_manifest()) {
        let gate = Gate::compile(&manifest);
        prop_assert!(gate.silence().streams.iter().all(|(_, asked)| asked.is_none()));
    }
}

/// The tiers into which a reading of the device could come, found by trying everybody whom it could be about.
fn serving<'g>(
    stream: &'g StreamRules,
    permissions: &Permissions,
    wearer: Option<PersonId>,
    profiles: &[PersonId],
) -> Vec<&'g Tier> {
    let whom: Vec<Option<PersonId>> = match stream.about {
        AboutRule::Profile { .. } => profiles.iter().copied().map(Some).chain([None]).collect(),
        _ => vec![wearer],
    };
    let tiers = stream.tiers.iter().filter(|tier| {
        let permitted = |person| permissions.for_stream(stream, person);
        whom.iter().any(|person| {
            tier.purposes
                .iter()
                .any(|purpose| permitted(*person).has(purpose))
        })
    });
    tiers.collect()
}

/// What the tiers need of each field: in how many of its own steps, and gathered how.
type Needed<'s> = BTreeMap<&'s str, Vec<(i64, Aggregate)>>;

fn same(
    stream: &StreamRules,
    serving: &[&Tier],
    asked: Option<&Asked>,
) -> Result<(), TestCaseError> {
    let mut needed = Needed::new();
    for held in serving.iter().flat_map(|tier| &tier.fields) {
        let field = &stream.fields[held.field];
        if field.form != ValueForm::Media {
            let ways = needed.entry(&field.name).or_default();
            ways.push((held.own_steps, held.aggregate));
        }
    }
    let Some(asked) = asked else {
        prop_assert!(
            needed.is_empty(),
            "{} would be kept and is not asked for",
            &stream.name
        );
        return Ok(());
    };
    prop_assert!(
        !needed.is_empty(),
        "{} is asked for and would not be kept",
        &stream.name
    );
    let label = match stream.about {
        AboutRule::Profile { field } => Some(stream.fields[field].name.as_str()),
        _ => None,
    };
    let names = |field: &AskedField| field.name.clone();
    let expected: Vec<String> = stream
        .fields
        .iter()
        .map(|field| field.name.clone())
        .filter(|name| needed.contains_key(name.as_str()) || Some(name.as_str()) == label)
        .collect();
    prop_assert_eq!(asked.fields.iter().map(names).collect::<Vec<_>>(), expected);
    for field in &asked.fields {
        if let Some(ways) = needed.get(field.name.as_str()) {
            each_field(stream, asked, field, ways)?;
        }
    }
    interval(serving, asked, &needed, label.is_some())
}

fn each_field(
    stream: &StreamRules,
    asked: &Asked,
    field: &AskedField,
    ways: &[(i64, Aggregate)],
) -> Result<(), TestCaseError> {
    let own = stream.fields.iter().find(|known| known.name == field.name);
    if let ValueForm::Number { step, .. } = &own.unwrap().form {
        let asked_steps = field.step.unwrap().ratio(*step).unwrap();
        prop_assert!(
            ways.iter().all(|(steps, _)| steps % asked_steps == 0),
            "too coarse"
        );
        let finest = ways.iter().map(|(steps, _)| *steps).min().unwrap();
        let one_would_do = ways.iter().all(|(steps, _)| steps % finest == 0);
        prop_assert!(
            !one_would_do || asked_steps == finest,
            "finer than anybody needs"
        );
    } else {
        prop_assert_eq!(field.step, None);
    }
    if asked.every_millis.is_some() {
        let gathered_so = |way: Aggregate| Some(way) == field.aggregate && way != Aggregate::Count;
        prop_assert!(ways.iter().all(|(_, way)| gathered_so(*way)));
    } else {
        prop_assert_eq!(field.aggregate, None);
    }
    Ok(())
}

fn interval(
    serving: &[&Tier],
    asked: &Asked,
    needed: &Needed<'_>,
    labelled: bool,
) -> Result<(), TestCaseError> {
    let Some(every) = asked.every_millis else {
        let each = serving.iter().any(|tier| tier.every_millis.is_none());
        let at_odds = needed.values().any(|ways| {
            let (_, first) = ways[0];
            ways.iter()
                .any(|(_, way)| *way == Aggregate::Count || *way != first)
        });
        prop_assert!(
            each || at_odds || labelled,
            "one in an interval would have been enough"
        );
        return Ok(());
    };
    let intervals: Vec<Option<i64>> = serving.iter().map(|tier| tier.every_millis).collect();
    // Each interval of the device lies in one of every tier.
    prop_assert!(
        intervals
            .iter()
            .all(|of_tier| of_tier.is_some_and(|length| length % every == 0)),
        "too seldom"
    );
    let shortest = intervals.iter().flatten().min().unwrap();
    let one_would_do = intervals
        .iter()
        .flatten()
        .all(|length| length % shortest == 0);
    prop_assert!(
        !one_would_do || every == *shortest,
        "more often than anybody needs"
    );
    Ok(())
}
