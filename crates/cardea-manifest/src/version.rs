//! Versions: what was promised, as a hash that order, comments and spelling of units do not change.

use core::fmt;
use core::str::FromStr;

use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use crate::At;
use crate::model::{Field, Manifest, Purpose, Use};
use crate::shape::{Name, Shape};

/// SHA-256 of a normal form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId([u8; 32]);

impl VersionId {
    /// The hash itself.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Back from its bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The first 12 hexadecimal digits, for people to compare.
    pub fn short(&self) -> String {
        self.to_string().chars().take(12).collect()
    }

    /// The hash of words that are put before somebody, in a language (BCP 47).
    pub fn of_words(language: &str, words: &str) -> Self {
        Self::of(
            "cardea words 1",
            json!({ "language": language, "words": words }),
        )
    }

    pub(crate) fn of(domain: &str, mut normal: Json) -> Self {
        // Whatever features the JSON library is built with, keys are hashed in the order of the alphabet.
        normal.sort_all_objects();
        let mut hash = Sha256::new();
        hash.update(domain.as_bytes());
        hash.update([0]);
        hash.update(normal.to_string().as_bytes());
        Self(hash.finalize().into())
    }
}

impl fmt::Display for VersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for VersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for VersionId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() != 64
            || text
                .bytes()
                .any(|b| !matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        {
            return Err(());
        }
        let mut bytes = [0; 32];
        for (n, byte) in bytes.iter_mut().enumerate() {
            let at = n.saturating_mul(2);
            let pair = text.get(at..at.saturating_add(2)).ok_or(())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| ())?;
        }
        Ok(Self(bytes))
    }
}

impl Manifest {
    /// The normal form: defaults written out, keys and lists sorted, lengths of time and steps in one spelling.
    pub fn normal_form(&self) -> Json {
        let mut normal = self.normal().unwrap_or(Json::Null);
        normal.sort_all_objects();
        normal
    }

    /// The version of the whole manifest.
    pub fn version(&self) -> VersionId {
        VersionId::of("cardea manifest 1", self.normal_form())
    }

    /// The version of the promise behind one purpose: what a consent is given for.
    ///
    /// It covers what is used, how finely, how long, on which basis, by whom and for whom. Wording is not part of it, so a better sentence
    /// asks nobody again; a finer step, a longer time, another recipient do. Who decides and who gets the data is their legal name and
    /// country, not the short name that the manifest gives them: another company behind the same short name is another promise.
    pub fn promise(&self, purpose: &Purpose) -> VersionId {
        VersionId::of("cardea promise 1", self.promise_form(purpose))
    }

    /// What is hashed for [`Manifest::promise`].
    pub(crate) fn promise_form(&self, purpose: &Purpose) -> Json {
        let uses: serde_json::Map<String, Json> = purpose
            .uses
            .iter()
            .map(|(name, used)| (name.to_string(), self.promise_of_use(name.as_str(), used)))
            .collect();
        let recipients: serde_json::Map<String, Json> = purpose
            .recipients
            .iter()
            .map(|(name, recipient)| {
                let promise = json!({
                    "who": self.identities([name]),
                    "duration": recipient.duration.normal(),
                    "own_purposes": recipient.own_purposes.as_ref().is_some_and(|own| own.value),
                });
                (name.to_string(), promise)
            })
            .collect();
        json!({
            "product": self.product.id.as_str(),
            "class": purpose.class.word(),
            "basis": purpose.basis.normal(),
            "device_access": purpose.device_access.normal(),
            "special_category": purpose.special_category.word(),
            "controllers": self.identities(purpose.controller.iter().chain(&purpose.controllers)),
            "processors": purpose.processors.normal(),
            "recipients": recipients,
            "children": purpose.children.word(),
            "uses": uses,
        })
    }

    /// Who organisations are to people, in the order of their names.
    fn identities<'n>(&self, names: impl IntoIterator<Item = &'n At<Name>>) -> Json {
        let mut known: Vec<(&str, &str)> = names
            .into_iter()
            .filter_map(|name| self.organisations.get(name.as_str()))
            .map(|organisation| (organisation.name.as_str(), organisation.country.as_str()))
            .collect();
        known.sort_unstable();
        known.dedup();
        json!(known)
    }

    fn promise_of_use(&self, stream: &str, used: &Use) -> Json {
        let declared = self.streams.get(stream);
        let fields: serde_json::Map<String, Json> = used
            .fields
            .0
            .iter()
            .map(|(name, field_use)| {
                let field = declared.and_then(|stream| stream.fields.get(name.as_str()));
                let promise = json!({
                    "step": field_use.step.normal().or_else(|| field.and_then(|field| field.step.normal())),
                    "as": field_use.aggregate.normal(),
                    "kind": field.map(|field: &Field| field.kind.word()),
                    "data": field.map(|field| field.data.word()),
                    "unit": field.and_then(|field| field.unit.normal()),
                    "one_of": field.and_then(|field| field.one_of.normal()),
                    "origin": field.map(|field| field.origin.word()),
                    "matched": field.and_then(|field| field.matched.normal()),
                });
                (name.to_string(), promise)
            })
            .collect();
        json!({
            "about": declared.and_then(|stream| stream.about.normal()),
            "from": declared.map(|stream| stream.from.word()),
            "fields": fields,
            "every": used.every.normal().or_else(|| declared.and_then(|stream| stream.every.normal())),
            "keep": used.keep.normal(),
            "also_on": used.also_on.normal(),
        })
    }
}
