//! The short forms of keys in discovery messages, as far as they tell what a device sends.

use serde_json::{Map, Value};

/// Short form and key. What is not here is read by its full name.
const SHORT: &[(&str, &str)] = &[
    ("act_t", "action_topic"),
    ("act_tpl", "action_template"),
    ("bat_lev_t", "battery_level_topic"),
    ("bat_lev_tpl", "battery_level_template"),
    ("bri_scl", "brightness_scale"),
    ("bri_stat_t", "brightness_state_topic"),
    ("bri_val_tpl", "brightness_value_template"),
    ("clr_temp_stat_t", "color_temp_state_topic"),
    ("clr_temp_val_tpl", "color_temp_value_template"),
    ("clrm_stat_t", "color_mode_state_topic"),
    ("clrm_val_tpl", "color_mode_value_template"),
    ("cmd_t", "command_topic"),
    ("cmps", "components"),
    ("curr_hum_t", "current_humidity_topic"),
    ("curr_hum_tpl", "current_humidity_template"),
    ("curr_temp_t", "current_temperature_topic"),
    ("curr_temp_tpl", "current_temperature_template"),
    ("dev", "device"),
    ("dev_cla", "device_class"),
    ("ent_cat", "entity_category"),
    ("evt_typ", "event_types"),
    ("fan_mode_stat_t", "fan_mode_state_topic"),
    ("fan_mode_stat_tpl", "fan_mode_state_template"),
    ("fx_stat_t", "effect_state_topic"),
    ("fx_val_tpl", "effect_value_template"),
    ("hum_stat_t", "target_humidity_state_topic"),
    ("hum_state_tpl", "target_humidity_state_template"),
    ("img_t", "image_topic"),
    ("json_attr_t", "json_attributes_topic"),
    ("max_hum", "max_humidity"),
    ("min_hum", "min_humidity"),
    ("mode_stat_t", "mode_state_topic"),
    ("mode_stat_tpl", "mode_state_template"),
    ("obj_id", "object_id"),
    ("ops", "options"),
    ("p", "platform"),
    ("pct_stat_t", "percentage_state_topic"),
    ("pct_val_tpl", "percentage_value_template"),
    ("pl", "payload"),
    ("pl_home", "payload_home"),
    ("pl_not_home", "payload_not_home"),
    ("pl_off", "payload_off"),
    ("pl_on", "payload_on"),
    ("pos_clsd", "position_closed"),
    ("pos_open", "position_open"),
    ("pos_t", "position_topic"),
    ("pos_tpl", "position_template"),
    ("pr_mode_stat_t", "preset_mode_state_topic"),
    ("pr_mode_val_tpl", "preset_mode_value_template"),
    ("pr_modes", "preset_modes"),
    ("rgb_stat_t", "rgb_state_topic"),
    ("rgb_val_tpl", "rgb_value_template"),
    ("spd_rng_max", "speed_range_max"),
    ("stat_cla", "state_class"),
    ("stat_closing", "state_closing"),
    ("stat_clsd", "state_closed"),
    ("stat_jam", "state_jammed"),
    ("stat_locked", "state_locked"),
    ("stat_locking", "state_locking"),
    ("stat_off", "state_off"),
    ("stat_on", "state_on"),
    ("stat_open", "state_open"),
    ("stat_opening", "state_opening"),
    ("stat_stopped", "state_stopped"),
    ("stat_t", "state_topic"),
    ("stat_tpl", "state_template"),
    ("stat_unlocked", "state_unlocked"),
    ("stat_unlocking", "state_unlocking"),
    ("stat_val_tpl", "state_value_template"),
    ("stype", "subtype"),
    ("sug_dsp_prc", "suggested_display_precision"),
    ("swing_mode_stat_t", "swing_mode_state_topic"),
    ("swing_mode_stat_tpl", "swing_mode_state_template"),
    ("t", "topic"),
    ("temp_hi_stat_t", "temperature_high_state_topic"),
    ("temp_hi_stat_tpl", "temperature_high_state_template"),
    ("temp_lo_stat_t", "temperature_low_state_topic"),
    ("temp_lo_stat_tpl", "temperature_low_state_template"),
    ("temp_stat_t", "temperature_state_topic"),
    ("temp_stat_tpl", "temperature_state_template"),
    ("temp_unit", "temperature_unit"),
    ("tilt_max", "tilt_max"),
    ("tilt_status_t", "tilt_status_topic"),
    ("tilt_status_tpl", "tilt_status_template"),
    ("uniq_id", "unique_id"),
    ("unit_of_meas", "unit_of_measurement"),
    ("val_tpl", "value_template"),
];

/// The same within `device`.
const SHORT_OF_DEVICE: &[(&str, &str)] = &[
    ("cns", "connections"),
    ("ids", "identifiers"),
    ("mdl", "model"),
    ("mf", "manufacturer"),
];

/// A message with its keys in full, and `~` at the begin or end of its topics as what it stands for: its own, or what is given.
pub(super) fn in_full(config: &Map<String, Value>, base: Option<&str>) -> Map<String, Value> {
    let mut full = full_keys(config, SHORT);
    if let Some(Value::Object(device)) = full.get("device") {
        let device = full_keys(device, SHORT_OF_DEVICE);
        full.insert("device".to_owned(), Value::Object(device));
    }
    let own = full.remove("~");
    if let Some(base) = own.as_ref().and_then(Value::as_str).or(base) {
        for (key, value) in &mut full {
            let Value::String(text) = value else { continue };
            if !key.ends_with("topic") {
                continue;
            }
            if let Some(after) = text.strip_prefix('~') {
                *text = format!("{base}{after}");
            } else if let Some(before) = text.strip_suffix('~') {
                *text = format!("{before}{base}");
            }
        }
    }
    full
}

fn full_keys(short: &Map<String, Value>, names: &[(&str, &str)]) -> Map<String, Value> {
    let full = |key: &String| {
        let known = names.iter().find(|(short, _)| short == key);
        known.map_or_else(|| key.clone(), |(_, full)| (*full).to_owned())
    };
    short
        .iter()
        .map(|(key, value)| (full(key), value.clone()))
        .collect()
}
