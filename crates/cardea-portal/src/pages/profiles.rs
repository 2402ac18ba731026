//! The names under which a product knows the people of a home.

use axum::extract::State;
use axum::response::Response;
use cardea_gate::AboutRule;
use cardea_store::{Product, ProductIndex};
use cardea_units::{PersonId, Sensitive};
use serde::Deserialize;

use super::Portal;
use super::filled::Filled;
use super::frame::go_to;
use super::refused::Refused;
use super::session::SignedIn;
use super::wording::counted;
use crate::{House, Refusal, RefusalKind, Who};

/// Somebody of the home, and by how many names a product knows them.
pub(super) struct Known {
    pub(super) person: String,
    pub(super) name: String,
    pub(super) by: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ProfileForm {
    product: String,
    person: String,
    name: String,
}

/// Whom a product can know by name; nobody where it knows nobody so.
pub(super) fn of(
    house: &House,
    who: Who,
    index: ProductIndex,
    product: &Product,
) -> Result<Vec<Known>, Refusal> {
    let by_name = |about: AboutRule| matches!(about, AboutRule::Profile { .. });
    if !product
        .gate
        .streams()
        .any(|(_, stream)| by_name(stream.about))
    {
        return Ok(Vec::new());
    }
    let counts = house.store.profiles(who.household, index)?;
    let members = house.store.members(who.household)?;
    let known = members.iter().map(|person| Known {
        person: person.id.to_string(),
        name: person.details.name.disclose_ref().clone(),
        by: counts
            .iter()
            .find(|(known, _)| *known == person.id)
            .map(|(_, count)| counted(*count, "name")),
    });
    Ok(known.collect())
}

/// `POST /devices/profile`
pub(super) async fn name(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<ProfileForm>,
) -> Result<Response, Refused> {
    let (product, person) = read(&portal.house, &form)?;
    let name = Sensitive::new(form.name);
    portal
        .house
        .name_profile(who, product, &name, person)
        .await?;
    Ok(go_to("/devices"))
}

/// `POST /devices/profile/forget`
pub(super) async fn forget(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<ProfileForm>,
) -> Result<Response, Refused> {
    let (product, person) = read(&portal.house, &form)?;
    portal.house.forget_profiles(who, product, person).await?;
    Ok(go_to("/devices"))
}

fn read(house: &House, form: &ProfileForm) -> Result<(ProductIndex, PersonId), Refusal> {
    let unreadable = || {
        Refusal::new(
            RefusalKind::Invalid,
            "This form does not say whom it is about. Go back and load the page again.",
        )
    };
    let (product, _) = house
        .store
        .products()
        .named(&form.product)
        .ok_or_else(unreadable)?;
    Ok((product, form.person.parse().map_err(|_| unreadable())?))
}
