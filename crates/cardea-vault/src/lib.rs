//! The secrets of people and of periods, and the data keys made from them.
//!
//! Every reading is locked twice: `data key = HKDF-SHA-256(person secret || period secret)`. Destroy
//! the one and a person is forgotten; destroy the other and a period is. Both are the overwriting of
//! one small row, whatever the amount of data behind it.
//!
//! | read | to learn |
//! | --- | --- |
//! | [`Vault`] | what can be asked: create, seal, destroy, end |
//! | `vault/` | how each of these is done, one file each |
//! | `secrets_file` | how secrets lie on disk, and why they are overwritten and never deleted |
//! | [`DataKey`], `key_cache` | how keys are used, kept and killed |
//! | [`KeyEncryption`], [`Kek`] | what the secrets themselves are locked with |
//! | [`Examination`] | a look at the secrets without opening a vault, for `cardea doctor` |
//! | `derive` | the bytes from which a data key is made |
//!
//! **Invariant:** once [`Vault::destroy_subjects`] or [`Vault::end_periods`] has answered `Ok`, the
//! secrets concerned are in no file of the vault, every key made from them is zeroised wherever it is
//! held, and nothing can make them again (laws L4 and L5). No secret has a `Debug` or an error text.
//!
//! **Trust:** someone who can change this crate can read everything and pretend to forget it. Someone
//! who has the secrets file without the key file has ciphertext and random ids; with both, and the
//! data, everything that is not yet erased.
//!
//! Out of reach: blocks that a disk remapped or a file system journalled keep the *wrapped* secret for
//! a while, and so does a backup of the secrets file: keep those apart from the key file, and short.

mod data_key;
mod derive;
mod error;
mod examination;
mod kek;
mod key_cache;
pub mod limits;
mod nonce;
mod period;
mod row;
mod secret;
mod secrets_file;
mod vault;

pub use data_key::{DataKey, KeyError};
pub use error::VaultError;
pub use examination::{Examination, Fate, Lookup, Remains};
pub use kek::{Kek, KekError, KekId, KeyEncryption, WrapError};
pub use nonce::{Nonce12, NonceSequence};
pub use period::{EndedPeriod, JOURNAL_TIER, PeriodId, PeriodName};
pub use secret::Salt;
pub use secrets_file::copy::{copy_secrets, destroyed_in, kek_of};
pub use vault::{
    Creation, Destroyed, DestroyedSubject, Destruction, EndedAfter, OldCopies, Rotated,
    SubjectState, Vault,
};
