//! Names that a programmer gave, told from names that people or chance gave.

/// Bytes of such a name; no programmer writes longer ones often.
const BYTES_MAX: usize = 40;
/// Digits of such a name: `pm2_5`, `power_2024`, not a serial number, a telephone number or a time.
const DIGITS_MAX: usize = 4;
/// From so many characters on, a name of hexadecimal digits alone is the address of something.
const HEX_CHARS_MIN: usize = 8;

/// Whether it looks like a name that a programmer gave: letters of ASCII, `_`, `-`, `.` and at most four digits, beginning with a letter or `_`, at
/// most 40 bytes. A key may be the name of a Wi-Fi network, a level of a topic a telephone number; those do not.
pub fn is_identifier(name: &str) -> bool {
    let begins = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let letters = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let address = name.len() >= HEX_CHARS_MIN
        && digits > 0
        && name
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || b"-_.".contains(&byte));
    begins && letters && digits <= DIGITS_MAX && name.len() <= BYTES_MAX && !address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_people_or_chance_gave_are_none() {
        for name in [
            "ssid",
            "pm2_5",
            "linkquality",
            "battery-low",
            "_raw",
            "ENERGY",
            "wifi.rssi",
        ] {
            assert!(is_identifier(name), "{name}");
        }
        for name in [
            "",
            "2",
            "Ana's phone",
            "Müller",
            "ana@beech.example",
            "aa:bb:cc:dd:ee:ff",
            "0x00158d0001a2b3c4",
            "a4c138f2",
            "tel447700900123",
            "a\u{202e}b",
        ] {
            assert!(!is_identifier(name), "{name}");
        }
        assert!(is_identifier(&"a".repeat(BYTES_MAX)));
        assert!(!is_identifier(&"a".repeat(BYTES_MAX + 1)));
    }
}
