//! About whom an organisation may read now.

use cardea_gate::AboutRule;
use cardea_store::ProductIndex;
use cardea_units::{HouseholdId, SubjectId};

use crate::{House, Refusal};

impl House {
    /// Homes and people for whom a purpose is permitted now and of whom a device sends. For an organisation that the manifest names for it.
    ///
    /// # Errors
    /// When the organisation is not named for the purpose.
    pub async fn subjects_of(
        &self,
        organisation: &str,
        product: ProductIndex,
        purpose: &str,
    ) -> Result<Vec<(HouseholdId, SubjectId)>, Refusal> {
        let (organisation, purpose) = (organisation.to_owned(), purpose.to_owned());
        self.waiting(move |house| {
            let known = house.store.products().get(product).ok_or_else(|| Refusal::invalid("There is no such product."))?;
            let (index, rules) =
                known.gate.purpose_named(&purpose).ok_or_else(|| Refusal::invalid("The manifest has no such purpose."))?;
            if !rules.may_be_read_by(&organisation) {
                return Err(Refusal::not_allowed("Your organisation is neither a recipient nor a controller of this purpose in the manifest."));
            }
            let mut subjects = Vec::new();
            for (household, wearers) in house.store.homes_with(product)? {
                let permissions = house.store.permits(household, product)?;
                for (_, stream) in known.gate.streams().filter(|(_, stream)| stream.uses.has(index)) {
                    let whom: Vec<SubjectId> = match stream.about {
                        AboutRule::Household | AboutRule::Bystander => vec![SubjectId::Household(household)],
                        AboutRule::Wearer | AboutRule::Profile { .. } => wearers.iter().copied().map(SubjectId::Person).collect(),
                    };
                    for subject in whom {
                        let person = match subject {
                            SubjectId::Household(_) => None,
                            SubjectId::Person(person) => Some(person),
                        };
                        if permissions.for_stream(stream, person).has(index) && !subjects.contains(&(household, subject)) {
                            subjects.push((household, subject));
                        }
                    }
                }
            }
            Ok(subjects)
        })
        .await
    }
}
