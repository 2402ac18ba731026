//! Requests of people: what can be asked, how one moves on, and what its clock says.

mod deadlines;
mod event;
mod ground;
mod kind;
mod progress;
mod state;

pub use deadlines::{Alarm, Deadlines};
pub use event::{RequestEvent, StepBy};
pub use ground::{Ground, Route};
pub use kind::{RequestChannel, RequestKind};
pub use progress::{Progress, RequestRefusal};
pub use state::RequestState;
