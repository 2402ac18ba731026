//! Names of real firmware, and what they tell.

use cardea_manifest::model::DataCategory::{
    AccountIdentifier, DeviceStatus, DoorState, EnergyUse, HeartRate, PreciseLocation, Presence,
    ProductUse, Sleep,
};

use super::*;

#[test]
fn what_people_do_is_marked() {
    for (name, data) in [
        ("occupancy", Presence),
        ("heartRate", HeartRate),
        ("Heart Rate", HeartRate),
        ("lock_state", DoorState),
        ("contact", DoorState),
        ("power_a", EnergyUse),
        ("action_user", AccountIdentifier),
        ("occupied_heating_setpoint", ProductUse),
        ("latitude", PreciseLocation),
        ("sleep_stage", Sleep),
        ("motion", Presence),
    ] {
        let found = reveals(name, None);
        assert_eq!(found.data, data, "{name}");
        assert!(found.behaviour.is_some(), "{name}");
    }
}

#[test]
fn a_setting_is_not_a_person() {
    for name in [
        "motion_sensitivity",
        "battery",
        "power_on_behavior",
        "temperature",
        "linkquality",
    ] {
        assert_eq!(reveals(name, None).behaviour, None, "{name}");
    }
}

#[test]
fn the_class_speaks_where_the_name_does_not() {
    assert_eq!(reveals("zone 4", Some("motion")).data, Presence);
}

#[test]
fn a_class_takes_nothing_away_from_a_name() {
    for (name, class) in [
        ("motion", "indicator"),
        ("occupancy", "config"),
        ("heart_rate", "battery"),
        ("lock_state", "diagnostic"),
    ] {
        assert_eq!(reveals(name, Some(class)), reveals(name, None), "{name}");
    }
    assert_eq!(reveals("Voltage", Some("ENERGY")).data, EnergyUse);
    assert_eq!(reveals("Today", Some("ENERGY")).data, EnergyUse);
    assert_eq!(reveals("xyzzy", Some("config")).data, DeviceStatus);
    assert_eq!(reveals("sensitivity", Some("motion")).behaviour, None);
}

#[test]
fn every_row_can_be_reached() {
    for (nth, (keys, ..)) in TABLE.iter().enumerate() {
        let mut keys = keys.split_whitespace();
        let reached = |key: &str| row(key).is_some_and(|(found, _)| found == nth);
        assert!(
            keys.any(reached),
            "row {nth} stands below one that knows all of its words"
        );
    }
}

#[test]
fn what_is_not_known_is_not_harmless() {
    assert!(reveals("xyzzy", None).behaviour.is_some());
    assert!(reveals("", None).behaviour.is_some());
    // A part of a word is not the word.
    assert_eq!(reveals("blocked", None), reveals("xyzzy", None));
}
