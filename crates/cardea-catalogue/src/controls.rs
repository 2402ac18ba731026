// Written by `cargo xtask codegen` from the files in `controls/`. Do not edit.

use crate::Control;

mod accountability {
    pub(crate) mod assessment_with_gaps;
    pub(crate) mod changed_since_assessment;
    pub(crate) mod component_without_role;
    pub(crate) mod design_stage_without_privacy;
    pub(crate) mod deviation_without_waiver;
    pub(crate) mod fee_not_paid;
    pub(crate) mod high_risk_without_assessment;
    pub(crate) mod household_exemption_claimed;
    pub(crate) mod jointly_without_arrangement;
    pub(crate) mod no_approved_code;
    pub(crate) mod no_data_protection_officer;
    pub(crate) mod no_uk_representative;
    pub(crate) mod not_protected_by_design;
    pub(crate) mod open_before_anybody_chose;
    pub(crate) mod processor_without_contract;
    pub(crate) mod record_with_gaps;
    pub(crate) mod regulator_not_consulted;
    pub(crate) mod role_not_decided;
    pub(crate) mod scope_not_decided;
    pub(crate) mod sent_abroad_without_safeguard;
    pub(crate) mod stated_without_evidence;
    pub(crate) mod sub_processor_not_authorised;
    pub(crate) mod supply_role_not_decided;
}
mod accuracy {
    pub(crate) mod estimate_shown_as_fact;
}
mod beyond {
    pub(crate) mod eu_cyber_resilience_unready;
    pub(crate) mod eu_data_not_accessible;
    pub(crate) mod eu_data_not_on_request;
    pub(crate) mod eu_data_not_told_before;
    pub(crate) mod eu_radio_not_declared;
    pub(crate) mod eu_vulnerabilities_not_reported;
}
mod breach {
    pub(crate) mod breach_notice_with_gaps;
    pub(crate) mod breaches_not_recorded;
    pub(crate) mod communications_breach_unprepared;
    pub(crate) mod no_plan_for_72_hours;
    pub(crate) mod nobody_answers_at_night;
    pub(crate) mod people_not_told_of_breach;
    pub(crate) mod processor_tells_too_late;
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
}
mod product_security {
    pub(crate) mod guessable_password;
    pub(crate) mod no_end_of_support;
}
mod rights {
    pub(crate) mod rights_need_an_account;
}
mod security {
    pub(crate) mod sent_in_the_clear;
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
    &accountability::jointly_without_arrangement::CONTROL,
    &accountability::processor_without_contract::CONTROL,
    &accountability::sub_processor_not_authorised::CONTROL,
    &accountability::high_risk_without_assessment::CONTROL,
    &accountability::assessment_with_gaps::CONTROL,
    &accountability::changed_since_assessment::CONTROL,
    &accountability::regulator_not_consulted::CONTROL,
    &accountability::not_protected_by_design::CONTROL,
    &accountability::open_before_anybody_chose::CONTROL,
    &accountability::record_with_gaps::CONTROL,
    &accountability::no_data_protection_officer::CONTROL,
    &accountability::no_uk_representative::CONTROL,
    &accountability::fee_not_paid::CONTROL,
    &accountability::stated_without_evidence::CONTROL,
    &accountability::sent_abroad_without_safeguard::CONTROL,
    &accountability::component_without_role::CONTROL,
    &accountability::design_stage_without_privacy::CONTROL,
    &accountability::supply_role_not_decided::CONTROL,
    &accountability::household_exemption_claimed::CONTROL,
    &accountability::deviation_without_waiver::CONTROL,
    &accountability::scope_not_decided::CONTROL,
    &accountability::no_approved_code::CONTROL,
    &accuracy::estimate_shown_as_fact::CONTROL,
    &beyond::eu_data_not_accessible::CONTROL,
    &beyond::eu_data_not_on_request::CONTROL,
    &beyond::eu_data_not_told_before::CONTROL,
    &beyond::eu_vulnerabilities_not_reported::CONTROL,
    &beyond::eu_cyber_resilience_unready::CONTROL,
    &beyond::eu_radio_not_declared::CONTROL,
    &breach::breaches_not_recorded::CONTROL,
    &breach::no_plan_for_72_hours::CONTROL,
    &breach::breach_notice_with_gaps::CONTROL,
    &breach::people_not_told_of_breach::CONTROL,
    &breach::processor_tells_too_late::CONTROL,
    &breach::nobody_answers_at_night::CONTROL,
    &breach::communications_breach_unprepared::CONTROL,
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
    &storage_access::access_not_listed::CONTROL,
    &storage_access::access_without_ground::CONTROL,
    &storage_access::emitted_signals_as_statistics::CONTROL,
    &product_security::guessable_password::CONTROL,
    &product_security::no_end_of_support::CONTROL,
    &rights::rights_need_an_account::CONTROL,
    &security::sent_in_the_clear::CONTROL,
    &storage::kept_without_period::CONTROL,
    &transparency::not_told_before_purchase::CONTROL,
];
