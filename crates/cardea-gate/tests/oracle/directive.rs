//! A device that obeys its directive sends everything that would be kept, and nothing that would be thrown away.

use std::collections::BTreeMap;

use cardea_gate::{AboutRule, Asked, Gate, Permissions, StreamRules, Tier, ValueForm};
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
        let permissions = homes::home_of(&people, &manifest).permissions(&gate);
        let wearer = people.get(wearer).map(|person| person.id());
        let profiles: Vec<PersonId> = named.iter().filter_map(|place| people.get(*place)).map(|person| person.id()).collect();
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

fn same(
    stream: &StreamRules,
    serving: &[&Tier],
    asked: Option<&Asked>,
) -> Result<(), TestCaseError> {
    let mut needed: BTreeMap<&str, Vec<(i64, Aggregate)>> = BTreeMap::new();
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
    let named: Vec<&str> = asked
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    let expected: Vec<&str> = stream
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .filter(|name| needed.contains_key(name) || Some(*name) == label)
        .collect();
    prop_assert_eq!(named, expected);
    for field in &asked.fields {
        let Some(ways) = needed.get(field.name.as_str()) else {
            continue;
        };
        let own = stream
            .fields
            .iter()
            .find(|known| known.name == field.name)
            .unwrap();
        match &own.form {
            ValueForm::Number { step, .. } => {
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
            }
            _ => prop_assert_eq!(field.step, None),
        }
        if asked.every_millis.is_some() {
            prop_assert!(
                ways.iter()
                    .all(|(_, way)| Some(*way) == field.aggregate && *way != Aggregate::Count)
            );
        } else {
            prop_assert_eq!(field.aggregate, None);
        }
    }
    match asked.every_millis {
        Some(every) => {
            // Each interval of the device lies in one of every tier.
            let lies_within = |tier: &&Tier| {
                tier.every_millis
                    .is_some_and(|of_tier| of_tier % every == 0)
            };
            prop_assert!(serving.iter().all(lies_within), "too seldom");
            let shortest = serving
                .iter()
                .filter_map(|tier| tier.every_millis)
                .min()
                .unwrap();
            let one_would_do = serving
                .iter()
                .all(|tier| tier.every_millis.unwrap() % shortest == 0);
            prop_assert!(
                !one_would_do || every == shortest,
                "more often than anybody needs"
            );
        }
        None => {
            let each = serving.iter().any(|tier| tier.every_millis.is_none());
            let at_odds = needed.values().any(|ways| {
                ways.iter()
                    .any(|(_, way)| *way == Aggregate::Count || *way != ways[0].1)
            });
            prop_assert!(
                each || at_odds || label.is_some(),
                "one in an interval would have been enough"
            );
        }
    }
    Ok(())
}
