//! People: what goes on while a guest stays, what members see, the age at which a child decides.

use crate::model::{Guests, Manifest};
use crate::shape::{Reader, require_known};

pub(crate) fn check(manifest: &Manifest, reader: &mut Reader) {
    for stream in &manifest.people.sees.other_members {
        require_known(stream, manifest.streams.names(), "a stream", reader);
    }
    if let Guests::Allow { purposes, .. } = &manifest.people.guests {
        for purpose in purposes {
            require_known(purpose, manifest.purposes.names(), "a purpose", reader);
        }
    }
    let age = &manifest.people.guardian_consent_under;
    if !(13..=16).contains(&age.value) {
        reader.problem(
            age.span,
            format!("{} is no age that the law permits here", age.value),
            "write an age from 13 to 16 (UK GDPR Art 8); 13 is in force now",
        );
    }
}
