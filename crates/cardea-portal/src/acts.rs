//! What people and programs can do: one file each.

mod choices;
mod clips;
mod consent;
mod device;
mod erasure;
mod expiry;
mod home;
mod own;
pub(crate) mod package;
mod password;
mod portability;
mod reading;
pub(crate) mod requests;
mod subjects;

pub(crate) use choices::happens;
pub use choices::{Choice, Standing};
pub use clips::OpenClip;
pub(crate) use clips::first_copy;
pub use consent::{Said, Settled};
pub use erasure::Erased;
pub use home::NewHome;
pub use own::{OwnStream, StreamView};
pub use package::Package;
pub use reading::Answered;
pub use requests::{
    Asked, Operated, PurposeAsked, Recorded, Rectified, RequestView, TakenUp, ValueAsked,
};
