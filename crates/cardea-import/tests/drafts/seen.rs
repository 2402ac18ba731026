//! Comparing messages that pass by with what is declared.

use cardea_import::Format;
use cardea_store::DriftKind;

use super::{odd, one};

const THING: &str = r#"{"title":"x","properties":{"t":{"type":"number","minimum":0,"maximum":50,"forms":[{"href":"mqtt://b/acme/{id}/t"}]}}}"#;

#[test]
fn topics_of_no_stream_are_told_without_the_words_that_may_be_a_device() {
    let manifest = one(Format::ThingDescription, THING);
    assert_eq!(odd(&manifest, "acme/ana/t", "20"), []);
    assert_eq!(
        odd(&manifest, "acme/ana/t", "60"),
        [(DriftKind::OutOfRange, "t".to_owned())]
    );
    assert_eq!(
        odd(&manifest, "acme/ana/secret", "{}"),
        [(
            DriftKind::UndeclaredTopic,
            "acme/{other}/{other}".to_owned()
        )]
    );
}
