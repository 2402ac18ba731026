//! Comparing two values of a kind: which is the wider promise.

use cardea_units::{CalendarDuration, Date, Quantum};
use serde_json::Value as Json;

use super::rule::{Absent, Seen};
use super::{Class, Path};

/// How the new value stands to the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// As good as the same.
    Same,
    /// Within what was promised.
    Narrower,
    /// Beyond it.
    Wider,
    /// It cannot be told to be within.
    Other,
}

impl Order {
    const fn narrower_if(within: bool) -> Self {
        if within { Self::Narrower } else { Self::Wider }
    }
}

/// What is to be said where one side is not there; `None` where both are.
fn without_one(seen: &Seen<'_>, absent: Absent) -> Option<Order> {
    Some(match (seen.before, seen.after, absent) {
        (Some(_), Some(_), _) => return None,
        (None, None, _) | (None, Some(_), Absent::Unsaid) => Order::Same,
        (None, Some(_), Absent::Widest) | (Some(_), None, Absent::Narrowest) => Order::Narrower,
        (None, Some(_), Absent::Narrowest) | (Some(_), None, Absent::Widest | Absent::Unsaid) => {
            Order::Wider
        }
    })
}

/// Both values, read. `None` when one of them cannot be.
fn both<T>(seen: &Seen<'_>, read: impl Fn(&Json) -> Option<T>) -> Option<(T, T)> {
    Some((read(seen.before?)?, read(seen.after?)?))
}

fn length(value: &Json) -> Option<CalendarDuration> {
    let text = value.as_str()?;
    CalendarDuration::from_said(text).or_else(|| text.parse().ok())
}

pub(super) fn longer(seen: &Seen<'_>, absent: Absent) -> Order {
    if let Some(order) = without_one(seen, absent) {
        return order;
    }
    both(seen, length).map_or(Order::Other, |(old, new)| {
        Order::narrower_if(new.is_within(old))
    })
}

pub(super) fn shorter(seen: &Seen<'_>) -> Order {
    if let Some(order) = without_one(seen, Absent::Widest) {
        return order;
    }
    both(seen, length).map_or(Order::Other, |(old, new)| {
        Order::narrower_if(old.is_within(new))
    })
}

fn day(value: &Json) -> Option<Date> {
    value.as_str()?.parse().ok()
}

pub(super) fn earlier(seen: &Seen<'_>) -> Order {
    if let Some(order) = without_one(seen, Absent::Unsaid) {
        return order;
    }
    both(seen, day).map_or(Order::Other, |(old, new)| Order::narrower_if(new > old))
}

pub(super) fn later(seen: &Seen<'_>) -> Order {
    if let Some(order) = without_one(seen, Absent::Widest) {
        return order;
    }
    both(seen, day).map_or(Order::Other, |(old, new)| Order::narrower_if(new < old))
}

pub(super) fn interval(seen: &Seen<'_>) -> Order {
    if let Some(order) = without_one(seen, Absent::Widest) {
        return order;
    }
    let millis = |value: &Json| length(value)?.exact_millis();
    both(seen, millis).map_or(Order::Other, |(old, new)| {
        Order::narrower_if(new.checked_rem(old) == Some(0))
    })
}

/// A use without a step of its own has that of the field; a whole number without one has a step of one.
pub(super) fn step(seen: &Seen<'_>) -> Order {
    let effective = |tree: &Json, own: Option<&Json>| {
        let said = own
            .and_then(Json::as_str)
            .or_else(|| step_of_field(tree, seen.path));
        said.map_or(Some(Quantum::ONE), |said| said.parse().ok())
    };
    match (
        effective(seen.old, seen.before),
        effective(seen.new, seen.after),
    ) {
        (Some(old), Some(new)) if old == new => Order::Same,
        (Some(old), Some(new)) => Order::narrower_if(new.is_multiple_of(old)),
        _ => Order::Other,
    }
}

/// The field's own step, for `purposes.P.uses.STREAM.fields.FIELD.step`.
fn step_of_field<'j>(tree: &'j Json, path: &Path) -> Option<&'j str> {
    if path.key(0) != Some("purposes") {
        return None;
    }
    let (stream, field) = (path.key(3)?, path.key(5)?);
    tree.get("streams")?
        .get(stream)?
        .get("fields")?
        .get(field)?
        .get("step")?
        .as_str()
}

/// Anything can be made of every reading; of values of intervals, only longer ones of the same kind. Without a word, the last counts.
pub(super) fn aggregate(seen: &Seen<'_>, interval: &str) -> Order {
    let word = |value: Option<&Json>| value.and_then(Json::as_str).unwrap_or("last").to_owned();
    let use_of = seen.path.up(3);
    let had_interval = use_of
        .keys()
        .try_fold(seen.old, |tree, key| tree.get(key))
        .and_then(|used| used.get(interval))
        .is_some_and(|said| !said.is_null());
    let (old, new) = (word(seen.before), word(seen.after));
    if old == new {
        Order::Same
    } else if !had_interval && old == "last" {
        Order::Narrower
    } else {
        Order::Other
    }
}

