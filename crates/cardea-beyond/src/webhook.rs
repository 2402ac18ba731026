//! Signed messages, after the Standard Webhooks specification: whoever has the secret can tell that they are ours, whole and new.

use core::fmt;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

/// The secret of one organisation: 256 bits.
pub struct WebhookSecret(Zeroizing<[u8; 32]>);

impl WebhookSecret {
    /// From its bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// As the organisation gets it: `whsec_` and its bytes in base64.
    pub fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("whsec_{}", STANDARD.encode(*self.0)))
    }

    /// The signature of a message: version 1, HMAC-SHA-256 of id, time and body.
    fn sign(&self, id: &str, seconds: i64, body: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &*self.0);
        let tag = hmac::sign(&key, format!("{id}.{seconds}.{body}").as_bytes());
        format!("v1,{}", STANDARD.encode(tag))
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(..)")
    }
}

/// A message with what proves that it is ours.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Its headers.
    pub headers: [(&'static str, String); 4],
    /// Its body, as it was signed.
    pub body: String,
}

impl Signed {
    /// Signs a message with every secret that is in force, so that whoever has one of them can tell. `id` is the same however often it is
    /// sent; `seconds` since 1970 are when it is sent this time.
    pub fn message(secrets: &[WebhookSecret], id: &str, seconds: i64, body: String) -> Self {
        let signatures: Vec<String> = secrets
            .iter()
            .map(|secret| secret.sign(id, seconds, &body))
            .collect();
        Self {
            headers: [
                ("content-type", "application/json".to_owned()),
                ("webhook-id", id.to_owned()),
                ("webhook-timestamp", seconds.to_string()),
                ("webhook-signature", signatures.join(" ")),
            ],
            body,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with `hmac` of Python, from the key of the bytes 0 to 31.
    #[test]
    fn a_signature_is_that_of_another_program() {
        let mut bytes = [0_u8; 32];
        for (at, byte) in (0_u8..).zip(&mut bytes) {
            *byte = at;
        }
        let secret = WebhookSecret::from_bytes(bytes);
        assert_eq!(
            &*secret.text(),
            "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
        );
        let signed = Signed::message(
            &[secret],
            "msg_1",
            1_614_265_330,
            r#"{"test": 2432232314}"#.to_owned(),
        );
        assert_eq!(
            signed.headers[3],
            (
                "webhook-signature",
                "v1,GWvjEzx3AphU7wha3hNZPXJnymF9Fg+ZdvPQqWPOjZ0=".to_owned()
            )
        );
        assert_eq!(signed.headers[2].1, "1614265330");
    }

    #[test]
    fn two_secrets_make_two_signatures_and_none_is_shown() {
        let secrets = [
            WebhookSecret::from_bytes([1; 32]),
            WebhookSecret::from_bytes([2; 32]),
        ];
        let signed = Signed::message(&secrets, "msg_1", 1, "{}".to_owned());
        let both: Vec<&str> = signed.headers[3].1.split(' ').collect();
        assert_eq!(both.len(), 2);
        assert_ne!(both[0], both[1]);
        assert_eq!(format!("{:?}", secrets[0]), "WebhookSecret(..)");
    }
}
