//! What people and programs can do: one file each.

mod choices;
mod clips;
mod consent;
mod device;
mod erasure;
mod expiry;
mod handing_on;
mod home;
mod invitations;
mod members;
mod own;
pub(crate) mod package;
mod password;
mod profiles;
mod reading;
mod recovery;
mod sees;
mod sessions;
mod subjects;

pub(crate) use choices::happens;
pub use choices::{Choice, Standing};
pub use clips::OpenClip;
pub(crate) use clips::first_copy;
pub use consent::{Said, Settled};
pub use erasure::{AsksToBeForgotten, Erased, Forgetting};
pub use handing_on::{Certificate, Forgot};
pub use home::{Confirmed, NewHome};
pub use invitations::{InvitedAs, Joining};
pub use own::{OwnStream, StreamView};
pub use package::Package;
pub use reading::Answered;
pub use sees::{Looker, Seen, SeenBy};
