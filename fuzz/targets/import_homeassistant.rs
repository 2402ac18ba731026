//! Any bytes are read as discovery messages: no panic, no hang; what is read becomes a manifest that can be read and names no purpose.
#![no_main]

use cardea_import::{Format, draft};
use cardea_manifest::model::Manifest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match Format::HomeAssistant.read(bytes) {
        Ok(products) => {
            for sends in products {
                let text = draft(&sends, "nothing").text;
                let manifest = Manifest::read(text.as_bytes());
                assert!(manifest.is_ok_and(|manifest| manifest.purposes.is_empty()), "{text}");
            }
        }
        Err(unreadable) => assert!(unreadable.to_string().contains("; ")),
    }
});
