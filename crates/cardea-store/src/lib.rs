//! What is kept: people, homes, devices, consents, and readings under two locks.
//!
//! Begin with [`Store`]. One thread writes ([`writer`]): readings are gated there, in the same order in which consents change, so that no reading
//! is kept under a permission that has ended (laws L2, L3). Readings go to the [`journal`] in group commits and are acknowledged after the
//! commit (L6); the sealer moves them into [`blocks`], by person, device, tier and period.
//!
//! **Invariant:** no value of a reading and no detail of a person is on disk but under the secrets of the vault.
//!
//! **Trust:** someone who can change this crate can keep what nobody agreed to, or say "erased" of what is not.

mod blocks;
mod drift;
mod engine;
mod error;
mod examine;
mod fingerprint;
mod homes;
mod journal;
pub mod limits;
mod marks;
mod media;
mod people;
mod products;
mod read;
mod seal;
mod sqlite;
mod store;
mod tally;
mod wire;
mod writer;

#[cfg(fuzzing)]
pub use blocks::try_block;
pub use drift::{Drift, DriftCount, DriftForm, DriftKind, OTHER_NAMES, drift_in};
pub use engine::{DatabaseError, DatabaseFault};
pub use error::StoreError;
pub use examine::{Examined, examine};
pub use fingerprint::Fingerprinter;
pub use media::{
    Durable, MediaAdmission, MediaId, MediaItem, MediaKind, MediaOffer, MediaReader, MediaRefusal,
    Upload, media_files,
};
pub use people::*;
pub use products::{Product, ProductIndex, Products};
pub use read::{Question, Row, Rows, Stretch, Whose};
pub use seal::{Corrected, Correction};
pub use sqlite::{copy_database, integrity};
pub use store::{Opening, Store, served_versions};
pub use tally::{Tally, TallyReason};
pub use writer::Desk;
