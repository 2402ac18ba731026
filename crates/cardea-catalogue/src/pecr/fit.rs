//! Whether one ground of Schedule A1 can hold for one operation, as far as a manifest shows it.

use core::fmt;
use core::iter::successors;

use cardea_manifest::At;
use cardea_manifest::model::{
    BasisKind, Ground, Manifest, NecessaryFor, Purpose, PurposeClass, Recipient, StartedBy,
};
use cardea_manifest::shape::Name;

use super::{Emitted, Operation, What};
use crate::roles;

/// Whether a ground can hold. That it can does not mean that it does: the clause says what people are left to judge.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fit<'m> {
    /// Nothing in the manifest stands against it.
    Can,
    /// This stands against it.
    Cannot(Obstacle<'m>),
    /// This must be known first.
    Unclear(Question<'m>),
}

/// What stands against a ground. Shown as half a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Obstacle<'m> {
    /// The purpose is of a class that the ground never covers.
    Class(&'m At<Name>, PurposeClass),
    /// Streams are kept for a purpose, so they are not only carried.
    Kept(&'m At<Name>),
    /// A purpose of law that no law demands.
    NoDuty(&'m At<Name>),
    /// The purpose uses a field that is no position.
    NoPosition(&'m At<Name>),
    /// Several organisations decide about the purpose.
    Joint(&'m At<Name>),
    /// An organisation gets the data that is not a processor.
    Recipient(&'m At<Name>),
    /// An organisation uses the data for purposes of its own.
    OwnPurposes(&'m At<Name>),
    /// The purpose follows people over several services.
    LinksServices(&'m At<Name>),
    /// Something other than a call for help starts the purpose.
    NoCall(&'m At<Name>),
    /// Equipment sends it out by itself.
    Emitted,
}

impl fmt::Display for Obstacle<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Class(purpose, class) => write!(f, "`{}` is of class `{class}`", purpose.value),
            Self::Kept(purpose) => write!(
                f,
                "what is kept for `{}` is more than carried",
                purpose.value
            ),
            Self::NoDuty(purpose) => write!(f, "`{}` names no law that demands it", purpose.value),
            Self::NoPosition(field) => write!(f, "`{}` is not a position", field.value),
            Self::Joint(purpose) => write!(f, "`{}` has more than one controller", purpose.value),
            Self::Recipient(name) => write!(
                f,
                "`{}` gets the data without being a processor",
                name.value
            ),
            Self::OwnPurposes(name) => {
                write!(f, "`{}` uses the data for purposes of its own", name.value)
            }
            Self::LinksServices(purpose) => {
                write!(
                    f,
                    "`{}` follows people over several services",
                    purpose.value
                )
            }
            Self::NoCall(purpose) => {
                write!(
                    f,
                    "`{}` is started by something other than a call for help",
                    purpose.value
                )
            }
            Self::Emitted => f.write_str("equipment sends this out by itself"),
        }
    }
}

/// What must be known before a ground can be judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Question<'m> {
    /// Whether this recipient also uses the data for purposes of its own.
    OwnPurposes(&'m At<Name>),
    /// What this organisation, which stores or reads, is for the purpose.
    Role(&'m At<Name>),
    /// Whether equipment sends out by itself what is read.
    Emitted,
}

/// Whether `ground` can hold for `operation`.
pub(crate) fn fit<'m>(operation: &Operation<'m>, ground: Ground) -> Fit<'m> {
    let obstacle = match ground {
        Ground::Consent => return Fit::Can,
        Ground::Transmission => transmission(operation),
        Ground::StrictlyNecessary => necessary(operation),
        Ground::Statistics => statistics(operation),
        Ground::Appearance => appearance(operation),
        Ground::Emergency => emergency(operation),
    };
    if let Some(obstacle) = obstacle.or_else(|| own_purposes(operation)) {
        return Fit::Cannot(obstacle);
    }
    let alone = matches!(
        ground,
        Ground::StrictlyNecessary | Ground::Statistics | Ground::Appearance
    );
    let unsaid = ground == Ground::Statistics && operation.emitted() == Emitted::Unsaid;
    match question(operation) {
        Some(question) if alone => Fit::Unclear(question),
        _ if unsaid => Fit::Unclear(Question::Emitted),
        _ => Fit::Can,
    }
}

/// What a ground covers, to follow "covers only". Consent covers whatever people agreed to.
pub(crate) const fn covers(ground: Ground) -> &'static str {
    match ground {
        Ground::Transmission => "carrying a message",
        Ground::StrictlyNecessary => "what the user asked for",
        Ground::Statistics => "figures that improve the service",
        Ground::Appearance => "how the product looks or works as the user prefers",
        Ground::Emergency => "finding somebody who asked for help",
        Ground::Consent => "what people agreed to",
    }
}

/// Sole purpose: to carry a communication (para 3). What a stream brings is kept, so it is more than carried.
fn transmission<'m>(operation: &Operation<'m>) -> Option<Obstacle<'m>> {
    if let What::Streams(_) = operation.what {
        return Some(Obstacle::Kept(operation.purpose_name));
    }
    let carries = matches!(
        class(operation),
        PurposeClass::Core | PurposeClass::Safety | PurposeClass::Support
    );
    (!carries).then(|| wrong_class(operation))
}

/// Strictly necessary for the service that the user asked for (para 4), seen from the user's side.
fn necessary<'m>(operation: &Operation<'m>) -> Option<Obstacle<'m>> {
    let duty = operation.purpose.basis.kind == BasisKind::LegalObligation;
    let for_a_law = operation
        .necessary_for()
        .is_some_and(|why| why.value == NecessaryFor::OtherLaw);
    if for_a_law && !duty {
        return Some(Obstacle::NoDuty(operation.purpose_name));
    }
    match class(operation) {
        PurposeClass::Core
        | PurposeClass::Security
        | PurposeClass::Safety
        | PurposeClass::Support
        | PurposeClass::Preferences => None,
        // The regulator accepts it where it is the only proportionate way to meet another law; a claim is no such law.
        PurposeClass::Legal => (!duty).then_some(Obstacle::NoDuty(operation.purpose_name)),
        PurposeClass::Analytics
        | PurposeClass::Advertising
        | PurposeClass::Training
        | PurposeClass::Research => Some(wrong_class(operation)),
    }
}

