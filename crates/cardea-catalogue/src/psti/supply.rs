//! Who is what in the supply of a product (PSTI Act 2022 ss.7, 51).

use cardea_manifest::At;
use cardea_manifest::model::{Manifest, Organisation, SupplyRole};
use cardea_manifest::shape::Name;

/// Roles that make an organisation the manufacturer in law: its name or trade mark is on the product. Who only makes it for another's
/// name is none.
pub(crate) const MANUFACTURERS: [SupplyRole; 2] = [SupplyRole::Manufacturer, SupplyRole::OwnBrand];

/// The organisations with one of these roles, in the order of the file.
pub(crate) fn in_role<'m>(
    manifest: &'m Manifest,
    roles: &'m [SupplyRole],
) -> impl Iterator<Item = (&'m At<Name>, &'m Organisation)> {
    let organisations = manifest.organisations.iter();
    organisations.filter(|(_, organisation)| {
        organisation
            .supplies_as
            .iter()
            .any(|role| roles.contains(&role.value))
    })
}
