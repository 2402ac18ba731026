// Written by `cargo xtask codegen` from the files in `controls/`. Do not edit.

use crate::Control;

mod storage {
    pub(crate) mod kept_without_period;
}

/// Every control, ordered by code.
pub static ALL: &[&Control] = &[
    &storage::kept_without_period::CONTROL,
];
