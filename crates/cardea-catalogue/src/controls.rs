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
    pub(crate) mod age_too_uncertain;
    pub(crate) mod assessment_without_children;
    pub(crate) mod child_located_by_default;
    pub(crate) mod child_profiled_by_default;
    pub(crate) mod child_watched_unaware;
    pub(crate) mod children_not_told;
    pub(crate) mod children_nudged;
    pub(crate) mod childs_choices_never_renewed;
    pub(crate) mod childs_consent_unverified;
    pub(crate) mod childs_data_shared;
    pub(crate) mod childs_interests_unassessed;
    pub(crate) mod childs_rights_denied;
    pub(crate) mod design_ignores_children;
    pub(crate) mod no_tools_for_children;
    pub(crate) mod open_by_default;
    pub(crate) mod own_rules_not_kept;
    pub(crate) mod parts_bundled_for_children;
    pub(crate) mod shared_device_unfit_for_children;
    pub(crate) mod use_harms_children;
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
    pub(crate) mod answered_too_late;
    pub(crate) mod clock_stopped_unduly;
    pub(crate) mod complaining_made_hard;
    pub(crate) mod complaint_acknowledged_late;
    pub(crate) mod complaint_without_enquiry;
    pub(crate) mod complaints_go_unrecognised;
    pub(crate) mod copy_incomplete;
    pub(crate) mod copy_never_reconciled;
    pub(crate) mod decision_on_special_data;
    pub(crate) mod decision_without_safeguards;
    pub(crate) mod deletion_not_offered;
    pub(crate) mod documents_asked_first;
    pub(crate) mod erasure_leaves_copies;
    pub(crate) mod extended_too_long;
    pub(crate) mod file_no_machine_reads;
    pub(crate) mod no_way_to_correct;
    pub(crate) mod no_way_to_object;
    pub(crate) mod others_shown_in_copies;
    pub(crate) mod recipients_hear_nothing;
    pub(crate) mod refusal_says_too_little;
    pub(crate) mod requests_cost_money;
    pub(crate) mod requests_need_a_form;
    pub(crate) mod restriction_not_possible;
    pub(crate) mod rights_need_an_account;
    pub(crate) mod search_not_planned;
    pub(crate) mod tools_out_of_reach;
    pub(crate) mod unassigned_data_unanswered;
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
    &accountability::processor_without_contract::CONTROL,
    &accountability::high_risk_without_assessment::CONTROL,
    &accuracy::estimate_shown_as_fact::CONTROL,
    &children::childs_interests_unassessed::CONTROL,
    &children::assessment_without_children::CONTROL,
    &children::age_too_uncertain::CONTROL,
    &children::children_not_told::CONTROL,
    &children::use_harms_children::CONTROL,
    &children::own_rules_not_kept::CONTROL,
    &children::open_by_default::CONTROL,
    &children::parts_bundled_for_children::CONTROL,
    &children::childs_data_shared::CONTROL,
    &children::child_located_by_default::CONTROL,
    &children::child_watched_unaware::CONTROL,
    &children::child_profiled_by_default::CONTROL,
    &children::children_nudged::CONTROL,
    &children::shared_device_unfit_for_children::CONTROL,
    &children::no_tools_for_children::CONTROL,
    &children::design_ignores_children::CONTROL,
    &children::childs_consent_unverified::CONTROL,
    &children::childs_rights_denied::CONTROL,
    &children::childs_choices_never_renewed::CONTROL,
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
    &rights::tools_out_of_reach::CONTROL,
    &rights::copy_incomplete::CONTROL,
    &rights::search_not_planned::CONTROL,
    &rights::no_way_to_correct::CONTROL,
    &rights::erasure_leaves_copies::CONTROL,
    &rights::restriction_not_possible::CONTROL,
    &rights::file_no_machine_reads::CONTROL,
    &rights::no_way_to_object::CONTROL,
    &rights::decision_without_safeguards::CONTROL,
    &rights::decision_on_special_data::CONTROL,
    &rights::answered_too_late::CONTROL,
    &rights::extended_too_long::CONTROL,
    &rights::clock_stopped_unduly::CONTROL,
    &rights::documents_asked_first::CONTROL,
    &rights::requests_cost_money::CONTROL,
    &rights::refusal_says_too_little::CONTROL,
    &rights::recipients_hear_nothing::CONTROL,
    &rights::others_shown_in_copies::CONTROL,
    &rights::unassigned_data_unanswered::CONTROL,
    &rights::complaining_made_hard::CONTROL,
    &rights::complaint_acknowledged_late::CONTROL,
    &rights::complaint_without_enquiry::CONTROL,
    &rights::complaints_go_unrecognised::CONTROL,
    &rights::copy_never_reconciled::CONTROL,
    &rights::requests_need_a_form::CONTROL,
    &rights::deletion_not_offered::CONTROL,
    &security::sent_in_the_clear::CONTROL,
    &storage::kept_without_period::CONTROL,
    &transparency::not_told_before_purchase::CONTROL,
];
