//! Small products made by chance, as numbers, and what is obvious about two of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;

/// A product with one stream of three fields and one purpose that uses it on consent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plan {
    /// Seconds between two messages.
    pub(crate) sent: Option<u32>,
    /// The step of the first field, in tenths.
    pub(crate) step: u32,
    pub(crate) children: bool,
    /// Which of three organisations get the data, and for how many days.
    pub(crate) recipients: BTreeMap<u8, Option<u32>>,
    /// Which fields are used; of the first, so many of its steps are enough, of the second, so many ones.
    pub(crate) fields: BTreeMap<u8, Option<u32>>,
    /// Minutes of an interval, and how it becomes one value.
    pub(crate) every: Option<(u32, &'static str)>,
    pub(crate) keep: u32,
    pub(crate) backups: Option<u32>,
}

pub(crate) fn plans() -> impl Strategy<Value = Plan> {
    let multiple = || proptest::option::of(prop::sample::select(vec![1_u32, 2, 3, 4, 6]));
    let days = || prop::sample::select(vec![7_u32, 30, 31, 90]);
    (
        proptest::option::of(prop::sample::select(vec![30_u32, 60])),
        prop::sample::select(vec![1_u32, 2, 5]),
        any::<bool>(),
        prop::collection::btree_map(0..3_u8, proptest::option::of(days()), 0..3),
        prop::collection::btree_map(0..3_u8, multiple(), 1..=3),
        proptest::option::of((
            prop::sample::select(vec![60_u32, 90, 120, 1_440]),
            prop::sample::select(vec!["mean", "max"]),
        )),
        days(),
        proptest::option::of(days()),
    )
        .prop_map(
            |(sent, step, children, recipients, fields, every, keep, backups)| Plan {
                sent,
                step,
                children,
                recipients,
                fields,
                every,
                keep,
                backups,
            },
        )
}

impl Plan {
    /// The manifest.
    pub(crate) fn yaml(&self) -> String {
        let mut fields = String::new();
        for (field, multiple) in &self.fields {
            let mut own = Vec::new();
            match (field, multiple) {
                (0, Some(multiple)) => own.push(format!("step: {}", tenths(self.step * multiple))),
                (1, Some(multiple)) => own.push(format!("step: {multiple}")),
                _ => {}
            }
            if let Some((_, word)) = self.every {
                own.push(format!("as: {}", if *field == 2 { "last" } else { word }));
            }
            let _ = write!(fields, "f{field}: {{ {} }}, ", own.join(", "));
        }
        let mut recipients = String::new();
        for (recipient, days) in &self.recipients {
            let days = days.map_or(String::new(), |days| format!("duration: {days}d"));
            let _ = write!(recipients, "lab{recipient}: {{ {days} }}, ");
        }
        let sent = self
            .sent
            .map_or(String::new(), |sent| format!("    every: {sent}s\n"));
        let every = self
            .every
            .map_or(String::new(), |(every, _)| format!("every: {every}m, "));
        let backups = self.backups.map_or(String::new(), |days| {
            format!(", also_on: {{ backups: {days}d }}")
        });
        format!(
            "cardea: 1\nproduct: {{ id: p, name: P, kind: other, children: likely }}\norganisations:\n  maker: {{ name: M, does: [manufacturer], country: GB }}\n  \
             lab0: {{ name: L0, does: [cloud_provider], country: GB }}\n  lab1: {{ name: L1, does: [cloud_provider], country: GB }}\n  \
             lab2: {{ name: L2, does: [cloud_provider], country: GB }}\nstreams:\n  s:\n    title: S\n    about: household\n{sent}    fields:\n      \
             f0: {{ type: number, step: {}, data: home_environment }}\n      f1: {{ type: integer, data: home_environment }}\n      \
             f2: {{ type: boolean, data: presence }}\npurposes:\n  p:\n    title: P\n    explain: E\n    class: analytics\n    basis: consent\n    \
             controller: maker\n    children: {}\n    recipients: {{ {recipients} }}\n    uses: {{ s: {{ fields: {{ {fields} }}, {every}keep: {}d{backups} }} }}\n",
            tenths(self.step),
            if self.children { "allowed" } else { "never" },
            self.keep,
        )
    }

    /// Whether everything that this plan permits was permitted by `old`: slow, and field by field.
    pub(crate) fn is_within(&self, old: &Self) -> bool {
        let recipients = self
            .recipients
            .iter()
            .all(|(lab, days)| match old.recipients.get(lab) {
                None => false,
                Some(None) => true,
                Some(Some(before)) => days.is_some_and(|days| days <= *before),
            });
        let backups = match (self.backups, old.backups) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(now), Some(before)) => now <= before,
        };
        let fields = self.fields.keys().all(|field| {
            old.fields.contains_key(field)
                && self.step_of(*field).is_multiple_of(old.step_of(*field))
                && self.can_be_made_of(old, *field)
        });
        recipients && backups && fields && self.keep <= old.keep && (old.children || !self.children)
    }

    /// The step in tenths at which a field is used; of what is no number, one.
    fn step_of(&self, field: u8) -> u32 {
        let multiple = self.fields.get(&field).copied().flatten().unwrap_or(1);
        match field {
            0 => self.step * multiple,
            1 => 10 * multiple,
            _ => 1,
        }
    }

    /// Whether the values that this plan wants of a field can be worked out from those that the old one had.
    fn can_be_made_of(&self, old: &Self, field: u8) -> bool {
        match (self.every, old.every) {
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (Some((now, word)), Some((before, old_word))) => {
                now.is_multiple_of(before) && (field == 2 || word == old_word)
            }
            (None, None) => match (self.sent, old.sent) {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(now), Some(before)) => now >= before,
            },
        }
    }
}

fn tenths(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
