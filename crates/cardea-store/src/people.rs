//! People, homes, devices, consents, sessions and programs: one file each.

mod again;
mod answered;
mod client;
mod consent;
mod details;
mod device;
mod directive;
mod erasure;
mod household;
mod hub;
mod looked;
mod overview;
mod profile;
mod receipt;
mod rectify;
mod request;
mod session;
mod stop;
mod subjects;

pub use again::erased_in;
pub use answered::GivenAnswer;
pub use client::{ClientToken, Program};
pub use consent::{ConsentChange, ConsentRecord, Decision};
pub use details::{Details, NewPerson, Person};
pub(crate) use device::Seats;
pub use device::{Device, DeviceSeat, Provisioned, Released};
pub use directive::{Directives, Listen, Told};
pub use erasure::{Erasure, ErasureStep};
pub use household::{Founded, NewHousehold};
pub use hub::{Attached, Behind};
pub use looked::Looked;
pub(crate) use profile::profile_label;
pub use rectify::value_of;
pub use request::{
    Asker, NewRequest, NewStep, RequestId, RequestIdError, RequestRecord, RequestStep, requests_in,
};
pub use session::{Session, SessionToken};
pub use stop::StopKind;
