//! Rounding and aggregates against exact arithmetic.

use cardea_gate::{Accumulator, Gate, Served, Tier, TierField, Value, serve_field};
use cardea_manifest::model::Aggregate;
use cardea_units::{Quantum, UnixMillis};
use proptest::prelude::*;

use crate::manifests::any_manifest;

/// A step in billionths, exactly.
fn billionths(step: Quantum) -> i128 {
    let text = step.text(1);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}{fraction:0<9}").parse().unwrap()
}

/// Whether `found` is the multiple of `step` nearest to `exact / parts`, halves away from zero.
fn nearest(exact: i128, parts: i128, step: i128, found: i64) -> bool {
    let found = i128::from(found) * step * parts;
    let away = (exact - found).abs() * 2;
    away < step * parts || (away == step * parts && found.abs() >= exact.abs())
}

fn numbers_of(manifest_tiers: &Gate) -> Vec<(Tier, TierField, Quantum)> {
    let mut found = Vec::new();
    for (_, stream) in manifest_tiers.streams() {
        for tier in &stream.tiers {
            for field in &tier.fields {
                if let cardea_gate::ValueForm::Number { step, .. } =
                    &stream.fields[field.field].form
                {
                    found.push((tier.clone(), *field, *step));
                }
            }
        }
    }
    found
}

/// Merges in the order and the grouping that `picks` says: any two neighbours at a time, either into the other.
fn merged(mut parts: Vec<Accumulator>, picks: &[(usize, bool)]) -> Accumulator {
    let mut picks = picks.iter().cycle();
    while parts.len() > 1 {
        let (pick, swap) = *picks.next().unwrap();
        let other = parts.swap_remove(pick % parts.len());
        let place = pick % parts.len();
        if swap {
            let here = core::mem::replace(&mut parts[place], other);
            parts[place].merge(&here);
        } else {
            parts[place].merge(&other);
        }
    }
    parts.remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_tier_rounds_to_the_nearest_step(manifest in any_manifest(), own in -1_000_000_000_000_i64..1_000_000_000_000) {
        for (tier, field, own_step) in numbers_of(&Gate::compile(&manifest)) {
            let Value::Number(kept) = tier.reduce(&field, &Value::Number(own)) else { panic!("a number became something else") };
            let exact = i128::from(own) * billionths(own_step);
            prop_assert!(nearest(exact, 1, billionths(field.step.unwrap()), kept), "{own} of {own_step} as {kept} of {:?}", field.step);
        }
    }

    #[test]
    fn the_ends_of_the_range_are_rounded_and_do_not_wrap(manifest in any_manifest(), near in 0..3_i64, low in any::<bool>()) {
        let own = if low { i64::MIN + near } else { i64::MAX - near };
        for (tier, field, _) in numbers_of(&Gate::compile(&manifest)) {
            let Value::Number(kept) = tier.reduce(&field, &Value::Number(own)) else { panic!("a number became something else") };
            prop_assert_eq!(kept < 0, low);
        }
    }

    #[test]
    fn intervals_come_to_the_same_in_any_order_and_grouping(
        manifest in any_manifest(),
        values in prop::collection::btree_map(0..1_000_000_i64, -100_000..100_000_i64, 1..40),
        order in any::<prop::sample::Index>(),
        picks in prop::collection::vec((0..1_000_usize, any::<bool>()), 1..40),
    ) {
        for (tier, field, _) in numbers_of(&Gate::compile(&manifest)) {
            let mut parts: Vec<Accumulator> =
                values.iter().map(|(at, own)| tier.cell(&field, UnixMillis(*at), &Value::Number(*own)).unwrap()).collect();
            let count = parts.len();
            parts.rotate_left(order.index(count));
            let interval = merged(parts, &picks);
            let reduced: Vec<i64> = values
                .values()
                .map(|own| match tier.reduce(&field, &Value::Number(*own)) { Value::Number(number) => number, _ => unreachable!() })
                .collect();
            let Some(Served::Number(served, step)) = serve_field(&field, &interval) else { panic!("a number is not served as one") };
            if field.aggregate == Aggregate::Count {
                prop_assert_eq!((served, step), (i64::try_from(values.len()).unwrap(), Quantum::ONE));
                continue;
            }
            prop_assert_eq!(Some(step), field.step);
            match field.aggregate {
                Aggregate::Mean => {
                    let sum: i128 = reduced.iter().map(|number| i128::from(*number)).sum();
                    prop_assert!(nearest(sum, i128::try_from(reduced.len()).unwrap(), 1, served));
                }
                Aggregate::Min => prop_assert_eq!(Some(served), reduced.iter().copied().min()),
                Aggregate::Max => prop_assert_eq!(Some(served), reduced.iter().copied().max()),
                Aggregate::Sum => prop_assert_eq!(served, reduced.iter().sum::<i64>()),
                Aggregate::Last => prop_assert_eq!(Some(served), reduced.last().copied()),
                Aggregate::Count => unreachable!(),
            }
        }
    }
}

#[test]
fn what_is_no_number_has_no_mean() {
    let at = UnixMillis(0);
    for value in [Value::Flag(true), Value::Text("on".into())] {
        for aggregate in [
            Aggregate::Mean,
            Aggregate::Min,
            Aggregate::Max,
            Aggregate::Sum,
        ] {
            assert_eq!(Accumulator::of(aggregate, at, value.clone()), None);
        }
        assert_eq!(
            Accumulator::of(Aggregate::Count, at, value.clone()),
            Some(Accumulator::Count(1))
        );
    }
}

#[test]
fn a_count_keeps_no_value_and_a_mean_no_single_one() {
    let at = UnixMillis(5);
    assert_eq!(
        Accumulator::of(Aggregate::Count, at, Value::Text("anna".into())),
        Some(Accumulator::Count(1))
    );
    let mut mean = Accumulator::of(Aggregate::Mean, at, Value::Number(3)).unwrap();
    mean.merge(&Accumulator::of(Aggregate::Mean, at, Value::Number(8)).unwrap());
    assert_eq!(mean, Accumulator::Mean { count: 2, sum: 11 });
}
