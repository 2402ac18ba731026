//! The words of firmware. A text of these alone is nobody's: it may be held and told. Any other text may be somebody's.

/// Longest text of words.
const BYTES_MAX: usize = 40;
/// Most words in it.
const WORDS_MAX: usize = 5;

/// Words that firmware has for states, modes and events; none that is a name of somebody or of a place. In the order of the alphabet.
const WORDS: &str = "access active air alarm all always and anti antifrost arm armed arming auto automatic available away back backward bad battery beep \
    black blue boost booster boot both bottom bright brightness burglar button bypass calibrate cancel celsius center change charging check \
    checking clean cleaning clear click close closed closing cold color colortemp comfort connected control cool cooling cover critical \
    current curtain custom cyan dark day decoupled default defrosting delayed delete demand detected detecting device disable disabled \
    disarm disarmed disarming disconnected docked done door double down dry drying dual dynamic eco emergency empty enable enabled end \
    energy enter error event exit external externally fahrenheit failed failure fan fast fault finished fire first flash flicker flow force \
    forward free frost full fully gas good green halogen hand heat heating heavy high hold holiday home hour hue humidity idle in inactive \
    incandescent inner input internal invalid invert inverted jammed key keypad large leak leakage leave led left level light loading local \
    lock locked locking long low lower magenta manual many max maximum medium memory mid middle min minimum minute missing mode moderate \
    momentary motion move moving multi mute muted negative next night no none normal not null occupied off offline offset ok on once one \
    online only open opened opening or orange out outdoor outer over overheat pairing panic parallel partial pause paused pending perfect \
    play playing polluted poor position positive power powered preheating presence preset press pressed previous priority program pump \
    purple push quadruple quick quiet quintuple radar rain random ready recall red refresh regular relay release released remote reset \
    restart restore returning reverse reversed right ring ringing room rotate rotating running safety saturation scene schedule second \
    select self sensor setpoint several shake short silence silent simmer single siren sleep sleeping slide slow small smart smoke snow \
    sound special speed standby start started starting state static status step still stop stopped store strong success supply swing switch \
    system tamper temp temperature test testing threshold tilt timer timing to toggle top touch trigger triggered trip triple turbo twin two \
    under unknown unlock unlocked unlocking unoccupied unrestricted up update updating upper usb vacant vacation valve very vibration \
    voltage volume waiting warm warning water weak week white window wired wireless yellow yes zone";

/// Whether a text is made of such words, and of numbers of at most two digits between them.
pub(super) fn has(text: &str) -> bool {
    if text.is_empty() || text.len() > BYTES_MAX {
        return false;
    }
    let mut words = text.split([' ', '_', '-', ':', '.', '/']);
    let mut letters = false;
    let known = words.by_ref().take(WORDS_MAX).all(|word| {
        let number =
            (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
        let of_list = is_word(&word.to_ascii_lowercase());
        letters |= of_list;
        number || of_list
    });
    known && letters && words.next().is_none()
}

/// Whether it is in the list.
fn is_word(word: &str) -> bool {
    WORDS.split(' ').any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_firmware_are_known() {
        for text in [
            "ON",
            "off",
            "single_left",
            "brightness_move_up",
            "1_single",
            "armed_away",
            "heat",
            "Not Charging",
            "button:2",
        ] {
            assert!(has(text), "{text}");
        }
    }

    #[test]
    fn what_may_be_somebodys_is_not() {
        for text in [
            "",
            "ana",
            "Ana",
            "ana_home",
            "home Ana",
            "12",
            "1-2-3",
            "07700 900123",
            "Okafor Family",
            "2026-11-23",
            "B8:D6:1A:8B:17:CC",
            "on on on on on on",
            "on  off",
            "M\u{fc}ller",
            "on\n",
        ] {
            assert!(!has(text), "{text}");
        }
        // Each once, in small letters, and no name that people give their children.
        let words: Vec<&str> = WORDS.split(' ').collect();
        assert!(words.is_sorted_by(|a, b| a < b));
        for word in words {
            assert!(
                !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()),
                "{word}"
            );
            assert!(
                ![
                    "dawn", "grace", "hope", "joy", "mark", "may", "rose", "will", "summer",
                ]
                .contains(&word)
            );
        }
    }
}
