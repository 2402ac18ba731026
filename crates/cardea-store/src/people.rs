//! People, homes, devices, consents, sessions and programs: one file each.

mod again;
mod answered;
mod browser;
mod client;
mod consent;
mod details;
mod device;
mod directive;
mod erasure;
mod handing_on;
mod household;
mod hub;
mod invitation;
mod lapse;
mod leaving;
mod looked;
mod lost;
mod notice;
mod notification;
mod overview;
mod profile;
mod public_id;
mod receipt;
mod recovery;
mod rectify;
mod request;
mod session;
mod stop;
mod subjects;
mod viewed;
mod waiting;
mod webhook;
mod words;

pub use again::erased_in;
pub use answered::GivenAnswer;
pub use browser::{Afterwards, Begun, Comes, OpenSession, Trust};
pub use client::{ClientToken, Program};
pub(crate) use consent::kind_from_word;
pub use consent::{ConsentChange, ConsentRecord, Decision};
pub(crate) use details::born;
pub use details::{Details, NewPerson, Person};
pub(crate) use device::Seats;
pub use device::{Claimed, Device, DeviceSeat, Provisioned, Released};
pub use directive::{Directives, Listen, Told};
pub use erasure::{Erasure, ErasureStep};
pub use handing_on::{DeviceErased, HandOn, HandedOn};
pub use household::{Founded, NewHousehold};
pub use hub::{Attached, Behind};
pub use invitation::{Invitation, Invite, Invited};
pub use lapse::OwedEvidence;
pub(crate) use lapse::supersede;
pub use leaving::{Former, Going};
pub use looked::Looked;
pub use notice::{Notice, NoticeKind};
pub use notification::{
    Delivery, Notification, NotificationAct, NotificationId, NotificationState, Outbox,
};
pub(crate) use profile::profile_label;
pub use public_id::PublicId;
pub use recovery::{Recovery, Taken};
pub use rectify::value_of;
pub use request::{
    Asker, NewRequest, NewStep, RequestId, RequestIdError, RequestRecord, RequestStep, requests_in,
};
pub use session::{Lives, Present, Session, SessionToken};
pub(crate) use stop::MARKETING;
pub use stop::StopKind;
pub use viewed::Viewed;
pub use waiting::Waiting;
pub use webhook::{Webhook, WebhookSet};
pub use words::Shown;
