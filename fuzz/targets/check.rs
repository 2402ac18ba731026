//! Any manifest that can be read is judged by the whole catalogue: no panic, no hang; the same twice; findings lie within the file.
#![no_main]

use cardea_catalogue::judge;
use cardea_manifest::model::Manifest;
use cardea_units::date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(manifest) = Manifest::read(bytes) else {
        return;
    };
    let report = judge(&manifest, date(2026, 11, 23));
    let told: Vec<String> = report.findings().iter().map(ToString::to_string).collect();
    let again = judge(&manifest, date(2026, 11, 23));
    assert_eq!(
        told,
        again
            .findings()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    );
    for finding in report.findings() {
        assert!(finding.span.end <= bytes.len());
        assert!(!finding.message.is_empty());
    }
});
