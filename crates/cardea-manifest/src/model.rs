//! Every section of the manifest, as types.

mod access;
mod data;
mod life;
mod models;
mod organisations;
mod people;
mod product;
mod purposes;
mod rights;
mod security;
mod statements;
mod streams;

pub use access::{Choice, Control, Ground, Moment, Notices, OtherAccess, Start, Steps, Surface};
pub use data::{DataCategory, Sensitivity};
pub use life::{EndOfLife, ErasureExtent, Reset, Transfer, UpdateKind, Updates};
pub use models::{AutomatedDecision, Model, ModelPlace, ShownAs};
pub use organisations::{
    Activity, Authorisation, Contact, Contract, ContractTerms, Organisation, Registration,
    TransferMechanism, TransferOutside,
};
pub use people::{ConsentFrom, Guests, People, Sees, SharedErasure};
pub use product::{
    Account, App, AppPermission, Children, Component, HandledBy, Handler, Input, Kind, Output,
    Permission, Product, Radio, RadioSignal, Reach, Sense, Signal, Switch,
};
pub use purposes::{
    Aggregate, Arrangement, Basis, BasisKind, FieldUse, FieldUses, Necessity, Purpose,
    PurposeChildren, PurposeClass, Recipient, SpecialCategory, Use,
};
pub use rights::{IdentityStep, Rights, ThirdPartyData};
pub use security::{
    Boot, Dated, Mfa, PasswordScheme, PasswordSource, Passwords, Security, SignIn, Tests, Transit,
    VulnerabilityReports,
};
pub use statements::{Assessment, Psti, Statements, Waiver};
pub use streams::{
    About, Accuracy, Clock, ClockSource, Field, FieldType, From, Origin, Personal, Range, Stream,
};

use crate::At;
use crate::shape::{Map, record};

record! {
    /// The manifest of one product: what it is, which data it sends, about whom, why, for how long and to whom.
    pub struct Manifest {
        /// Version of this format, always 1.
        pub cardea: At<u32>,
        /// What the product is, what it senses, how people meet it.
        pub product: Product,
        /// What Cardea runs for this product, and so keeps by construction; elsewhere the maker states how.
        pub handled_by: HandledBy,
        /// Every organisation that has to do with the data, the maker first.
        pub organisations: Map<Organisation>,
        /// Who a reading can be about, and who is asked.
        pub people: People,
        /// What the product sends.
        pub streams: Map<Stream>,
        /// What else is stored on or read from the device, the app or a web page (PECR reg 6, Schedule A1).
        pub other_access: Map<OtherAccess>,
        /// Why data is used.
        pub purposes: Map<Purpose>,
        /// How consent is asked for each purpose that needs it.
        pub choices: Map<Choice>,
        /// Where people are told, by moment.
        pub notices: Notices,
        /// How people use their rights.
        pub rights: Rights,
        /// How the data is protected.
        pub security: Option<Security>,
        /// Software updates, and until when there are any.
        pub updates: Option<Updates>,
        /// What a reset does.
        pub reset: Option<Reset>,
        /// How the product passes to another owner.
        pub transfer: Option<Transfer>,
        /// What happens when support ends.
        pub end_of_life: Option<EndOfLife>,
        /// What infers something about people.
        pub models: Map<Model>,
        /// Decisions made by machine alone that have a legal or similarly significant effect.
        pub decisions: Map<AutomatedDecision>,
        /// Statements the law wants signed.
        pub statements: Statements,
        /// What only a person can judge, by the code of the control: dated, named, expiring.
        pub assessments: Map<Assessment>,
        /// Controls of level SHOULD that are kept in another way, by their code.
        pub waivers: Map<Waiver>,
    }
}
