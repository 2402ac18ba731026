//! What a person can rely on when they hold a receipt.

use cardea_ledger::limits::RECEIPT_JSON_BYTES_MAX;
use cardea_ledger::{
    CheckpointError, Entry, Ledger, Receipt, ReceiptError, VerifyError, verify_consistency,
    verify_receipt,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::home::{Home, NOW, ada, grow, with_receipts, without_receipts};

/// A log with other things in it, then one of each entry that has a receipt.
fn case() -> (Home, Ledger, Vec<(Entry, Receipt)>) {
    let (home, ledger) = Home::with(37);
    let entries = with_receipts();
    let first = ledger.append(&entries).unwrap().first;
    grow(&ledger, 300);
    let issue = |(index, entry)| (entry, Receipt::issue(&ledger, index).unwrap());
    let receipts = (first..).zip(entries).map(issue).collect();
    (home, ledger, receipts)
}

#[test]
fn every_receipt_verifies_with_the_public_key_alone() {
    let (_home, ledger, receipts) = case();
    for (entry, receipt) in receipts {
        let verified = verify_receipt(receipt.to_json(), ledger.verifier_key()).unwrap();
        assert_eq!((verified.record.at, &verified.record.entry), (NOW, &entry));
        assert_eq!(verified.index, receipt.index());
        assert_eq!(verified.checkpoint, ledger.checkpoint().unwrap());
        assert!(receipt.to_json().len() < RECEIPT_JSON_BYTES_MAX / 4);
    }
}

#[test]
fn a_plain_yes_never_passes_for_an_express_one() {
    let (_home, ledger, receipts) = case();
    let (plain, express) = ("\"dpv:Consent\"", "\"dpv:ExplicitlyExpressedConsent\"");
    let mut swapped = 0;
    for (_, receipt) in receipts {
        let json = receipt.to_json();
        for (from, to) in [(plain, express), (express, plain)] {
            if json.contains(from) {
                swapped += 1;
                assert!(verify_receipt(&json.replace(from, to), ledger.verifier_key()).is_err());
            }
        }
    }
    assert_eq!(swapped, crate::home::STATES.len() + 1);
}

#[test]
fn it_verifies_however_it_is_spaced_and_ordered() {
    let (_home, ledger, receipts) = case();
    for (_, receipt) in receipts {
        let value: Value = serde_json::from_str(receipt.to_json()).unwrap();
        let compact = serde_json::to_string(&value).unwrap();
        assert!(verify_receipt(&compact, ledger.verifier_key()).is_ok());
        let fields = value.as_object().unwrap().iter().rev();
        let fields: Vec<_> = fields
            .map(|(name, value)| format!("{name:?}:{value}"))
            .collect();
        let reversed = format!("\n{{{}}}\n", fields.join("\t,"));
        assert!(verify_receipt(&reversed, ledger.verifier_key()).is_ok());
    }
}

#[test]
fn there_is_no_receipt_for_what_concerns_nobody() {
    let (_home, ledger) = Home::with(0);
    let entries = without_receipts();
    ledger.append(&entries).unwrap();
    for index in 0..entries.len() as u64 {
        assert!(matches!(
            Receipt::issue(&ledger, index),
            Err(ReceiptError::Kind { .. })
        ));
    }
    assert!(matches!(
        Receipt::issue(&ledger, 99),
        Err(ReceiptError::Ledger(_))
    ));
}

/// Every value in a JSON text, each replaced in turn.
fn tampered(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(fields) => {
            let mut all = Vec::new();
            for (name, inner) in fields {
                for changed in tampered(inner) {
                    let mut copy = fields.clone();
                    copy.insert(name.clone(), changed);
                    all.push(Value::Object(copy));
                }
                let mut without = fields.clone();
                without.remove(name);
                all.push(Value::Object(without));
            }
            let mut with = fields.clone();
            with.insert(
                "dct:description".to_owned(),
                json!("You have agreed to everything"),
            );
            all.push(Value::Object(with));
            all
        }
        Value::Array(items) => {
            let mut all = vec![json!([]), json!([items, items])];
            for (at, item) in items.iter().enumerate() {
                for changed in tampered(item) {
                    let mut copy = items.clone();
                    copy[at] = changed;
                    all.push(Value::Array(copy));
                }
            }
            all
        }
        Value::String(text) => vec![json!(format!("{text}x")), json!(""), json!(1), Value::Null],
        Value::Number(number) => vec![json!(number.as_u64().unwrap() + 1), json!("1"), Value::Null],
        Value::Bool(_) | Value::Null => panic!("a receipt has none"),
    }
}

#[test]
fn not_a_word_of_it_can_be_changed() {
    let (_home, ledger, receipts) = case();
    let mut tried = 0;
    for (_, receipt) in receipts {
        let value: Value = serde_json::from_str(receipt.to_json()).unwrap();
        for changed in tampered(&value) {
            assert_ne!(changed, value);
            let text = serde_json::to_string(&changed).unwrap();
            assert!(
                verify_receipt(&text, ledger.verifier_key()).is_err(),
                "{text}"
            );
            tried += 1;
        }
    }
    assert!(tried > 1_000, "only {tried}");
}

