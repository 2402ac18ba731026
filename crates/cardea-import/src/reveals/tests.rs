//! Names of real firmware, and what they tell.

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
fn what_is_not_known_is_not_harmless() {
    assert!(reveals("xyzzy", None).behaviour.is_some());
    assert!(reveals("", None).behaviour.is_some());
    // A part of a word is not the word.
    assert_eq!(reveals("blocked", None), reveals("xyzzy", None));
}