pub(super) fn ladder(seen: &Seen<'_>, words: &[&str], absent: Absent) -> Order {
    if let Some(order) = without_one(seen, absent) {
        return order;
    }
    let place = |value: &Json| {
        let word = value.as_str()?;
        words.iter().position(|known| *known == word)
    };
    both(seen, place).map_or(Order::Other, |(old, new)| Order::narrower_if(new < old))
}

pub(super) fn higher(seen: &Seen<'_>, absent: Absent) -> Order {
    if let Some(order) = without_one(seen, absent) {
        return order;
    }
    both(seen, Json::as_f64).map_or(Order::Other, |(old, new)| Order::narrower_if(new < old))
}

pub(super) fn lower(seen: &Seen<'_>, absent: Absent) -> Order {
    if let Some(order) = without_one(seen, absent) {
        return order;
    }
    both(seen, Json::as_f64).map_or(Order::Other, |(old, new)| Order::narrower_if(new > old))
}

pub(super) fn flag(seen: &Seen<'_>, wide: bool, absent: bool) -> Order {
    let answer = |value: Option<&Json>| value.map_or(Some(absent), Json::as_bool);
    match (answer(seen.before), answer(seen.after)) {
        (Some(old), Some(new)) if old == new => Order::Same,
        (Some(_), Some(new)) => Order::narrower_if(new != wide),
        _ => Order::Other,
    }
}

pub(super) fn range(seen: &Seen<'_>) -> Order {
    if let Some(order) = without_one(seen, Absent::Widest) {
        return order;
    }
    let bounds = |value: &Json| match value.as_array()?.as_slice() {
        [low, high] => Some((low.as_f64()?, high.as_f64()?)),
        _ => None,
    };
    both(seen, bounds).map_or(Order::Other, |(old, new)| {
        Order::narrower_if(new.0 >= old.0 && new.1 <= old.1)
    })
}

pub(super) fn letters(seen: &Seen<'_>) -> Order {
    if let Some(order) = without_one(seen, Absent::Widest) {
        return order;
    }
    let text = |value: &Json| value.as_str().map(str::to_owned);
    both(seen, text).map_or(Order::Other, |(old, new)| {
        Order::narrower_if(old.chars().all(|letter| new.contains(letter)))
    })
}

pub(super) fn one_of(seen: &Seen<'_>) -> Order {
    if let Some(order) = without_one(seen, Absent::Widest) {
        return order;
    }
    let words = |value: &Json| value.as_array().cloned();
    both(seen, words).map_or(Order::Other, |(old, new)| {
        Order::narrower_if(new.iter().all(|word| old.contains(word)))
    })
}

pub(super) fn places(seen: &Seen<'_>) -> Order {
    if let Some(order) = without_one(seen, Absent::Narrowest) {
        return order;
    }
    let names = |value: &Json| value.as_array().cloned();
    both(seen, names).map_or(Order::Other, |(old, new)| {
        Order::narrower_if(old.iter().all(|name| new.contains(name)))
    })
}

pub(super) fn agreement(seen: &Seen<'_>, consent: &str) -> Order {
    let asks = |value: Option<&Json>| value.and_then(Json::as_str) == Some(consent);
    if asks(seen.after) {
        Order::Narrower
    } else {
        Order::Other
    }
}

/// Asking for an express statement in place of another condition is narrower. From none at all, the data is of another kind.
pub(super) fn special(seen: &Seen<'_>) -> Order {
    let word = |value: Option<&Json>| value.and_then(Json::as_str).unwrap_or("none").to_owned();
    if word(seen.before) != "none" && word(seen.after) == "explicit_consent" {
        Order::Narrower
    } else {
        Order::Other
    }
}

/// `pause` keeps nothing; `allow` keeps what its purposes name.
pub(super) fn guests(seen: &Seen<'_>) -> Order {
    let allowed = |value: &Json| match value {
        Json::String(_) => Some(Vec::new()),
        other => match other.get("allow")? {
            Json::Null => Some(Vec::new()),
            list => list.as_array().cloned(),
        },
    };
    let Some((old, new)) = both(seen, allowed) else {
        return Order::Other;
    };
    let within = new.iter().all(|purpose| old.contains(purpose));
    if within && new.len() == old.len() {
        Order::Same
    } else {
        Order::narrower_if(within)
    }
}

/// Later is longer. Earlier is what the law forbids where the product is sold in the United Kingdom.
pub(super) fn support(seen: &Seen<'_>) -> Class {
    match (seen.before, seen.after, both(seen, day)) {
        (None, _, _) => Class::Narrows,
        (_, _, Some((old, new))) if new > old => Class::Narrows,
        (_, Some(_), _) if sold_in_the_uk(seen.old) || sold_in_the_uk(seen.new) => Class::Breaks,
        _ => Class::Widens,
    }
}

/// Where no market is said, every one may be meant.
fn sold_in_the_uk(manifest: &Json) -> bool {
    manifest
        .pointer("/product/markets")
        .and_then(Json::as_array)
        .is_none_or(|markets| markets.iter().any(|market| market == "GB"))
}
