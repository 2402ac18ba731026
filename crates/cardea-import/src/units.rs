//! Units as devices write them, and their UCUM codes.

/// Spelling of a unit, UCUM code, and the step proposed for it where the device names none: about what a home sensor can tell apart.
const UNITS: &[(&[&str], &str, &str)] = &[
    (
        &[
            "°C",
            "℃",
            "C",
            "Cel",
            "degree celsius",
            "celsius",
            "unit:DEG_C",
            "om2:degree_Celsius",
        ],
        "Cel",
        "0.1",
    ),
    (
        &["°F", "℉", "F", "[degF]", "fahrenheit", "unit:DEG_F"],
        "[degF]",
        "0.1",
    ),
    (&["K", "kelvin", "unit:K"], "K", "0.1"),
    (&["%", "percent", "unit:PERCENT", "LEL %"], "%", "1"),
    (&["W", "watt", "unit:W"], "W", "1"),
    (&["kW", "unit:KiloW"], "kW", "0.01"),
    (&["VA"], "V.A", "1"),
    (&["kVA"], "kV.A", "0.01"),
    (&["Wh"], "W.h", "1"),
    (&["kWh", "unit:KiloW-HR"], "kW.h", "0.01"),
    (&["V", "Volt", "volt", "unit:V"], "V", "0.1"),
    (&["mV"], "mV", "10"),
    (&["A", "ampere", "unit:A"], "A", "0.01"),
    (&["mA"], "mA", "10"),
    (&["Hz", "unit:HZ"], "Hz", "0.1"),
    (&["lx", "lux", "unit:LUX"], "lx", "1"),
    (&["s", "sec", "second", "seconds", "unit:SEC"], "s", "1"),
    (&["ms"], "ms", "10"),
    (&["min", "minute", "minutes"], "min", "1"),
    (&["h", "hour", "hours"], "h", "1"),
    (&["d", "day", "days"], "d", "1"),
    (&["m", "metre", "meter", "unit:M"], "m", "0.1"),
    (&["cm", "unit:CentiM"], "cm", "1"),
    (&["mm"], "mm", "1"),
    (&["km/h"], "km/h", "1"),
    (&["m/s"], "m/s", "0.1"),
    (&["hPa", "unit:HectoPA"], "hPa", "0.1"),
    (&["kPa"], "kPa", "0.01"),
    (&["Pa"], "Pa", "10"),
    (&["ppm"], "[ppm]", "1"),
    (&["ppb"], "[ppb]", "1"),
    (&["µg/m³", "μg/m³", "ug/m3"], "ug/m3", "1"),
    (&["mg/m³"], "mg/m3", "0.01"),
    (&["µS/cm", "μS/cm"], "uS/cm", "1"),
    (&["dB", "dBA"], "dB", "1"),
    (&["dBm"], "dB[mW]", "1"),
    (&["L", "litre", "liter"], "L", "0.1"),
    (&["L/h"], "L/h", "1"),
    (&["m³"], "m3", "0.001"),
    (&["m³/h"], "m3/h", "0.01"),
    (&["gal"], "[gal_us]", "0.1"),
    (&["gal/min"], "[gal_us]/min", "0.1"),
    (&["°", "deg", "unit:DEG"], "deg", "1"),
    (&["rpm"], "/min", "1"),
    (&["bpm"], "/min", "1"),
    (&["kg"], "kg", "0.1"),
    (&["g"], "g", "1"),
];

/// The UCUM code of a unit and the step proposed for it; `None` for one that is not known.
pub fn ucum(unit: &str) -> Option<(&'static str, &'static str)> {
    let unit = unit.trim();
    UNITS
        .iter()
        .find(|(spellings, code, _)| *code == unit || spellings.contains(&unit))
        .map(|(_, code, step)| (*code, *step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_means_one_unit() {
        let mut seen = std::collections::BTreeSet::new();
        for (spellings, _, step) in UNITS {
            assert!(step.parse::<cardea_units::Quantum>().is_ok(), "{step}");
            for spelling in *spellings {
                assert!(seen.insert(*spelling), "{spelling} stands twice");
            }
        }
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        assert_eq!(ucum("  C"), Some(("Cel", "0.1")));
        assert_eq!(ucum("minutes or litres"), None);
        assert_eq!(ucum(""), None);
    }
}
