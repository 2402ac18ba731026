//! The readable part of a receipt, in the words of DPV. Format 1: what this file writes does not change any more.

use serde_json::{Map, Value, json};
use tlog_tiles::record_hash;

use crate::commitment::hexadecimal;
use crate::{Commitment, ConsentState, Entry, Expression, Name, Record};

/// The readable part for a record whose text is `text`. `None` for a kind of which there is no receipt.
pub(super) fn readable(record: &Record, text: &str) -> Option<Map<String, Value>> {
    let at = json!({ "@type": "xsd:dateTime", "@value": record.at.to_string() });
    let (title, particulars) = match &record.entry {
        Entry::ConsentChanged {
            subject,
            product,
            purpose,
            version,
            state,
            channel,
            expression,
        } => {
            let consent = Consent {
                product,
                purpose,
                version,
                state: *state,
                channel,
                expression: *expression,
            };
            (consent.title(), consent.document(subject, &at))
        }
        Entry::Erasure { subject, secrets } => (
            "Data erased: the secrets that it was locked with are destroyed".to_owned(),
            erasure(subject, *secrets),
        ),
        Entry::DeviceClaimed { device, household } => (
            "Device claimed by a home".to_owned(),
            device_moved(device, household, "device_claimed"),
        ),
        Entry::DeviceReleased { device, household } => (
            "Device released by a home".to_owned(),
            device_moved(device, household, "device_released"),
        ),
        Entry::DeviceErased {
            device,
            household,
            blocks,
            rows,
            clips,
        } => (
            "Device forgotten: what it sent in this home is deleted, and its credential is refused"
                .to_owned(),
            device_erased(device, household, [*blocks, *rows, *clips]),
        ),
        _ => return None,
    };
    let leaf = hexadecimal(&record_hash(text.as_bytes()).0);
    let common = json!({
        "@context": context(),
        "@id": format!("urn:cardea:entry:{leaf}"),
        "dct:title": title,
        "dct:created": at,
        "dpv:hasApplicableLaw": { "@id": "legal-gb:law-GDPR" },
    });
    let (Value::Object(mut document), Value::Object(common)) = (particulars, common) else {
        return None;
    };
    document.extend(common);
    Some(document)
}

fn context() -> Value {
    json!({
        "cardea": "urn:cardea:receipt:1#",
        "dct": "http://purl.org/dc/terms/",
        "dpv": "https://w3id.org/dpv#",
        "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
        "legal-gb": "https://w3id.org/dpv/legal/gb#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "cardea:evidence": { "@type": "@json" },
    })
}

struct Consent<'r> {
    product: &'r Name,
    purpose: &'r Name,
    version: &'r Name,
    state: ConsentState,
    channel: &'r Name,
    expression: Expression,
}

impl Consent<'_> {
    fn title(&self) -> String {
        let (_, happened) = state_words(self.state);
        let express = match self.expression {
            Expression::Plain => "Consent",
            Expression::Express => "Express consent",
        };
        format!(
            "{express} {happened}: `{}` of `{}`",
            self.purpose, self.product
        )
    }

    const fn legal_basis(&self) -> &'static str {
        match self.expression {
            Expression::Plain => "dpv:Consent",
            Expression::Express => "dpv:ExplicitlyExpressedConsent",
        }
    }

    fn document(&self, subject: &Commitment, at: &Value) -> Value {
        let (status, _) = state_words(self.state);
        let mut document = json!({
            "@type": "dpv:ConsentReceipt",
            "dpv:hasDataSubject": data_subject(subject),
            "dpv:hasConsentStatus": { "@id": status },
            "dpv:hasIndicationMethod": self.channel.as_str(),
            "dpv:hasProcess": {
                "@type": "dpv:Process",
                "dct:hasVersion": self.version.as_str(),
                "dpv:hasLegalBasis": { "@id": self.legal_basis() },
                "dpv:hasPurpose": { "@type": "dpv:Purpose", "dct:identifier": self.purpose.as_str() },
                "dpv:hasService": { "@type": "dpv:Service", "dct:identifier": self.product.as_str() },
            },
            "cardea:state": self.state,
        });
        if let (true, Value::Object(fields)) = (said_by_person(self.state), &mut document) {
            fields.insert("dpv:isIndicatedAtTime".to_owned(), at.clone());
        }
        document
    }
}

/// The state in DPV, and in words for a title.
const fn state_words(state: ConsentState) -> (&'static str, &'static str) {
    match state {
        ConsentState::Granted => ("dpv:ConsentGiven", "given"),
        ConsentState::Refused => ("dpv:ConsentRefused", "refused"),
        ConsentState::Withdrawn => ("dpv:ConsentWithdrawn", "withdrawn"),
        ConsentState::Expired => ("dpv:ConsentExpired", "expired"),
        ConsentState::Superseded => (
            "dpv:ConsentInvalidated",
            "ended, because the purpose was changed",
        ),
        ConsentState::VoidByReset => (
            "dpv:ConsentInvalidated",
            "ended, because the device was reset",
        ),
        ConsentState::VoidByTransfer => (
            "dpv:ConsentInvalidated",
            "ended, because the device went to another home",
        ),
        ConsentState::VoidByAge => (
            "dpv:ConsentInvalidated",
            "ended, because the person now decides for themselves",
        ),
    }
}

const fn said_by_person(state: ConsentState) -> bool {
    matches!(
        state,
        ConsentState::Granted | ConsentState::Refused | ConsentState::Withdrawn
    )
}

fn erasure(subject: &Commitment, secrets: u64) -> Value {
    json!({
        "@type": "dpv:RightExerciseRecord",
        "dpv:hasDataSubject": data_subject(subject),
        "dpv:hasRight": { "@id": "eu-gdpr:A17" },
        "dpv:hasActivityStatus": { "@id": "dpv:ActivityCompleted" },
        "dpv:hasProcess": {
            "@type": "dpv:Process",
            "dpv:hasProcessing": { "@id": "dpv:Erase" },
            "dpv:hasTechnicalMeasure": { "@id": "dpv:CryptographicKeyManagement" },
        },
        "cardea:secretsDestroyed": secrets,
    })
}

fn device_moved(device: &Commitment, household: &Commitment, event: &str) -> Value {
    json!({
        "@type": "dpv:DataProcessingRecord",
        "dpv:hasDataSubject": data_subject(household),
        "dpv:hasActivityStatus": { "@id": "dpv:ActivityCompleted" },
        "cardea:event": event,
        "cardea:device": device.to_string(),
    })
}

/// Deleted, not shredded: what a device sent has no secret of its own, and the certificate does not say that it had.
fn device_erased(
    device: &Commitment,
    household: &Commitment,
    [blocks, rows, clips]: [u64; 3],
) -> Value {
    json!({
        "@type": "dpv:DataProcessingRecord",
        "dpv:hasDataSubject": data_subject(household),
        "dpv:hasActivityStatus": { "@id": "dpv:ActivityCompleted" },
        "dpv:hasProcess": { "@type": "dpv:Process", "dpv:hasProcessing": { "@id": "dpv:Erase" } },
        "cardea:event": "device_erased",
        "cardea:device": device.to_string(),
        "cardea:blocksDeleted": blocks,
        "cardea:rowsDeleted": rows,
        "cardea:clipsDeleted": clips,
    })
}

fn data_subject(commitment: &Commitment) -> Value {
    json!({ "@type": "dpv:DataSubject", "dpv:hasIdentifier": commitment.to_string() })
}
