//! The directive: what a device is asked to send, so that it collects no more than is kept.
//!
//! It is made of the tiers that serve a permitted purpose, and names none of them: who has it learns what the device may send, not who
//! agreed to what.

use cardea_manifest::model::Aggregate;
use cardea_units::{PersonId, Quantum};

use crate::{AboutRule, Gate, Permissions, PurposeSet, StreamRules, Tier, ValueForm};

/// What a device is asked to send: its streams, in the order of the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directive {
    /// The name of each stream, and what of it is to be sent. `None`: nothing.
    pub streams: Vec<(String, Option<Asked>)>,
    /// Whether a grown-up looks at what is kept about a child whom the device is about, so that it can show that (children's code, standard 11).
    pub watched: bool,
}

/// What of a stream is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// One reading in so many milliseconds, counted from the start of 1970; each one as it comes where it is `None`.
    pub every_millis: Option<i64>,
    /// The fields, in the order of the manifest.
    pub fields: Vec<AskedField>,
}

/// One field that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedField {
    /// Its name.
    pub name: String,
    /// The step that is enough; `None` for what is not a number.
    pub step: Option<Quantum>,
    /// How the values of one interval become one; `None` where each reading is sent.
    pub aggregate: Option<Aggregate>,
}

impl Gate {
    /// What a device in a home is asked for now. `profiles` are the people whom its labels name.
    pub fn directive(
        &self,
        permissions: &Permissions,
        wearer: Option<PersonId>,
        profiles: &[PersonId],
    ) -> Directive {
        let streams = self.streams().map(|(_, stream)| {
            let permitted = match stream.about {
                AboutRule::Household | AboutRule::Bystander | AboutRule::Wearer => {
                    permissions.for_stream(stream, wearer)
                }
                // A device cannot know whom a label names, nor that it names nobody.
                AboutRule::Profile { .. } => profiles
                    .iter()
                    .map(|person| permissions.for_stream(stream, Some(*person)))
                    .fold(permissions.for_stream(stream, None), PurposeSet::or),
            };
            (stream.name.clone(), ask(stream, permitted))
        });
        Directive {
            streams: streams.collect(),
            watched: false,
        }
    }

    /// What a device is asked for that is in no home, or of which nothing can be decided: nothing (law L8).
    pub fn silence(&self) -> Directive {
        self.directive(&Permissions::none(), None, &[])
    }
}

fn ask(stream: &StreamRules, permitted: PurposeSet) -> Option<Asked> {
    let tiers: Vec<&Tier> = stream
        .tiers
        .iter()
        .filter(|tier| !tier.purposes.and(permitted).is_empty())
        .collect();
    let every_millis = interval(stream, &tiers);
    let mut fields = Vec::new();
    for (place, field) in stream.fields.iter().enumerate() {
        let is_media = field.form == ValueForm::Media;
        let held = || {
            // No clip is kept for a purpose that was promised one value in a while.
            let keeps = move |tier: &&&Tier| !is_media || tier.every_millis.is_none();
            let fields = tiers.iter().filter(keeps).flat_map(|tier| &tier.fields);
            fields.filter(move |held| held.field == place)
        };
        if held().next().is_none() {
            continue;
        }
        let step = match field.form {
            ValueForm::Number { step: own, .. } => Some(
                // The finest, if the others are multiples of it; else what all are multiples of.
                held()
                    .min_by_key(|held| held.own_steps)
                    .filter(|finest| {
                        held().all(|held| held.own_steps.checked_rem(finest.own_steps) == Some(0))
                    })
                    .and_then(|finest| finest.step)
                    .unwrap_or(own),
            ),
            ValueForm::Flag | ValueForm::Text { .. } | ValueForm::Media => None,
        };
        fields.push(AskedField {
            name: field.name.clone(),
            step,
            aggregate: every_millis
                .filter(|_| !is_media)
                .and_then(|_| held().next().map(|held| held.aggregate)),
        });
    }
    if fields.is_empty() {
        return None;
    }
    name_the_person(stream, &mut fields);
    Some(Asked {
        every_millis,
        fields,
    })
}

/// Without the label nobody could say whom a reading is about. It is not kept unless a purpose uses it.
fn name_the_person(stream: &StreamRules, fields: &mut Vec<AskedField>) {
    let AboutRule::Profile { field } = stream.about else {
        return;
    };
    let Some(label) = stream.fields.get(field) else {
        return;
    };
    if fields.iter().all(|asked| asked.name != label.name) {
        let before = stream.fields.iter().take(field);
        let place = before
            .filter(|known| fields.iter().any(|asked| asked.name == known.name))
            .count();
        fields.insert(
            place,
            AskedField {
                name: label.name.clone(),
                step: None,
                aggregate: None,
            },
        );
    }
}

/// The longest interval in which a device may gather by itself so that no tier loses anything; `None` where there is none.
fn interval(stream: &StreamRules, tiers: &[&Tier]) -> Option<i64> {
    // In one interval there may be readings about several people.
    if matches!(stream.about, AboutRule::Profile { .. }) {
        return None;
    }
    let mut common = 0;
    for tier in tiers {
        common = common_divisor(common, tier.every_millis.filter(|every| *every > 0)?);
    }
    let held = || tiers.iter().flat_map(|tier| &tier.fields);
    for field in held() {
        // So many values become one, and are counted as one.
        if field.aggregate == Aggregate::Count {
            return None;
        }
        let otherwise = |other: &&crate::TierField| {
            other.field == field.field && other.aggregate != field.aggregate
        };
        if held().any(|other| otherwise(&other)) {
            return None;
        }
    }
    (common > 0).then_some(common)
}

fn common_divisor(mut one: i64, mut other: i64) -> i64 {
    while other != 0 {
        (one, other) = (other, one.checked_rem(other).unwrap_or(0));
    }
    one
}
