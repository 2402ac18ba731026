//! Who has which role in a purpose.

use cardea_manifest::At;
use cardea_manifest::model::{Manifest, Organisation, Purpose};
use cardea_manifest::shape::Name;

/// The role of an organisation in one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// It decides why and how (UK GDPR Art 4(7)), alone or with others.
    Controller,
    /// It acts on instruction (UK GDPR Art 4(8)).
    Processor,
    /// It gets the data for itself.
    Recipient,
}

/// Organisations that a purpose names, with the role it gives them: those that decide, then those that handle, then those that get.
pub fn roles(purpose: &Purpose) -> impl Iterator<Item = (&At<Name>, Role)> + Clone {
    let controllers = purpose
        .controller
        .iter()
        .chain(&purpose.controllers)
        .map(|name| (name, Role::Controller));
    let processors = purpose
        .processors
        .iter()
        .map(|name| (name, Role::Processor));
    let recipients = purpose
        .recipients
        .iter()
        .map(|(name, _)| (name, Role::Recipient));
    controllers.chain(processors).chain(recipients)
}

/// Organisations that decide about a purpose, alone or with others. In the order of the file.
pub fn controllers(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &Organisation)> {
    manifest.organisations.iter().filter(|(name, _)| {
        let mut roles = manifest.purposes.values().flat_map(roles);
        roles.any(|(named, role)| named == *name && role == Role::Controller)
    })
}

/// Organisations that act on instruction: named as a processor of a purpose, or engaged by another processor. In the order of the file.
pub fn processors(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &Organisation)> {
    manifest
        .organisations
        .iter()
        .filter(|(name, organisation)| {
            let named = manifest
                .purposes
                .values()
                .flat_map(|purpose| &purpose.processors)
                .any(|processor| processor == *name);
            named || organisation.under.is_some()
        })
}

/// Whether a purpose names the organisation, or a processor of the purpose engaged it, directly or through others.
pub fn acts_in(
    manifest: &Manifest,
    purpose: &Purpose,
    name: &At<Name>,
    organisation: &Organisation,
) -> bool {
    if roles(purpose).any(|(named, _)| named == name) {
        return true;
    }
    let above = |name: &At<Name>| {
        manifest
            .organisations
            .get(name.as_str())
            .and_then(|organisation| organisation.under.as_ref())
    };
    // The reader refuses circles; the bound is there all the same.
    core::iter::successors(organisation.under.as_ref(), |name| above(name))
        .take(manifest.organisations.len())
        .any(|parent| {
            roles(purpose).any(|(named, role)| named == parent && role == Role::Processor)
        })
}
