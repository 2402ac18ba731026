//! What is logged.

use cardea_units::UnixMillis;
use serde::{Deserialize, Serialize};

use crate::{Commitment, Name, rfc3339};

/// One thing that happened, as it stands in the log.
///
/// People, homes and devices are [`Commitment`]s; everything else is a [`Name`] from the manifest, a time or a number
/// of at most [`NUMBER_MAX`](crate::limits::NUMBER_MAX). There is no room for free text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    /// A manifest came into force.
    ManifestDeployed {
        /// The product it describes.
        product: Name,
        /// The manifest's version id.
        version: Name,
    },
    /// A person's consent for a purpose changed.
    ConsentChanged {
        /// The person, under their own salt.
        subject: Commitment,
        /// The product whose manifest names the purpose.
        product: Name,
        /// The purpose.
        purpose: Name,
        /// The version of the purpose, or of the manifest, that was shown.
        version: Name,
        /// What it is from now on.
        state: ConsentState,
        /// Where the person said so: `portal`, `companion_app`, `voice`, `operator`, ...
        channel: Name,
        /// Whether it was a plain yes or no, or an express statement about special category data (UK GDPR Art 9(2)(a)).
        #[serde(default, skip_serializing_if = "Expression::is_plain")]
        expression: Expression,
    },
    /// Data about a subject is about to leave (law L7).
    Access {
        /// Who reads.
        recipient: Name,
        /// The product whose manifest names purpose and stream.
        product: Name,
        /// The purpose it is read for.
        purpose: Name,
        /// The person or home the data is about.
        subject: Commitment,
        /// The stream, or none when all streams of the purpose are read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stream: Option<Name>,
        /// Start of the range that is read, inclusive.
        #[serde(with = "rfc3339")]
        from: UnixMillis,
        /// End of the range that is read, exclusive.
        #[serde(with = "rfc3339")]
        to: UnixMillis,
        /// How many readings.
        count: u64,
    },
    /// A person took a copy of their data.
    Export {
        /// The person.
        subject: Commitment,
        /// How many readings it held.
        count: u64,
    },
    /// A request moved on by a step.
    Request {
        /// The person it is about.
        subject: Commitment,
        /// The number of the request.
        reference: Commitment,
        /// `access`, `erasure`, `restriction`, ...
        right: Name,
        /// `received`, `working`, `done`, `refused`, ...
        step: Name,
    },
    /// The secrets of a subject were destroyed; what was locked with them can be read by nobody.
    Erasure {
        /// The person or home, under the salt that was destroyed with them.
        subject: Commitment,
        /// How many secrets.
        secrets: u64,
    },
    /// A period came to its end and its secret was destroyed.
    PeriodEnded {
        /// The product.
        product: Name,
        /// The stream.
        stream: Name,
        /// Which tier of the stream, counted from 0.
        tier: u64,
        /// Which period of the tier.
        period: Name,
    },
    /// A device was claimed by a home.
    DeviceClaimed {
        /// The device, under the salt of the home.
        device: Commitment,
        /// The home.
        household: Commitment,
    },
    /// A device left a home (resale, lost, reset).
    DeviceReleased {
        /// The device, under the salt of the home it leaves.
        device: Commitment,
        /// The home it leaves.
        household: Commitment,
    },
    /// What a device sent in a home was deleted, after it left or began anew: a certificate for the home.
    DeviceErased {
        /// The device, under the salt of the home.
        device: Commitment,
        /// The home whose readings they were.
        household: Commitment,
        /// Blocks of readings that were deleted.
        blocks: u64,
        /// Rows in these.
        rows: u64,
        /// Clips and pictures that were deleted.
        clips: u64,
    },
    /// A person joined a home.
    MemberJoined {
        /// The home.
        household: Commitment,
        /// The person.
        member: Commitment,
    },
    /// A person left a home; their access has ended.
    MemberLeft {
        /// The home.
        household: Commitment,
        /// The person.
        member: Commitment,
    },
    /// The credential of a recipient's client changed.
    ClientChanged {
        /// The recipient.
        recipient: Name,
        /// What changed.
        change: ClientChange,
    },
    /// An organisation was told what happened to data that it was given (UK GDPR Art 19), or answered.
    RecipientTold {
        /// Who.
        recipient: Name,
        /// What happened: `erasure`, `rectification`, `restriction`, `withdrawal`, ...
        act: Name,
        /// The name of the notice, drawn at random. It names nobody.
        notice: Name,
        /// `received`, `done`, `settled`, `overdue`.
        step: Name,
    },
    /// The service itself was changed by those who run it.
    Administrative {
        /// What was done, as one word of a closed list of the caller: `keys_rotated`, `operator_added`, ...
        what: Name,
    },
}

/// How a consent is put. The one never stands for the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expression {
    /// A clear act.
    #[default]
    Plain,
    /// An express statement.
    Express,
}

impl Expression {
    /// Whether it is a plain one, which is not written out.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "the form that serde asks for"
    )]
    const fn is_plain(&self) -> bool {
        matches!(self, Self::Plain)
    }
}

/// What a consent is from now on. Only `granted` unlocks anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    /// Given by the person.
    Granted,
    /// Asked and not given.
    Refused,
    /// Given once, taken back by the person.
    Withdrawn,
    /// Its time ran out.
    Expired,
    /// The purpose changed; the person has to be asked again.
    Superseded,
    /// Ended by a reset of the device.
    VoidByReset,
    /// Ended because the device went to another home.
    VoidByTransfer,
    /// Ended because the person came of age and decides for themselves now.
    VoidByAge,
}

/// What happened to the credential of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientChange {
    /// A new credential was issued.
    Issued,
    /// The credential was replaced.
    Rotated,
    /// The credential was taken away.
    Revoked,
}
