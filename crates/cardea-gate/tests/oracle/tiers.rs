//! What a tier holds is what each of its purposes needs: nothing finer, nothing longer, nothing else.

use cardea_gate::{Gate, PurposeIndex, Tier};
use cardea_manifest::model::{Aggregate, FieldType, Manifest, Stream, Use};
use cardea_units::{Quantum, UnixMillis};
use proptest::prelude::*;

use crate::manifests::any_manifest;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn each_purpose_has_one_tier_that_holds_exactly_what_it_needs(manifest in any_manifest()) {
        let gate = Gate::compile(&manifest);
        for (_, rules) in gate.streams() {
            let stream = manifest.streams.get(&rules.name).unwrap();
            for (place, purpose) in manifest.purposes.values().enumerate() {
                let index = PurposeIndex::new(place).unwrap();
                let serving: Vec<&Tier> = rules.tiers.iter().filter(|tier| tier.purposes.has(index)).collect();
                match (purpose.uses.get(&rules.name), serving.as_slice()) {
                    (None, []) => {}
                    (Some(used), [tier]) => same(stream, used, tier)?,
                    (_, serving) => prop_assert!(false, "{} tiers serve purpose {place}", serving.len()),
                }
                prop_assert_eq!(rules.uses.has(index), purpose.uses.get(&rules.name).is_some());
            }
            prop_assert!(rules.tiers.iter().all(|tier| !tier.purposes.is_empty()), "a tier serves nobody");
        }
    }

    #[test]
    fn longer_tiers_come_later(manifest in any_manifest()) {
        for (_, rules) in Gate::compile(&manifest).streams() {
            prop_assert!(rules.tiers.iter().zip(rules.tiers.iter().skip(1)).all(|(first, next)| first.keep <= next.keep));
        }
    }

    #[test]
    fn a_period_lives_as_long_as_its_last_reading_and_little_longer(
        manifest in any_manifest(),
        at in 0..4_102_444_800_000_i64,
    ) {
        let at = UnixMillis(at);
        for (_, rules) in Gate::compile(&manifest).streams() {
            for tier in &rules.tiers {
                let start = tier.period_of(at);
                prop_assert!(start <= at && at < start.plus(tier.period_millis()));
                prop_assert_eq!(tier.period_of(start), start);
                let ends = tier.period_ends(start);
                prop_assert!(ends >= tier.keep.after(at), "the secret goes at {ends}, before {}", tier.keep.after(at));
                // Four days: a month from the end of February and one from the beginning of March are that far apart.
                let latest = tier.keep.after(at).plus(tier.period_millis()).plus(4 * UnixMillis::DAY);
                prop_assert!(ends <= latest, "the secret stays until {ends}, long after {}", tier.keep.after(at));
                prop_assert!(tier.holds(at, at));
                prop_assert!(!tier.holds(at, tier.keep.after(at)));
                let window = tier.window_of(at);
                prop_assert!(window <= at && at.since(window) < tier.every_millis.unwrap_or(1));
            }
        }
    }
}

fn same(stream: &Stream, used: &Use, tier: &Tier) -> Result<(), TestCaseError> {
    prop_assert_eq!(tier.keep, used.keep.value);
    prop_assert_eq!(
        tier.every_millis,
        used.every.as_ref().and_then(|every| every.exact_millis())
    );
    let mut held: Vec<(String, Option<Quantum>, Aggregate)> = Vec::new();
    for field in &tier.fields {
        let (name, declared) = stream.fields.iter().nth(field.field).unwrap();
        let own = declared
            .step
            .as_ref()
            .map_or(Quantum::ONE, |step| step.value);
        if let Some(step) = field.step {
            prop_assert_eq!(step.ratio(own), Some(field.own_steps));
        }
        held.push((name.to_string(), field.step, field.aggregate));
    }
    let mut needed: Vec<(String, Option<Quantum>, Aggregate)> = Vec::new();
    for (name, field_use) in used.fields.0.iter() {
        let declared = stream.fields.get(name.as_str()).unwrap();
        let own = declared
            .step
            .as_ref()
            .map_or(Quantum::ONE, |step| step.value);
        let number = matches!(*declared.kind, FieldType::Number | FieldType::Integer);
        let step = number.then(|| field_use.step.as_ref().map_or(own, |step| step.value));
        let way = field_use
            .aggregate
            .as_ref()
            .map_or(Aggregate::Last, |way| way.value);
        needed.push((name.to_string(), step, way));
    }
    held.sort_by(|one, other| one.0.cmp(&other.0));
    needed.sort_by(|one, other| one.0.cmp(&other.0));
    prop_assert_eq!(held, needed);
    let manifest_order = tier
        .fields
        .iter()
        .zip(tier.fields.iter().skip(1))
        .all(|(first, next)| first.field < next.field);
    prop_assert!(manifest_order);
    Ok(())
}

#[test]
fn the_last_hours_of_january_are_kept_their_month() {
    let manifest = Manifest::read(
        b"
cardea: 1
product: { id: one, name: One, kind: other, models: [R], markets: [GB], children: likely }
organisations:
  maker: { name: Maker Ltd, does: [manufacturer], country: GB }
streams:
  room: { title: T, about: household, fields: { there: { type: boolean, data: presence } } }
purposes:
  p: { title: T, explain: E, class: core, basis: contract, controller: maker, uses: { room: { fields: [there], keep: 1mo } } }
",
    )
    .unwrap();
    let gate = Gate::compile(&manifest);
    let tier = &gate.stream_named("room").unwrap().1.tiers[0];
    let at = UnixMillis::parse_rfc3339("2027-01-30T23:00:00Z").unwrap();
    assert_eq!(tier.keep.after(at).to_string(), "2027-02-28T23:00:00Z");
    assert!(tier.period_ends(tier.period_of(at)) >= tier.keep.after(at));
}
