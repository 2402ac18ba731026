//! Who decides about a purpose, who handles its data, who gets it: by their names, from the manifest that is enforced.

use core::fmt::Write as _;

use cardea_manifest::model::{Organisation, Purpose};
use cardea_store::Product;

use crate::pages::wording::country;

/// The organisations of a purpose, each as a sentence.
pub(super) struct Organisations {
    pub(super) decide: String,
    pub(super) handle: Vec<String>,
    pub(super) get: Vec<String>,
}

pub(super) fn of(product: &Product, purpose: &Purpose) -> Organisations {
    let known = |name: &str| product.manifest.organisations.get(name);
    let handle = purpose
        .processors
        .iter()
        .filter_map(|name| known(name.as_str()))
        .map(named_with_country)
        .collect();
    let gets = |(name, recipient): (
        &cardea_manifest::At<cardea_manifest::shape::Name>,
        &cardea_manifest::model::Recipient,
    )| {
        let organisation = known(name.as_str())?;
        let mut text = named_with_country(organisation);
        if let Some(duration) = &recipient.duration {
            let _ = write!(text, ", which may keep it for {}", duration.value);
        }
        if recipient.own_purposes.as_ref().is_some_and(|own| own.value) {
            text.push_str(", and uses it for aims of its own");
        }
        Some(text)
    };
    Organisations {
        decide: cardea_rights::deciders(&product.manifest, purpose),
        handle,
        get: purpose.recipients.iter().filter_map(gets).collect(),
    }
}

fn named_with_country(organisation: &Organisation) -> String {
    match organisation.country.as_str() {
        "GB" => organisation.name.to_string(),
        code => format!("{} in {}", organisation.name.as_str(), country(code)),
    }
}
