// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

use crate::Instrument;

pub mod childrens_code;
pub mod cwsa_2026;
pub mod dpa_2018;
pub mod en_303_645;
pub mod ico_iot_guidance;
pub mod ico_storage_and_access;
pub mod pecr;
pub mod psti_act_2022;
pub mod psti_regulations_2023;
pub mod uk_gdpr;

/// Every instrument, in the order of its file names.
pub static ALL: &[&Instrument] = &[
    &childrens_code::INSTRUMENT,
    &cwsa_2026::INSTRUMENT,
    &dpa_2018::INSTRUMENT,
    &en_303_645::INSTRUMENT,
    &ico_iot_guidance::INSTRUMENT,
    &ico_storage_and_access::INSTRUMENT,
    &pecr::INSTRUMENT,
    &psti_act_2022::INSTRUMENT,
    &psti_regulations_2023::INSTRUMENT,
    &uk_gdpr::INSTRUMENT,
];
