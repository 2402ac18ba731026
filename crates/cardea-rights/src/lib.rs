//! Consent, requests, the periods of law, and who may act for whom.
//!
//! **Invariant:** every state has one reason to be in it, with who, when and by which way; withdrawal wins in any order; no due day moves back.
//!
//! **Trust:** someone who can change this crate can make a refusal count as a consent.

pub mod clock;
mod consent;
mod guardian;
mod request;

pub use consent::{Channel, ConsentEvent, ConsentRefusal, ConsentState};
pub use guardian::{ActingFor, Actor, Standing, may_decide};
pub use request::{
    Alarm, Deadlines, Ground, Progress, RequestChannel, RequestEvent, RequestKind, RequestRefusal,
    RequestState, Route, StepBy,
};