#[test]
fn purpose_state_time_and_subject_are_those_of_the_log() {
    let (_home, ledger, receipts) = case();
    let json = receipts[0].1.to_json();
    let subject = ada().to_string();
    for (was, is, part) in [
        (
            r#""dct:identifier": "savings_report""#,
            r#""dct:identifier": "advertising""#,
            "dpv:hasProcess",
        ),
        (
            "dpv:ConsentGiven",
            "dpv:ConsentWithdrawn",
            "dpv:hasConsentStatus",
        ),
        ("Consent given", "Consent refused", "dct:title"),
        (
            r#""dct:created": {
    "@type": "xsd:dateTime",
    "@value": "2026-11-23T10"#,
            r#""dct:created": {
    "@type": "xsd:dateTime",
    "@value": "2025-11-23T10"#,
            "dct:created",
        ),
        (
            &format!(r#""dpv:hasIdentifier": "{subject}""#),
            &format!(r#""dpv:hasIdentifier": "{}""#, "0".repeat(64)),
            "dpv:hasDataSubject",
        ),
    ] {
        let changed = json.replacen(was, is, 1);
        assert_ne!(changed, json, "{was}");
        match verify_receipt(&changed, ledger.verifier_key()) {
            Err(VerifyError::Readable { field }) => assert_eq!(field, part),
            other => panic!("{was}: {other:?}"),
        }
    }
}

#[test]
fn the_entry_of_another_receipt_does_not_fit() {
    let (_home, ledger, receipts) = case();
    let granted: Value = serde_json::from_str(receipts[0].1.to_json()).unwrap();
    let withdrawn: Value = serde_json::from_str(receipts[2].1.to_json()).unwrap();
    // The words of one with the proof of the other.
    let mut mixed = granted.clone();
    mixed["cardea:evidence"] = withdrawn["cardea:evidence"].clone();
    let verified = verify_receipt(&mixed.to_string(), ledger.verifier_key());
    assert!(matches!(verified, Err(VerifyError::Readable { .. })));
    // The words and the entry of one with the proof of the other.
    let mut mixed = withdrawn;
    let entry = granted["cardea:evidence"]["entry"].clone();
    mixed["cardea:evidence"]["entry"] = entry;
    let verified = verify_receipt(&mixed.to_string(), ledger.verifier_key()).unwrap_err();
    assert!(matches!(verified, VerifyError::Proof(_)));
    assert_eq!(
        verified.to_string(),
        "this receipt's proof does not lead to the signed checkpoint: the receipt or the log was changed"
    );
}

#[test]
fn two_readings_of_one_text_are_refused() {
    let (_home, ledger, receipts) = case();
    let json = receipts[0].1.to_json();
    let twice = json.replacen('{', r#"{"cardea:state": "refused","#, 1);
    assert!(matches!(
        verify_receipt(&twice, ledger.verifier_key()),
        Err(VerifyError::Json(_))
    ));
}

#[test]
fn the_key_decides_which_log_is_believed() {
    let (home, ledger, receipts) = case();
    let json = receipts[0].1.to_json();
    let other = home.key().verifier_key("other.example").unwrap();
    assert!(matches!(
        verify_receipt(json, &other),
        Err(VerifyError::OtherLog { .. })
    ));
    // Renamed throughout, so that it claims to be of that log: the signature does not follow.
    let renamed = json.replace(&ledger.verifier_key().short(), &other.short());
    assert!(matches!(
        verify_receipt(&renamed, &other),
        Err(VerifyError::Checkpoint(CheckpointError::Unsigned { .. }))
    ));
}

#[test]
fn what_is_no_receipt_is_told_so() {
    let (_home, ledger) = Home::with(1);
    let verify = |text: &str| verify_receipt(text, ledger.verifier_key()).unwrap_err();
    for text in [
        "",
        "{",
        "rubbish",
        "\u{0}",
        "{\"a\":1.5}",
        &"[".repeat(60_000),
    ] {
        assert!(matches!(verify(text), VerifyError::Json(_)), "{text:.20}");
    }
    for text in [
        "[]",
        "{}",
        "null",
        "\"x\"",
        r#"{"cardea:evidence":{}}"#,
        r#"{"cardea:evidence":7}"#,
    ] {
        assert!(matches!(verify(text), VerifyError::NotAReceipt), "{text}");
    }
    assert!(matches!(
        verify(r#"{"cardea:evidence":{"format":2}}"#),
        VerifyError::Format { format: 2 }
    ));
    assert!(matches!(
        verify(&" ".repeat(RECEIPT_JSON_BYTES_MAX + 1)),
        VerifyError::Length
    ));
}

#[test]
fn last_years_receipt_holds_against_todays_log() {
    let (_home, ledger, receipts) = case();
    grow(&ledger, 900);
    let now = ledger.checkpoint().unwrap();
    for (_, receipt) in receipts {
        let then = verify_receipt(receipt.to_json(), ledger.verifier_key())
            .unwrap()
            .checkpoint;
        let proof = ledger.consistency_proof(then.size(), now.size()).unwrap();
        verify_consistency(&proof, then.root(), now.root()).unwrap();
    }
}

#[test]
fn a_receipt_holds_nothing_that_opens_the_commitment() {
    let (_home, _ledger, receipts) = case();
    let salt = "01".repeat(32);
    for (_, receipt) in receipts {
        assert!(!receipt.to_json().contains(&salt));
        assert!(!receipt.to_json().contains("p-0000000000000001"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

    /// A receipt with any byte changed does not verify, or reads as exactly the same JSON.
    #[test]
    fn any_changed_byte_is_noticed_or_says_the_same(flip in 1_u8..=255, which in 0_usize..11) {
        let (_home, ledger, receipts) = case();
        let json = receipts[which].1.to_json();
        let value: Value = serde_json::from_str(json).unwrap();
        for at in 0..json.len() {
            let mut bytes = json.as_bytes().to_vec();
            bytes[at] ^= flip;
            let Ok(text) = core::str::from_utf8(&bytes) else { continue };
            if verify_receipt(text, ledger.verifier_key()).is_ok() {
                let read: Value = serde_json::from_str(text).unwrap();
                prop_assert_eq!(&read, &value, "byte {}", at);
            }
        }
    }
}
