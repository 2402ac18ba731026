//! Names of values and what they tell of people, each row with its reason.

use cardea_manifest::model::DataCategory::{
    self, AccountIdentifier, Activity, Age, Arrival, Audio, BloodOxygen, BodyComposition,
    BodyTemperature, Breathing, ContactDetails, DeviceIdentifier, DeviceStatus, DoorState,
    EnergyUse, Fingerprint, Health, HeartRate, HomeEnvironment, Image, NetworkSurroundings,
    Occupancy, PreciseLocation, Presence, ProductUse, Sleep, SoundLevel, Video, Voice,
};

/// Words of a name with spaces between, category, and what it reveals. The first row wins: narrower words stand above wider ones.
pub(super) const TABLE: &[(&str, DataCategory, Option<&str>)] = &[
    // A car at its charger.
    (
        "ev ev_status ev_connected vehicle car",
        Presence,
        Some("whether somebody's car is at home"),
    ),
    // How the device is set up: "sensitivity" of a presence sensor tells nothing about who is there.
    (
        "sensitivity calibration calibrate threshold hysteresis detection_range detection_distance detection_delay \
         minimum_range maximum_range max_range min_range installation_height sampling sampling_interval update_frequency \
         report_period transition_time ballast_minimum_level ballast_maximum_level motor_direction motor_reversal \
         motor_steering motor_speed reverse_direction switch_type sensor_type light_type cover_type control_algorithm \
         operation_mode mode_switch relay_mode dimmer_mode light_mode backlight_mode indicator_mode device_mode display_mode \
         sensor_mode time_format screen_orientation temperature_unit temperature_display frost_protection frost_protect \
         heat_protect scale_protection valve_protection overload_protection factory_reset cover_limit backlight display \
         lcd_brightness alarm_volume breaker heap load_avg mqtt_count link_count signal ram_size ram_free fs_size fs_free cfg_rev \
         kvs_rev webhook_rev downtime restart_required wakeup_period firmware linkquality reboot_count rejoin_count reported_packages lifetime recalibration recalibrations calibrations \
         automatic_calibrations enable_step minimum_pwm altitude report_delay comparison_previous_data ac_connected resolution beeper motor_type rssi signal_strength uptime led indicator timeout interval \
         fading_time keep_time",
        DeviceStatus,
        None,
    ),
    (
        "battery battery_low charging tamper fault faults error device_temperature power_outage self_test voltage_mv",
        DeviceStatus,
        None,
    ),
    // Locks that keep small hands away.
    (
        "child_lock button_lock keypad_lockout key_lock",
        ProductUse,
        Some("that there may be a child in the home"),
    ),
    // Who somebody is.
    (
        "pin pin_code action_code user users user_id admin_code action_user card rfid tag",
        AccountIdentifier,
        Some("which person did it"),
    ),
    (
        "email phone phone_number address",
        ContactDetails,
        Some("who somebody is, and how to reach them"),
    ),
    (
        "age birthday date_of_birth",
        Age,
        Some("how old somebody is"),
    ),
    (
        "name friendly_name nickname scene_name label message title",
        ProductUse,
        Some("what people wrote: it may hold names"),
    ),
    (
        "finger fingerprint",
        Fingerprint,
        Some("which person did it"),
    ),
    (
        "ssid bssid wifi mac",
        NetworkSurroundings,
        Some("where the home is"),
    ),
    (
        "meter_id serial serial_number device_id",
        DeviceIdentifier,
        Some("which home it is"),
    ),
    // Bodies.
    (
        "heart heart_rate heartbeat bpm pulse_rate",
        HeartRate,
        Some("how somebody's heart is"),
    ),
    (
        "spo2 blood_oxygen",
        BloodOxygen,
        Some("how somebody's blood is"),
    ),
    (
        "breathing breath respiration respiratory_rate",
        Breathing,
        Some("how somebody breathes, and sleeps"),
    ),
    (
        "sleep in_bed bed snoring snore",
        Sleep,
        Some("when somebody sleeps"),
    ),
    (
        "body_temperature",
        BodyTemperature,
        Some("whether somebody is ill"),
    ),
    (
        "weight bmi body_fat",
        BodyComposition,
        Some("what somebody's body is like"),
    ),
    (
        "blood_pressure glucose fall fall_status fall_down_status",
        Health,
        Some("how somebody's health is"),
    ),
    (
        "steps step_count activity calories",
        Activity,
        Some("how somebody moves"),
    ),
    // Recordings.
    ("voice speech transcript", Voice, Some("what people say")),
    (
        "image picture snapshot photo",
        Image,
        Some("what people look like and do"),
    ),
    (
        "video stream_url",
        Video,
        Some("what people look like and do"),
    ),
    ("audio recording", Audio, Some("what is heard in the home")),
    (
        "noise sound_pressure sound_level loudness",
        SoundLevel,
        Some("when the home is loud, and so when people are up"),
    ),
    // Where.
    (
        "latitude longitude gps gps_coordinates location position_gps",
        PreciseLocation,
        Some("where somebody is"),
    ),
    // A set-point is what somebody chose, also where its name says "occupied".
    (
        "setpoint preset schedule monday tuesday wednesday thursday friday saturday sunday week_prog calendar system_mode fan_mode mode",
        ProductUse,
        Some("how people live by the day and the week"),
    ),
    // Who is there and what they do.
    (
        "people person_count people_count count_people",
        Occupancy,
        Some("how many people are there"),
    ),
    (
        "doorbell ring visitor",
        Arrival,
        Some("when somebody comes"),
    ),
    (
        "occupancy occupied presence motion moving person human room_status_code target_distance distance vibration x_axis \
         y_axis z_axis angle departure_delay vacancy_delay home_away away_mode",
        Presence,
        Some("whether somebody is there, and when the home is empty"),
    ),
    (
        "contact lock lock_state door window window_open garage garage_door opening",
        DoorState,
        Some("when people come and go"),
    ),
    // Energy.
    (
        "power_factor factor power_on_behavior ac_frequency frequency power_outage_memory",
        DeviceStatus,
        None,
    ),
    (
        "power energy current consumption apparent_power reactive_power flow water_consumed gas_consumed",
        EnergyUse,
        Some("when people are up, cook, wash or are away"),
    ),
    // Rooms.
    (
        "temperature humidity bar psi co pm4 pm_size vpd uv illuminance lux pressure moisture soil_moisture dew_point pm25 pm10 pm1 voc tvoc formaldehyd aqi \
         air_quality smoke gas carbon_monoxide water_leak rain wind",
        HomeEnvironment,
        None,
    ),
    (
        "co2 carbon_dioxide eco2",
        HomeEnvironment,
        Some("how many people are in the room: they breathe it out"),
    ),
    ("voltage", DeviceStatus, None),
    (
        "action state status effect gradient_style scene scene_id group_id vanes tilt muted mute relay_outlet screen_light ionization \
         self_cleaning running countdown timer duration pi_heating_demand boost boost_heating alarm siren silence armed hue \
         saturation level speed on off switch key event brightness volume channel source position color click button",
        ProductUse,
        Some("when people use it, and so are at home and up"),
    ),
    // What the source calls a setting or a fact about the device, and no row knows.
    ("config diagnostic", DeviceStatus, None),
];
