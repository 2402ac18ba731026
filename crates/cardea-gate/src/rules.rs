//! What a compiled manifest looks like.

use cardea_manifest::VersionId;
use cardea_manifest::model::{Aggregate, DataCategory};
use cardea_units::{CalendarDuration, Date, Quantum, age_of_consent};

use crate::{PurposeIndex, PurposeSet, StreamIndex, Tier};

/// One manifest, compiled. Places of streams, fields and purposes are those of the manifest.
#[derive(Clone, Debug)]
pub struct Gate {
    pub(crate) product: String,
    pub(crate) version: VersionId,
    pub(crate) purposes: Vec<PurposeRules>,
    pub(crate) streams: Vec<StreamRules>,
    pub(crate) guests_allow: PurposeSet,
    pub(crate) consent_from_all_adults: bool,
    pub(crate) guardian_under: u32,
}

/// What decides whether a purpose is permitted for a person.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the purpose, read by name"
)]
pub struct PurposeRules {
    /// Its name in the manifest.
    pub name: String,
    /// The promise a consent is given for.
    pub promise: VersionId,
    /// Whether the person's consent is needed, as the basis or for taking data off the device.
    pub needs_consent: bool,
    /// Whether consent is the lawful basis itself, so that nobody else can give it.
    pub basis_is_consent: bool,
    /// Whether an express statement about special category data is needed as well.
    pub needs_explicit: bool,
    /// Whether a person may object (UK GDPR Art 21).
    pub may_object: bool,
    /// Whether children's data is never used for it.
    pub never_children: bool,
    /// How it stands for a child before somebody who may opens it, whatever the manifest says (children's code, standards 7, 10 and 12).
    pub for_children: ChildDefault,
    /// Whether it is direct marketing, which can always be objected to (UK GDPR Art 21(2)).
    pub advertises: bool,
    /// How long a yes lasts; without it, until it is taken back.
    pub lasts: Option<CalendarDuration>,
    /// How long people are left alone after a no, where the manifest says more than six months.
    pub asks_again_after: Option<CalendarDuration>,
    /// Organisations that get its data.
    pub recipients: Vec<String>,
    /// Organisations that decide about it.
    pub controllers: Vec<String>,
}

/// How a purpose stands for a child before somebody who may opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChildDefault {
    /// As for everybody: what the product was got for, safety, security, and what a law asks for.
    AsForAll,
    /// Off for what is about the child alone: it tells where they are.
    OffAboutThem,
    /// Off, for the home too unless its adults were asked: what nobody needs for the product to work.
    Off,
}

/// Whom a stream is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboutRule {
    /// Everyone in the home.
    Household,
    /// The person the device is assigned to.
    Wearer,
    /// The person whom the text in this field names.
    Profile {
        /// The field's place.
        field: usize,
    },
    /// People who pass by.
    Bystander,
}

/// What is known of a stream.
#[derive(Clone, Debug)]
pub struct StreamRules {
    /// Its name in the manifest.
    pub name: String,
    /// Whom it is about.
    pub about: AboutRule,
    /// The purposes that use it.
    pub uses: PurposeSet,
    /// Its fields.
    pub fields: Vec<FieldRule>,
    /// Its tiers.
    pub tiers: Vec<Tier>,
    /// How far a device's time may be from that of arrival, in milliseconds.
    pub skew_millis: Option<i64>,
}

/// What is known of a field.
#[derive(Clone, Debug)]
pub struct FieldRule {
    /// Its name in the manifest.
    pub name: String,
    /// Its form.
    pub form: ValueForm,
    /// What it is about.
    pub data: DataCategory,
}

/// Forms of values.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueForm {
    /// A number kept as whole multiples of a step, between two bounds where there are any.
    Number {
        /// The step.
        step: Quantum,
        /// Lowest and highest value.
        between: Option<(f64, f64)>,
    },
    /// Yes or no.
    Flag,
    /// A text: one of these words, or any of at most 256 bytes where the list is empty.
    Text {
        /// The words.
        one_of: Vec<String>,
    },
    /// A recording; it does not come in a message.
    Media,
}

/// What a purpose uses of a stream, as compiled.
#[derive(Clone, Debug)]
pub(crate) struct UseRules {
    /// The purpose.
    pub purpose: PurposeIndex,
    /// For each field it uses: the field's place, the step that is enough, and how an interval becomes one value.
    pub fields: Vec<(usize, Option<Quantum>, Option<Aggregate>)>,
    /// One value in so many milliseconds.
    pub every_millis: Option<i64>,
    /// How long it is kept.
    pub keep: CalendarDuration,
}

impl Gate {
    /// The product's id.
    pub fn product(&self) -> &str {
        &self.product
    }

    /// The version of the manifest that is enforced (law L10).
    pub const fn version(&self) -> VersionId {
        self.version
    }

    /// Under this age a guardian decides, on a day: what the manifest says, and never less than the age of consent in force.
    pub fn guardian_under(&self, day: Date) -> u32 {
        self.guardian_under.max(age_of_consent(day))
    }

    /// The purposes, in the order of the manifest.
    pub fn purposes(&self) -> impl Iterator<Item = (PurposeIndex, &PurposeRules)> {
        self.purposes
            .iter()
            .enumerate()
            .filter_map(|(place, rules)| Some((PurposeIndex::new(place)?, rules)))
    }

    /// One purpose.
    pub fn purpose(&self, purpose: PurposeIndex) -> Option<&PurposeRules> {
        self.purposes.get(purpose.place())
    }

    /// A purpose by its name.
    pub fn purpose_named(&self, name: &str) -> Option<(PurposeIndex, &PurposeRules)> {
        self.purposes().find(|(_, rules)| rules.name == name)
    }

    /// The streams, in the order of the manifest.
    pub fn streams(&self) -> impl Iterator<Item = (StreamIndex, &StreamRules)> {
        self.streams
            .iter()
            .enumerate()
            .filter_map(|(place, rules)| Some((StreamIndex(u16::try_from(place).ok()?), rules)))
    }

    /// One stream.
    pub fn stream(&self, stream: StreamIndex) -> Option<&StreamRules> {
        self.streams.get(usize::from(stream.0))
    }

    /// A stream by its name.
    pub fn stream_named(&self, name: &str) -> Option<(StreamIndex, &StreamRules)> {
        self.streams().find(|(_, rules)| rules.name == name)
    }
}

impl PurposeRules {
    /// Whether somebody is asked for it, plainly or expressly.
    pub const fn is_asked(&self) -> bool {
        self.needs_consent || self.needs_explicit
    }

    /// Whether an organisation may read the purpose's data: a recipient or a controller of it.
    pub fn may_be_read_by(&self, organisation: &str) -> bool {
        self.recipients
            .iter()
            .chain(&self.controllers)
            .any(|name| name == organisation)
    }
}
