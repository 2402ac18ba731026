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
    pub(crate) mod basis_not_told;
    pub(crate) mod interests_not_weighed;
    pub(crate) mod purpose_without_basis;
    pub(crate) mod special_category_without_condition;
}
mod minimisation {
    pub(crate) mod data_without_purpose;
}
mod product_security {
    pub(crate) mod deemed_route_not_taken;
    pub(crate) mod guessable_password;
    pub(crate) mod no_end_of_support;
    pub(crate) mod no_plan_for_failure;
    pub(crate) mod standard_not_assessed;
    pub(crate) mod statement_incomplete;
    pub(crate) mod statement_thrown_away;
    pub(crate) mod supplied_unchecked;
    pub(crate) mod supply_role_not_said;
    pub(crate) mod weakness_hard_to_report;
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
    pub(crate) mod app_shows_less;
    pub(crate) mod automated_decision_untold;
    pub(crate) mod changed_before_told;
    pub(crate) mod complaint_route_untold;
    pub(crate) mod hard_to_read;
    pub(crate) mod new_owner_untold;
    pub(crate) mod no_code_on_the_product;
    pub(crate) mod no_label_or_film;
    pub(crate) mod no_live_signal;
    pub(crate) mod no_one_place;
    pub(crate) mod not_told_before_purchase;
    pub(crate) mod not_told_by_voice;
    pub(crate) mod not_told_when_it_starts;
    pub(crate) mod notice_incomplete;
    pub(crate) mod notices_never_tried;
    pub(crate) mod others_at_home_untold;
    pub(crate) mod others_told_too_late;
    pub(crate) mod period_not_told;
    pub(crate) mod recipient_not_named;
    pub(crate) mod required_or_optional_unsaid;
    pub(crate) mod says_other_than_sends;
    pub(crate) mod sensing_undocumented;
    pub(crate) mod telemetry_unexplained;
    pub(crate) mod told_after_collection;
    pub(crate) mod told_in_one_layer;
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
    &lawfulness::basis_not_told::CONTROL,
    &lawfulness::interests_not_weighed::CONTROL,
    &lawfulness::special_category_without_condition::CONTROL,
    &minimisation::data_without_purpose::CONTROL,
    &storage_access::access_not_listed::CONTROL,
    &storage_access::access_without_ground::CONTROL,
    &storage_access::emitted_signals_as_statistics::CONTROL,
    &product_security::supply_role_not_said::CONTROL,
    &product_security::guessable_password::CONTROL,
    &product_security::weakness_hard_to_report::CONTROL,
    &product_security::no_end_of_support::CONTROL,
    &product_security::statement_incomplete::CONTROL,
    &product_security::statement_thrown_away::CONTROL,
    &product_security::no_plan_for_failure::CONTROL,
    &product_security::deemed_route_not_taken::CONTROL,
    &product_security::supplied_unchecked::CONTROL,
    &product_security::standard_not_assessed::CONTROL,
    &rights::rights_need_an_account::CONTROL,
    &security::sent_in_the_clear::CONTROL,
    &storage::kept_without_period::CONTROL,
    &transparency::notice_incomplete::CONTROL,
    &transparency::told_after_collection::CONTROL,
    &transparency::others_told_too_late::CONTROL,
    &transparency::not_told_before_purchase::CONTROL,
    &transparency::told_in_one_layer::CONTROL,
    &transparency::hard_to_read::CONTROL,
    &transparency::not_told_when_it_starts::CONTROL,
    &transparency::no_live_signal::CONTROL,
    &transparency::no_code_on_the_product::CONTROL,
    &transparency::not_told_by_voice::CONTROL,
    &transparency::no_one_place::CONTROL,
    &transparency::app_shows_less::CONTROL,
    &transparency::changed_before_told::CONTROL,
    &transparency::recipient_not_named::CONTROL,
    &transparency::period_not_told::CONTROL,
    &transparency::complaint_route_untold::CONTROL,
    &transparency::automated_decision_untold::CONTROL,
    &transparency::required_or_optional_unsaid::CONTROL,
    &transparency::others_at_home_untold::CONTROL,
    &transparency::new_owner_untold::CONTROL,
    &transparency::notices_never_tried::CONTROL,
    &transparency::says_other_than_sends::CONTROL,
    &transparency::telemetry_unexplained::CONTROL,
    &transparency::sensing_undocumented::CONTROL,
    &transparency::no_label_or_film::CONTROL,
];
