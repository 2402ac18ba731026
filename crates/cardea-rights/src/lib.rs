//! Consent, requests, the periods of law, and who may act for whom.
//!
//! **Invariant:** every state has one reason to be in it, with who, when and by which way; withdrawal wins in any order; no due day moves back.
//!
//! **Trust:** someone who can change this crate can make a refusal count as a consent.

mod channel;
pub mod clock;
mod consent;
mod guardian;
mod prompt;
mod reason;
mod request;
mod words;

pub use channel::{Dialogue, Means, Plan, Speaker, Turn, Way, plans};
pub use consent::{Channel, ConsentEvent, ConsentRefusal, ConsentState};
pub use guardian::{ActingFor, Actor, Standing, may_decide};
pub use prompt::{LEFT_ALONE, MayAsk, Prompting, WhyNot, may_ask};
pub use reason::ConsentReason;
pub use request::{
    Alarm, Deadlines, Ground, Progress, RequestChannel, RequestEvent, RequestKind, RequestRefusal,
    RequestState, Route, StepBy,
};
pub use words::{LANGUAGE, deciders, statement};
