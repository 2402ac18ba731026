//! What people and programs can do: one file each.

mod asking;
mod choices;
mod clips;
mod consent;
mod device;
mod elsewhere;
mod erasure;
mod expiry;
mod handing_on;
mod home;
mod invitations;
mod members;
mod notices;
mod own;
pub(crate) mod package;
mod password;
mod portability;
mod profiles;
mod reading;
mod recovery;
pub(crate) mod requests;
mod sees;
mod sessions;
mod subjects;
mod watching;

pub use asking::Prompt;
pub use choices::{Choice, Standing};
pub(crate) use choices::{happens, is_opened, state_now};
pub use clips::OpenClip;
pub(crate) use clips::first_copy;
pub use consent::{Said, Settled};
pub use erasure::{AsksToBeForgotten, Erased, Forgetting};
pub use handing_on::{Certificate, Forgot};
pub use home::{Confirmed, NewHome};
pub use invitations::{InvitedAs, Joining};
pub use notices::{ToldRound, ToldTo};
pub use own::{OwnStream, StreamView};
pub use package::Package;
pub use reading::Answered;
pub use requests::{
    Asked, Operated, PurposeAsked, Recorded, Rectified, RequestView, TakenUp, ValueAsked,
};
pub use sees::{Looker, Seen, SeenBy};
