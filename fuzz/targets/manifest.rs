//! Any bytes are read as a manifest: no panic, no hang; what is read has one version, and problems lie within the file.
#![no_main]

use cardea_manifest::model::Manifest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| match Manifest::read(bytes) {
    Ok(manifest) => assert_eq!(manifest.version(), manifest.version()),
    Err(unreadable) => {
        assert!(!unreadable.problems.is_empty());
        for problem in &unreadable.problems {
            assert!(problem.span.start <= problem.span.end);
            assert!(problem.span.end <= bytes.len());
        }
    }
});
