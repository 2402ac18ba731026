//! A receipt given out once verifies for ever, whatever becomes of the code.

use cardea_ledger::{Entry, VerifierKey, verify_receipt};

const KEY: &str = include_str!("old/key.txt");
const CONSENT: &str = include_str!("old/consent-1.json");
const ERASURE: &str = include_str!("old/erasure-1.json");
const DEVICE: &str = include_str!("old/device-1.json");

#[test]
fn receipts_of_format_1_verify() {
    let key = VerifierKey::parse(KEY).unwrap();
    let entry = |json| {
        let verified = verify_receipt(json, &key).unwrap();
        assert_eq!(verified.record.at.to_string(), "2026-11-23T10:00:00Z");
        assert_eq!(verified.checkpoint.size(), 50);
        verified.record.entry
    };
    assert!(matches!(entry(CONSENT), Entry::ConsentChanged { .. }));
    assert!(matches!(entry(ERASURE), Entry::Erasure { secrets: 3, .. }));
    assert!(matches!(entry(DEVICE), Entry::DeviceReleased { .. }));
}
