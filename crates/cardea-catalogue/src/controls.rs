// Written by `cargo xtask codegen` from the files in `controls/`. Do not edit.

use crate::Control;

mod accountability {
    pub(crate) mod high_risk_without_assessment;
    pub(crate) mod processor_without_contract;
    pub(crate) mod role_not_decided;
}
mod accuracy {
    pub(crate) mod estimate_shown_as_fact;
}
mod children {
    pub(crate) mod open_by_default;
}
mod consent {
    pub(crate) mod consent_of_somebody_else;
    pub(crate) mod harder_to_refuse_than_to_grant;
    pub(crate) mod harder_to_withdraw_than_to_grant;
}
mod fairness {
    pub(crate) mod core_lost_by_refusing;
}
mod information {
    pub(crate) mod personal_data_denied;
    pub(crate) mod special_category_unmarked;
}
mod lawfulness {
    pub(crate) mod interests_not_weighed;
    pub(crate) mod purpose_without_basis;
    pub(crate) mod special_category_without_condition;
}
mod minimisation {
    pub(crate) mod data_without_purpose;
    pub(crate) mod finer_than_needed;
    pub(crate) mod identifiers_can_be_joined;
    pub(crate) mod no_protective_technique;
    pub(crate) mod nothing_works_without_account;
    pub(crate) mod optional_data_demanded;
    pub(crate) mod passed_on_in_full;
    pub(crate) mod people_review_unasked;
    pub(crate) mod permission_without_reason;
    pub(crate) mod recordings_leave_the_device;
    pub(crate) mod sensitive_inference_unneeded;
    pub(crate) mod takes_in_too_much;
    pub(crate) mod telemetry_tells_who;
    pub(crate) mod trackers_run_unasked;
    pub(crate) mod trigger_buffer_unbounded;
}
mod product_security {
    pub(crate) mod guessable_password;
    pub(crate) mod no_end_of_support;
}
mod rights {
    pub(crate) mod rights_need_an_account;
}
mod security {
    pub(crate) mod guessing_not_resisted;
    pub(crate) mod input_not_tried;
    pub(crate) mod members_not_protected;
    pub(crate) mod no_second_factor;
    pub(crate) mod no_way_back;
    pub(crate) mod pairing_just_works;
    pub(crate) mod security_not_fit_to_risk;
    pub(crate) mod security_not_tested;
    pub(crate) mod sent_in_the_clear;
    pub(crate) mod shared_secrets;
    pub(crate) mod sign_in_never_ends;
    pub(crate) mod software_not_verified;
    pub(crate) mod staff_see_freely;
    pub(crate) mod stored_in_the_clear;
    pub(crate) mod telemetry_not_watched;
    pub(crate) mod tells_the_neighbours;
    pub(crate) mod updates_not_secure;
    pub(crate) mod weaknesses_not_followed;
    pub(crate) mod wide_attack_surface;
}
mod storage {
    pub(crate) mod kept_without_period;
}
mod storage_access {
    pub(crate) mod access_not_listed;
    pub(crate) mod access_without_ground;
    pub(crate) mod emitted_signals_as_statistics;
}
mod transparency {
    pub(crate) mod not_told_before_purchase;
}

/// Every control, ordered by code.
pub static ALL: &[&Control] = &[
    &accountability::role_not_decided::CONTROL,
    &accountability::processor_without_contract::CONTROL,
    &accountability::high_risk_without_assessment::CONTROL,
    &accuracy::estimate_shown_as_fact::CONTROL,
    &children::open_by_default::CONTROL,
    &consent::harder_to_withdraw_than_to_grant::CONTROL,
    &consent::harder_to_refuse_than_to_grant::CONTROL,
    &consent::consent_of_somebody_else::CONTROL,
    &fairness::core_lost_by_refusing::CONTROL,
    &information::personal_data_denied::CONTROL,
    &information::special_category_unmarked::CONTROL,
    &lawfulness::purpose_without_basis::CONTROL,
    &lawfulness::interests_not_weighed::CONTROL,
    &lawfulness::special_category_without_condition::CONTROL,
    &minimisation::data_without_purpose::CONTROL,
    &minimisation::optional_data_demanded::CONTROL,
    &minimisation::permission_without_reason::CONTROL,
    &minimisation::recordings_leave_the_device::CONTROL,
    &minimisation::finer_than_needed::CONTROL,
    &minimisation::nothing_works_without_account::CONTROL,
    &minimisation::trackers_run_unasked::CONTROL,
    &minimisation::trigger_buffer_unbounded::CONTROL,
    &minimisation::telemetry_tells_who::CONTROL,
    &minimisation::takes_in_too_much::CONTROL,
    &minimisation::identifiers_can_be_joined::CONTROL,
    &minimisation::people_review_unasked::CONTROL,
    &minimisation::no_protective_technique::CONTROL,
    &minimisation::sensitive_inference_unneeded::CONTROL,
    &minimisation::passed_on_in_full::CONTROL,
    &storage_access::access_not_listed::CONTROL,
    &storage_access::access_without_ground::CONTROL,
    &storage_access::emitted_signals_as_statistics::CONTROL,
    &product_security::guessable_password::CONTROL,
    &product_security::no_end_of_support::CONTROL,
    &rights::rights_need_an_account::CONTROL,
    &security::security_not_fit_to_risk::CONTROL,
    &security::sent_in_the_clear::CONTROL,
    &security::stored_in_the_clear::CONTROL,
    &security::no_second_factor::CONTROL,
    &security::guessing_not_resisted::CONTROL,
    &security::updates_not_secure::CONTROL,
    &security::software_not_verified::CONTROL,
    &security::wide_attack_surface::CONTROL,
    &security::shared_secrets::CONTROL,
    &security::input_not_tried::CONTROL,
    &security::telemetry_not_watched::CONTROL,
    &security::security_not_tested::CONTROL,
    &security::no_way_back::CONTROL,
    &security::tells_the_neighbours::CONTROL,
    &security::members_not_protected::CONTROL,
    &security::staff_see_freely::CONTROL,
    &security::weaknesses_not_followed::CONTROL,
    &security::pairing_just_works::CONTROL,
    &security::sign_in_never_ends::CONTROL,
    &storage::kept_without_period::CONTROL,
    &transparency::not_told_before_purchase::CONTROL,
];
