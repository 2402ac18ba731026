//! What people and programs can do: one file each.

mod choices;
mod clips;
mod consent;
mod device;
mod elsewhere;
mod erasure;
mod expiry;
mod home;
mod notices;
mod own;
pub(crate) mod package;
mod password;
mod reading;
mod subjects;

pub(crate) use choices::happens;
pub use choices::{Choice, Standing};
pub use clips::OpenClip;
pub(crate) use clips::first_copy;
pub use consent::{Said, Settled};
pub use erasure::Erased;
pub use home::NewHome;
pub use notices::{ToldRound, ToldTo};
pub use own::{OwnStream, StreamView};
pub use package::Package;
pub use reading::Answered;
