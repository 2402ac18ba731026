//! What a sensor can tell of people, by its name.
//!
//! Names of sensors are the maker's own, so the words in them decide: `front_camera` sees and `mic_array` hears, whatever is sent.

/// Words of sensors that take up speech and sound.
const HEARING: [&str; 8] = [
    "audio",
    "mic",
    "microphone",
    "microphones",
    "mics",
    "sound",
    "speech",
    "voice",
];

/// Words of sensors that make pictures.
const SEEING: [&str; 11] = [
    "cam", "camera", "cameras", "cams", "depth", "face", "image", "imager", "lens", "video",
    "webcam",
];

/// Words of sensors that notice whether somebody is there or moves.
const NOTICING: [&str; 13] = [
    "lidar",
    "mmwave",
    "motion",
    "movement",
    "occupancy",
    "people",
    "person",
    "pir",
    "presence",
    "proximity",
    "radar",
    "sonar",
    "ultrasound",
];

/// Words of sensors that tell where they are.
const LOCATING: [&str; 8] = [
    "beidou",
    "galileo",
    "geolocation",
    "glonass",
    "gnss",
    "gps",
    "location",
    "position",
];

/// Whether a sensor of this name takes up speech or sound. Names are in small letters, with words parted by `_` or `-`.
pub(crate) fn hears(name: &str) -> bool {
    has_word(name, &HEARING)
}

/// Whether a sensor of this name makes pictures.
pub(crate) fn sees(name: &str) -> bool {
    has_word(name, &SEEING)
}

/// Whether a sensor of this name notices that somebody is there or moves.
pub(crate) fn senses_presence(name: &str) -> bool {
    has_word(name, &NOTICING)
}

/// Whether a sensor of this name tells where it is.
pub(crate) fn locates(name: &str) -> bool {
    has_word(name, &LOCATING)
}

/// Whether a sensor of this name can tell something of people that they may not expect: what they say, how they look, whether they are
/// there, where they are.
pub(crate) fn is_sensitive(name: &str) -> bool {
    hears(name) || sees(name) || senses_presence(name) || locates(name)
}

/// Whether one of the words of a name, without a number at its end, is in a list.
fn has_word(name: &str, words: &[&str]) -> bool {
    name.split(|letter: char| !letter.is_ascii_alphanumeric())
        .map(|word| word.trim_end_matches(|letter: char| letter.is_ascii_digit()))
        .any(|word| words.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_name_decide() {
        for (name, [hearing, seeing, noticing, locating]) in [
            ("microphone", [true, false, false, false]),
            ("mic_array", [true, false, false, false]),
            ("mic2", [true, false, false, false]),
            ("front-camera", [false, true, false, false]),
            ("video_and_audio", [true, true, false, false]),
            ("radar", [false, false, true, false]),
            ("presence", [false, false, true, false]),
            ("gnss", [false, false, false, true]),
            ("temperature", [false, false, false, false]),
            ("ceramic_plate", [false, false, false, false]),
            ("", [false, false, false, false]),
        ] {
            assert_eq!(hears(name), hearing, "{name} hears");
            assert_eq!(sees(name), seeing, "{name} sees");
            assert_eq!(senses_presence(name), noticing, "{name} notices");
            assert_eq!(locates(name), locating, "{name} locates");
            let any = hearing || seeing || noticing || locating;
            assert_eq!(is_sensitive(name), any, "{name}");
        }
    }

    #[test]
    fn a_word_counts_where_it_stands_alone() {
        for (words, is) in [
            (
                "audio mic microphone microphones mics sound speech voice",
                hears as fn(&str) -> bool,
            ),
            (
                "cam camera cameras cams depth face image imager lens video webcam",
                sees,
            ),
            (
                "lidar mmwave motion movement occupancy people person pir presence proximity radar sonar ultrasound",
                senses_presence,
            ),
            (
                "beidou galileo geolocation glonass gnss gps location position",
                locates,
            ),
        ] {
            for word in words.split(' ') {
                assert!(is(word) && is(&format!("left_{word}")), "{word}");
                assert!(!is(&format!("{word}less")), "{word}");
            }
        }
    }
}
