//! Clips and pictures: their bytes in files of a folder, in chunks under the same two locks as readings.
//!
//! | look in | for |
//! | --- | --- |
//! | [`admission`] | who permits it, asked before the first byte and again in the writer's turn that commits it |
//! | [`upload`] | bytes on their way to the disk, in constant memory |
//! | [`lock`] | what a chunk is bound to |
//! | [`reading`] | what is held, and any part of it |
//! | [`ends`] | withdrawn, over, erased: the row first, then the file |
//! | [`objects`] | the folder |
//!
//! **Invariant:** a file without a row is served to nobody and swept; a row is committed only when its file is durable.

mod admission;
mod ends;
mod examining;
mod kind;
mod lock;
mod objects;
mod reading;
mod turns;
mod upload;

pub use self::admission::{MediaAdmission, MediaOffer, MediaRefusal};
pub(crate) use self::ends::{
    end_of_period, forget_device, forget_home, forget_shared, forget_subject, take_away,
};
pub use self::examining::media_files;
pub(crate) use self::examining::{Tried, stray_files, try_all};
pub use self::kind::{MediaId, MediaKind};
pub(crate) use self::objects::Objects;
pub use self::reading::{MediaItem, MediaReader};
pub(crate) use self::turns::Turns;
pub use self::upload::{Durable, Upload};
