//! Any bytes are watched as lines of messages: no panic, no hang; the draft can be read, and nothing that only a person would write is in it.
#![no_main]

use cardea_import::{Watch, draft, message};
use cardea_manifest::model::Manifest;
use libfuzzer_sys::fuzz_target;

/// Longer inputs make nothing but more of the same.
const BYTES_MAX: usize = 8_192;

fuzz_target!(|bytes: &[u8]| {
    if bytes.len() > BYTES_MAX {
        return;
    }
    let mut watch = Watch::new(Vec::new());
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Ok(Some(message)) = message(line) {
            watch.see(&message);
        }
    }
    let text = draft(&watch.sends(), "nothing").text;
    let manifest = Manifest::read(text.as_bytes());
    assert!(manifest.is_ok_and(|manifest| manifest.purposes.is_empty()), "{text}");
    assert!(text.is_ascii(), "{text}");
    // Keys, levels of topics and words are told; no address of mail, no sentence and no name with a space.
    assert!(!text.contains('@'), "{text}");
});
