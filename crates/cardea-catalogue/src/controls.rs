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
    pub(crate) mod corrections_not_passed_on;
    pub(crate) mod estimate_shown_as_fact;
    pub(crate) mod impossible_values_kept;
    pub(crate) mod people_mixed_up;
    pub(crate) mod performance_not_watched;
    pub(crate) mod sensor_limits_not_told;
    pub(crate) mod time_not_reliable;
    pub(crate) mod weighty_decision_on_weak_data;
    pub(crate) mod wrong_guess_stays;
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
    pub(crate) mod advertised_unasked;
    pub(crate) mod core_lost_by_refusing;
    pub(crate) mod harm_to_mind_not_counted;
    pub(crate) mod harms_who_did_not_choose;
    pub(crate) mod hidden_or_dormant_sensor;
    pub(crate) mod more_than_in_proportion;
    pub(crate) mod pushed_by_design;
    pub(crate) mod surprising_use;
    pub(crate) mod unfair_use;
    pub(crate) mod update_worsens_the_deal;
    pub(crate) mod worse_for_some;
}
mod information {
    pub(crate) mod health_data_as_any_other;
    pub(crate) mod location_too_precise;
    pub(crate) mod origin_not_true;
    pub(crate) mod people_left_out;
    pub(crate) mod personal_data_denied;
    pub(crate) mod special_category_unmarked;
    pub(crate) mod strangers_matched;
    pub(crate) mod takes_in_the_street;
}
mod lawfulness {
    pub(crate) mod basis_not_told;
    pub(crate) mod basis_swapped;
    pub(crate) mod consent_not_carried_through;
    pub(crate) mod contract_stretched;
    pub(crate) mod duty_without_law;
    pub(crate) mod interest_not_recognised;
    pub(crate) mod interests_not_weighed;
    pub(crate) mod purpose_without_basis;
    pub(crate) mod recognised_or_nothing;
    pub(crate) mod recognised_without_explicit_consent;
    pub(crate) mod special_category_without_condition;
    pub(crate) mod training_merged_with_service;
    pub(crate) mod used_again_unchecked;
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
    pub(crate) mod anonymous_in_name_only;
    pub(crate) mod cloud_outlives_reset;
    pub(crate) mod deletion_not_confirmed;
    pub(crate) mod evidence_kept_for_ever;
    pub(crate) mod hold_without_end;
    pub(crate) mod idle_accounts_stay;
    pub(crate) mod kept_for_someday;
    pub(crate) mod kept_without_period;
    pub(crate) mod lost_and_open;
    pub(crate) mod no_plan_for_the_end;
    pub(crate) mod no_retention_schedule;
    pub(crate) mod no_shorter_time;
    pub(crate) mod not_deleted_everywhere;
    pub(crate) mod passed_on_with_data;
    pub(crate) mod reset_leaves_data;
    pub(crate) mod returned_units_not_wiped;
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
    &accuracy::impossible_values_kept::CONTROL,
    &accuracy::sensor_limits_not_told::CONTROL,
    &accuracy::estimate_shown_as_fact::CONTROL,
    &accuracy::wrong_guess_stays::CONTROL,
    &accuracy::people_mixed_up::CONTROL,
    &accuracy::performance_not_watched::CONTROL,
    &accuracy::corrections_not_passed_on::CONTROL,
    &accuracy::weighty_decision_on_weak_data::CONTROL,
    &accuracy::time_not_reliable::CONTROL,
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
    &fairness::unfair_use::CONTROL,
    &fairness::surprising_use::CONTROL,
    &fairness::more_than_in_proportion::CONTROL,
    &fairness::pushed_by_design::CONTROL,
    &fairness::core_lost_by_refusing::CONTROL,
    &fairness::hidden_or_dormant_sensor::CONTROL,
    &fairness::harms_who_did_not_choose::CONTROL,
    &fairness::worse_for_some::CONTROL,
    &fairness::advertised_unasked::CONTROL,
    &fairness::update_worsens_the_deal::CONTROL,
    &fairness::harm_to_mind_not_counted::CONTROL,
    &information::personal_data_denied::CONTROL,
    &information::origin_not_true::CONTROL,
    &information::special_category_unmarked::CONTROL,
    &information::strangers_matched::CONTROL,
    &information::location_too_precise::CONTROL,
    &information::health_data_as_any_other::CONTROL,
    &information::takes_in_the_street::CONTROL,
    &information::people_left_out::CONTROL,
    &lawfulness::purpose_without_basis::CONTROL,
    &lawfulness::basis_not_told::CONTROL,
    &lawfulness::contract_stretched::CONTROL,
    &lawfulness::duty_without_law::CONTROL,
    &lawfulness::interests_not_weighed::CONTROL,
    &lawfulness::interest_not_recognised::CONTROL,
    &lawfulness::special_category_without_condition::CONTROL,
    &lawfulness::recognised_without_explicit_consent::CONTROL,
    &lawfulness::recognised_or_nothing::CONTROL,
    &lawfulness::used_again_unchecked::CONTROL,
    &lawfulness::training_merged_with_service::CONTROL,
    &lawfulness::consent_not_carried_through::CONTROL,
    &lawfulness::basis_swapped::CONTROL,
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
    &storage::no_retention_schedule::CONTROL,
    &storage::not_deleted_everywhere::CONTROL,
    &storage::no_shorter_time::CONTROL,
    &storage::kept_for_someday::CONTROL,
    &storage::idle_accounts_stay::CONTROL,
    &storage::anonymous_in_name_only::CONTROL,
    &storage::reset_leaves_data::CONTROL,
    &storage::cloud_outlives_reset::CONTROL,
    &storage::deletion_not_confirmed::CONTROL,
    &storage::passed_on_with_data::CONTROL,
    &storage::returned_units_not_wiped::CONTROL,
    &storage::no_plan_for_the_end::CONTROL,
    &storage::lost_and_open::CONTROL,
    &storage::evidence_kept_for_ever::CONTROL,
    &storage::hold_without_end::CONTROL,
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