/// Statistics to improve the service, shared with helpers only (para 5(1)), never of what is emitted (para 5(2)).
fn statistics<'m>(operation: &Operation<'m>) -> Option<Obstacle<'m>> {
    let purpose = operation.purpose;
    if class(operation) != PurposeClass::Analytics {
        return Some(wrong_class(operation));
    }
    if purpose.controllers.len() > 1 {
        return Some(Obstacle::Joint(operation.purpose_name));
    }
    if purpose
        .links_services
        .as_ref()
        .is_some_and(|links| links.value)
    {
        return Some(Obstacle::LinksServices(operation.purpose_name));
    }
    let recipient = purpose
        .recipients
        .iter()
        .next()
        .map(|(name, _)| Obstacle::Recipient(name));
    recipient.or_else(|| (operation.emitted() == Emitted::Yes).then_some(Obstacle::Emitted))
}

/// Adapting how the service looks or works to what the user prefers (para 6).
fn appearance<'m>(operation: &Operation<'m>) -> Option<Obstacle<'m>> {
    (class(operation) != PurposeClass::Preferences).then(|| wrong_class(operation))
}

/// Finding equipment from which somebody asked for emergency help (para 7): a position, and nothing beside it.
fn emergency<'m>(operation: &Operation<'m>) -> Option<Obstacle<'m>> {
    if class(operation) != PurposeClass::Safety {
        return Some(wrong_class(operation));
    }
    let started_by = operation.purpose.started_by.as_ref();
    if started_by.is_some_and(|start| start.value != StartedBy::HelpRequest) {
        return Some(Obstacle::NoCall(operation.purpose_name));
    }
    let What::Streams(taken) = &operation.what else {
        return None;
    };
    let mut fields = taken.iter().flat_map(|taken| {
        taken
            .used
            .fields
            .0
            .iter()
            .map(|(name, _)| (name, taken.stream.fields.get(name.as_str())))
    });
    let other = fields.find(|(_, field)| !field.is_some_and(|field| field.data.is_location()));
    other.map(|(name, _)| Obstacle::NoPosition(name))
}

/// One operation for mixed purposes takes the strictest ground, and a recipient's own purposes are mixed in.
fn own_purposes<'m>(operation: &Operation<'m>) -> Option<Obstacle<'m>> {
    let mut getting = getting(operation);
    let own =
        getting.find(|(_, recipient)| recipient.own_purposes.as_ref().is_some_and(|own| own.value));
    own.map(|(name, _)| Obstacle::OwnPurposes(name))
}

fn question<'m>(operation: &Operation<'m>) -> Option<Question<'m>> {
    let unsaid = getting(operation).find(|(_, recipient)| recipient.own_purposes.is_none());
    if let Some((name, _)) = unsaid {
        return Some(Question::OwnPurposes(name));
    }
    let by = by(operation)?;
    (!has_role(operation.manifest, operation.purpose, by)).then_some(Question::Role(by))
}

/// The recipients that get what this operation brings: of streams all of the purpose, of an entry the one that stores or reads it.
fn getting<'m>(operation: &Operation<'m>) -> impl Iterator<Item = (&'m At<Name>, &'m Recipient)> {
    let only = matches!(operation.what, What::Other { .. }).then(|| by(operation));
    let recipients = operation.purpose.recipients.iter();
    recipients.filter(move |(name, _)| only.is_none_or(|by| by == Some(*name)))
}

fn by<'m>(operation: &Operation<'m>) -> Option<&'m At<Name>> {
    match operation.what {
        What::Streams(_) => None,
        What::Other { access, .. } => access.by.as_ref(),
    }
}

/// Whether an organisation has a role in a purpose, or stands under a processor of it.
fn has_role(manifest: &Manifest, purpose: &Purpose, organisation: &At<Name>) -> bool {
    let above = |name: &&At<Name>| manifest.organisations.get(name.as_str())?.under.as_ref();
    // A manifest that was read has no circles; the bound costs nothing.
    let chain = successors(Some(organisation), above).take(manifest.organisations.len());
    let by_name = roles(purpose).any(|(name, _)| name == organisation);
    by_name
        || chain
            .into_iter()
            .any(|name| purpose.processors.contains(name))
}

fn class(operation: &Operation<'_>) -> PurposeClass {
    *operation.purpose.class
}

fn wrong_class<'m>(operation: &Operation<'m>) -> Obstacle<'m> {
    Obstacle::Class(operation.purpose_name, class(operation))
}
