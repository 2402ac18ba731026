//! Each change is underlined where it stands.

use cardea_manifest::diff::place;
use cardea_manifest::parse;

use crate::changed::{EVERYTHING, changed};
use crate::compared;

/// What is underlined for the first change between two texts: in the new one, or in the old one for what is gone.
fn underlined(old: &str, new: &str) -> String {
    let found = compared(old, new);
    let change = &found.changes[0];
    let (text, item) = match (&change.after, &change.before) {
        (Some(after), _) => (new, Some(after)),
        (None, before) => (old, before.as_ref()),
    };
    let span = place(&parse(text.as_bytes()).unwrap(), &change.path, item);
    text.get(span.start..span.end).unwrap().to_owned()
}

#[test]
fn values_keys_and_items() {
    for (old, new, here) in [
        ("keep: 2y }", "keep: 3y }", "3y"),
        ("markets: [GB]", "markets: [GB, FR]", "FR"),
        ("tcp: [8883]", "tcp: [8883, 22]", "22"),
        ("[1mo, 3mo]", "[1mo, 3mo, P2M]", "P2M"),
        (
            "fields: [temperature, occupied]",
            "fields: [temperature, occupied, humidity]",
            "humidity",
        ),
        (
            "temperature: { reach: room }",
            "temperature: { reach: room, signal: [sound] }",
            "sound",
        ),
        (
            "    temperature: { reach: room }\n",
            "    temperature: { reach: room }\n    microphone: { reach: room }\n",
            "microphone",
        ),
        (
            "basis: contract",
            "basis: { legitimate_interests: LIA-1 }",
            "basis",
        ),
        // A default is said by nobody: the section it belongs to is underlined.
        ("    children: never\n", "", "research"),
    ] {
        assert_eq!(
            underlined(EVERYTHING, &changed(&[(old, new)])),
            here,
            "`{new}`"
        );
    }
}

#[test]
fn what_is_gone_is_underlined_where_it_was() {
    let less = changed(&[("fields: [temperature, occupied]", "fields: [temperature]")]);
    assert_eq!(underlined(EVERYTHING, &less), "occupied");
    let less = changed(&[("    temperature: { reach: room }\n", "")]);
    assert_eq!(underlined(EVERYTHING, &less), "temperature");
}
