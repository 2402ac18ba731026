// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

use crate::Instrument;

pub mod case_law;
pub mod charges_regulations_2018;
pub mod childrens_code;
pub mod cwsa_2026;
pub mod dmcc_act_2024;
pub mod dpa_2018;
pub mod en_303_645;
pub mod equality_act_2010;
pub mod eu_cra;
pub mod eu_data_act;
pub mod eu_radio_equipment;
pub mod ico_ai;
pub mod ico_audit_toolkits;
pub mod ico_best_interests;
pub mod ico_biometrics;
pub mod ico_cma_harmful_design;
pub mod ico_complaints;
pub mod ico_consent;
pub mod ico_design_lifecycle;
pub mod ico_domestic_cctv;
pub mod ico_iot_guidance;
pub mod ico_lawful_basis;
pub mod ico_must_should_could;
pub mod ico_pets;
pub mod ico_storage_and_access;
pub mod ico_subject_access;
pub mod iso_29147;
pub mod pecr;
pub mod psti_act_2022;
pub mod psti_regulations_2023;
pub mod uk_gdpr;

/// Every instrument, in the order of its file names.
pub static ALL: &[&Instrument] = &[
    &case_law::INSTRUMENT,
    &charges_regulations_2018::INSTRUMENT,
    &childrens_code::INSTRUMENT,
    &cwsa_2026::INSTRUMENT,
    &dmcc_act_2024::INSTRUMENT,
    &dpa_2018::INSTRUMENT,
    &en_303_645::INSTRUMENT,
    &equality_act_2010::INSTRUMENT,
    &eu_cra::INSTRUMENT,
    &eu_data_act::INSTRUMENT,
    &eu_radio_equipment::INSTRUMENT,
    &ico_ai::INSTRUMENT,
    &ico_audit_toolkits::INSTRUMENT,
    &ico_best_interests::INSTRUMENT,
    &ico_biometrics::INSTRUMENT,
    &ico_cma_harmful_design::INSTRUMENT,
    &ico_complaints::INSTRUMENT,
    &ico_consent::INSTRUMENT,
    &ico_design_lifecycle::INSTRUMENT,
    &ico_domestic_cctv::INSTRUMENT,
    &ico_iot_guidance::INSTRUMENT,
    &ico_lawful_basis::INSTRUMENT,
    &ico_must_should_could::INSTRUMENT,
    &ico_pets::INSTRUMENT,
    &ico_storage_and_access::INSTRUMENT,
    &ico_subject_access::INSTRUMENT,
    &iso_29147::INSTRUMENT,
    &pecr::INSTRUMENT,
    &psti_act_2022::INSTRUMENT,
    &psti_regulations_2023::INSTRUMENT,
    &uk_gdpr::INSTRUMENT,
];
