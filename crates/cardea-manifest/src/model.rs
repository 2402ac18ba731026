//! Every section of the manifest, as types.

mod access;
mod children_care;
mod data;
mod dpia;
mod eu;
mod home;
mod incidents;
mod life;
mod models;
mod organisations;
mod people;
mod product;
mod purposes;
mod retention;
mod rights;
mod security;
mod statements;
mod streams;
mod telling;

pub use access::{
    Choice, Control, Ground, Moment, Notices, OtherAccess, Prominence, Renewal, Start, Steps,
    Surface,
};
pub use children_care::{AgeBand, AgeKnownBy, ChildrenCare, RightsActor};
pub use data::{DataCategory, Sensitivity};
pub use dpia::{Consultation, Dpia, Grade, Harm, Misuse, Risk};
pub use eu::{CyberResilience, DataAct, EuFacts, RadioEquipment};
pub use home::{Bystanders, Idle, RecognisedBy, Recognition, Safety, Strangers, UnsureGoesTo};
pub use incidents::{BreachNoticePart, Breaches, Capture, FailurePlan, SupplyContact};
pub use life::{
    EndOfLife, ErasedPart, ErasureExtent, Reset, Rollback, Transfer, UpdateKind, Updates,
};
pub use models::{AutomatedDecision, Model, ModelPlace, ShownAs};
pub use organisations::{
    Activity, Authorisation, Contact, Contract, ContractTerms, Exemption, Organisation,
    Registration, SupplyRole, TransferMechanism, TransferOutside,
};
pub use people::{ConsentFrom, Guests, People, Sees, SharedErasure};
pub use product::{
    Account, App, AppPermission, Buffer, BufferPlace, Children, Component, FalseTriggers,
    HandledBy, Handler, Input, Kind, Output, Permission, Product, Radio, RadioSignal, Reach,
    Revealed, Sense, SenseState, Signal, SoldAs, Switch,
};
pub use purposes::{
    After, Aggregate, Arrangement, Basis, BasisKind, FieldUse, FieldUses, FormerBasis, HumanReview,
    NecessaryFor, Necessity, Purpose, PurposeChildren, PurposeClass, Recipient, Reuse, ReuseGround,
    SpecialCategory, StartedBy, Technique, Use,
};
pub use retention::{Hold, Retention};
pub use rights::{
    Complaints, CopyFormat, Fee, IdentityStep, RefusalPart, Right, Rights, ThirdPartyData, Way,
};
pub use security::{
    Boot, Certificates, Components, Dated, Debug, DeviceSecrets, LocalTransit, Mfa, PasswordScheme,
    PasswordSource, Passwords, Security, SetUp, SignIn, StaffAccess, Tests, Transit,
    VulnerabilityReports,
};
pub use statements::{
    Assessment, Conformance, CountryLabel, LabelScheme, PreparedBy, Psti, Statements, Waiver,
};
pub use streams::{
    About, Accuracy, Clock, ClockSource, Field, FieldType, From, Origin, Personal, Range, Stream,
    ToldLater,
};
pub use telling::{
    AllAtOnce, Asking, Marketing, MarketingGround, MarketingWay, NoticeForm, NoticeLayer,
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
        /// How choices are asked as a whole.
        pub asking: Option<Asking>,
        /// Where people are told, by moment.
        pub notices: Notices,
        /// How people use their rights.
        pub rights: Rights,
        /// How keeping and deleting is looked after.
        pub retention: Option<Retention>,
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
        /// The data protection impact assessment.
        pub dpia: Option<Dpia>,
        /// Statements the law wants signed.
        pub statements: Statements,
        /// What only a person can judge, by the code of the control: dated, named, expiring.
        pub assessments: Map<Assessment>,
        /// Controls of level SHOULD that are kept in another way, by their code.
        pub waivers: Map<Waiver>,
    }
}
