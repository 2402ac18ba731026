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
    pub(crate) mod asked_all_at_set_up;
    pub(crate) mod captured_before_consent;
    pub(crate) mod choice_for_one_sense;
    pub(crate) mod consent_never_renewed;
    pub(crate) mod consent_not_provable;
    pub(crate) mod consent_of_somebody_else;
    pub(crate) mod deciders_not_named;
    pub(crate) mod explicit_consent_without_words;
    pub(crate) mod guests_not_provided_for;
    pub(crate) mod harder_to_refuse_than_to_grant;
    pub(crate) mod harder_to_withdraw_than_to_grant;
    pub(crate) mod no_physical_switch;
    pub(crate) mod no_way_to_agree;
    pub(crate) mod no_way_without_a_screen;
    pub(crate) mod old_consent_for_new_purpose;
    pub(crate) mod one_answer_for_everything;
    pub(crate) mod phone_dialog_as_consent;
    pub(crate) mod refusal_costs_something_else;
    pub(crate) mod request_not_plain_and_apart;
    pub(crate) mod silence_taken_for_yes;
    pub(crate) mod take_it_or_leave_it;
    pub(crate) mod too_many_questions;
    pub(crate) mod withdrawal_stops_halfway;
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
    pub(crate) mod access_by_others_not_owned;
    pub(crate) mod access_not_listed;
    pub(crate) mod access_without_ground;
    pub(crate) mod appearance_beyond_the_exception;
    pub(crate) mod asked_again_too_soon;
    pub(crate) mod emergency_without_a_call;
    pub(crate) mod emitted_signals_as_statistics;
    pub(crate) mod marketing_without_permission;
    pub(crate) mod more_than_carried;
    pub(crate) mod necessity_not_shown;
    pub(crate) mod no_switch_where_it_runs;
    pub(crate) mod not_told_before_access;
    pub(crate) mod statistics_beyond_the_exception;
    pub(crate) mod statistics_that_follow_people;
    pub(crate) mod third_party_not_named;
    pub(crate) mod update_without_ground;
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
    &consent::no_way_to_agree::CONTROL,
    &consent::one_answer_for_everything::CONTROL,
    &consent::silence_taken_for_yes::CONTROL,
    &consent::take_it_or_leave_it::CONTROL,
    &consent::harder_to_withdraw_than_to_grant::CONTROL,
    &consent::harder_to_refuse_than_to_grant::CONTROL,
    &consent::request_not_plain_and_apart::CONTROL,
    &consent::deciders_not_named::CONTROL,
    &consent::consent_not_provable::CONTROL,
    &consent::consent_of_somebody_else::CONTROL,
    &consent::guests_not_provided_for::CONTROL,
    &consent::no_way_without_a_screen::CONTROL,
    &consent::captured_before_consent::CONTROL,
    &consent::consent_never_renewed::CONTROL,
    &consent::old_consent_for_new_purpose::CONTROL,
    &consent::withdrawal_stops_halfway::CONTROL,
    &consent::explicit_consent_without_words::CONTROL,
    &consent::asked_all_at_set_up::CONTROL,
    &consent::refusal_costs_something_else::CONTROL,
    &consent::too_many_questions::CONTROL,
    &consent::phone_dialog_as_consent::CONTROL,
    &consent::choice_for_one_sense::CONTROL,
    &consent::no_physical_switch::CONTROL,
    &fairness::core_lost_by_refusing::CONTROL,
    &information::personal_data_denied::CONTROL,
    &information::special_category_unmarked::CONTROL,
    &lawfulness::purpose_without_basis::CONTROL,
    &lawfulness::interests_not_weighed::CONTROL,
    &lawfulness::special_category_without_condition::CONTROL,
    &minimisation::data_without_purpose::CONTROL,
    &storage_access::access_not_listed::CONTROL,
    &storage_access::access_without_ground::CONTROL,
    &storage_access::not_told_before_access::CONTROL,
    &storage_access::more_than_carried::CONTROL,
    &storage_access::necessity_not_shown::CONTROL,
    &storage_access::statistics_beyond_the_exception::CONTROL,
    &storage_access::statistics_that_follow_people::CONTROL,
    &storage_access::appearance_beyond_the_exception::CONTROL,
    &storage_access::emergency_without_a_call::CONTROL,
    &storage_access::emitted_signals_as_statistics::CONTROL,
    &storage_access::access_by_others_not_owned::CONTROL,
    &storage_access::third_party_not_named::CONTROL,
    &storage_access::update_without_ground::CONTROL,
    &storage_access::no_switch_where_it_runs::CONTROL,
    &storage_access::marketing_without_permission::CONTROL,
    &storage_access::asked_again_too_soon::CONTROL,
    &product_security::guessable_password::CONTROL,
    &product_security::no_end_of_support::CONTROL,
    &rights::rights_need_an_account::CONTROL,
    &security::sent_in_the_clear::CONTROL,
    &storage::kept_without_period::CONTROL,
    &transparency::not_told_before_purchase::CONTROL,
];
