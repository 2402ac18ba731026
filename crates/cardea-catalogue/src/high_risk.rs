//! What in a manifest makes high risk likely, so that an impact assessment is due (UK GDPR Art 35(1), (3), (4)).

use core::fmt;

use cardea_manifest::model::{
    About, Children, DataCategory, Field, From, Kind, Manifest, PurposeClass, Reach, Stream,
};

use crate::{Special, special};

/// From this many people on, processing counts as large in scale. A setting of this catalogue: the law gives no number.
pub const LARGE_SCALE_PEOPLE: u64 = 50_000;

/// One reason why processing is likely to be of high risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// Models, wearables and other smart technology. Counts beside another reason only.
    InnovativeTechnology,
    /// A machine decides on access to something.
    DecisionsByMachine,
    /// Profiling of many people.
    LargeScaleProfiling,
    /// Special category data of many people.
    SpecialCategoryAtScale,
    /// Recognition of people by voice, face or finger. Counts beside another reason only.
    Biometrics,
    /// Sources joined on a person or home.
    DataMatching,
    /// Data about people who were not told directly.
    InvisibleProcessing,
    /// Location, presence or habits over time.
    Tracking,
    /// Children are likely to use it.
    Children,
    /// A breach or fault could endanger somebody.
    PhysicalHarm,
    /// Recording beyond the home.
    PublicSpace,
    /// Listening, watching or sensing of presence inside the home.
    SensingInTheHome,
}

impl Trigger {
    /// Whether it counts beside another reason only.
    pub const fn needs_another(self) -> bool {
        matches!(self, Self::InnovativeTechnology | Self::Biometrics)
    }
}

/// In a few words for a message.
impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InnovativeTechnology => "innovative technology",
            Self::DecisionsByMachine => "decisions by machine",
            Self::LargeScaleProfiling => "profiling of many people",
            Self::SpecialCategoryAtScale => "special category data of many people",
            Self::Biometrics => "recognition of people",
            Self::DataMatching => "joining of sources",
            Self::InvisibleProcessing => "data about people who were not told",
            Self::Tracking => "location or presence over time",
            Self::Children => "children",
            Self::PhysicalHarm => "danger to somebody's safety",
            Self::PublicSpace => "recording beyond the home",
            Self::SensingInTheHome => "sensing inside the home",
        })
    }
}

/// Every reason that the manifest shows, in the order of [`Trigger`]. Empty does not mean that there is no high risk.
pub fn triggers(manifest: &Manifest) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = [
        (Trigger::InnovativeTechnology, innovative(manifest)),
        (Trigger::DecisionsByMachine, !manifest.decisions.is_empty()),
        (
            Trigger::LargeScaleProfiling,
            many(manifest) && profiles(manifest),
        ),
        (
            Trigger::SpecialCategoryAtScale,
            many(manifest) && any_field(manifest, |field| special(field).is_some()),
        ),
        (Trigger::Biometrics, any_field(manifest, recognises)),
        (Trigger::DataMatching, joins_sources(manifest)),
        (
            Trigger::InvisibleProcessing,
            manifest
                .streams
                .values()
                .any(|stream| invisible(manifest, stream)),
        ),
        (
            Trigger::Tracking,
            any_field(manifest, |field| {
                field.data.is_location() || is_presence(field)
            }),
        ),
        (
            Trigger::Children,
            *manifest.product.children != Children::NotLikely,
        ),
        (Trigger::PhysicalHarm, could_harm(manifest)),
        (Trigger::PublicSpace, records_beyond_the_home(manifest)),
        (
            Trigger::SensingInTheHome,
            any_field(manifest, |field| {
                is_heard_or_seen(field) || is_presence(field)
            }),
        ),
    ]
    .into_iter()
    .filter_map(|(trigger, holds)| holds.then_some(trigger))
    .collect();
    if let [alone] = found.as_slice()
        && alone.needs_another()
    {
        found.clear();
    }
    found
}

fn any_field(manifest: &Manifest, is: fn(&Field) -> bool) -> bool {
    manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.values())
        .any(is)
}

fn innovative(manifest: &Manifest) -> bool {
    let smart = matches!(
        *manifest.product.kind,
        Kind::SmartSpeaker
            | Kind::ConnectedTv
            | Kind::ConnectedToy
            | Kind::HomeHub
            | Kind::FitnessTracker
            | Kind::SmartWatch
            | Kind::SmartScales
            | Kind::SleepMonitor
            | Kind::BabyMonitor
    );
    smart || !manifest.models.is_empty()
}

fn many(manifest: &Manifest) -> bool {
    manifest
        .product
        .expected_users
        .as_ref()
        .is_some_and(|people| **people >= LARGE_SCALE_PEOPLE)
}

fn profiles(manifest: &Manifest) -> bool {
    let profiles = |class| matches!(class, PurposeClass::Analytics | PurposeClass::Advertising);
    manifest
        .purposes
        .values()
        .any(|purpose| profiles(*purpose.class))
}

fn recognises(field: &Field) -> bool {
    let print = matches!(
        *field.data,
        DataCategory::VoicePrint | DataCategory::FacePrint | DataCategory::Fingerprint
    );
    print || special(field) == Some(Special::ByMatching)
}

/// A purpose that uses streams which come from different places.
fn joins_sources(manifest: &Manifest) -> bool {
    manifest.purposes.values().any(|purpose| {
        let mut from = purpose
            .uses
            .names()
            .filter_map(|stream| manifest.streams.get(stream))
            .map(|stream| *stream.from);
        let first = from.next();
        from.any(|other| Some(other) != first)
    })
}

fn invisible(manifest: &Manifest, stream: &Stream) -> bool {
    let bystander = matches!(stream.about, About::Bystander { .. });
    *stream.from == From::ThirdParty || (bystander && manifest.people.told_by.is_empty())
}

fn is_presence(field: &Field) -> bool {
    matches!(
        *field.data,
        DataCategory::Presence | DataCategory::Occupancy
    )
}

fn is_heard_or_seen(field: &Field) -> bool {
    field.data.is_recording() || *field.data == DataCategory::SoundLevel
}

fn could_harm(manifest: &Manifest) -> bool {
    let kind = matches!(
        *manifest.product.kind,
        Kind::SecurityCamera | Kind::Doorbell | Kind::BabyMonitor
    );
    kind || any_field(manifest, |field| *field.data == DataCategory::DoorState)
}

fn records_beyond_the_home(manifest: &Manifest) -> bool {
    let outdoors = manifest
        .product
        .senses
        .values()
        .any(|sense| *sense.reach == Reach::Outdoors);
    outdoors && any_field(manifest, |field| field.data.is_recording())
}

#[cfg(test)]
mod tests;
