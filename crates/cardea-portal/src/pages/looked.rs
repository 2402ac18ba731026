//! Who looked: every access to readings about me and my home.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use cardea_store::{Looked, Person};
use cardea_units::{PersonId, UnixMillis};

use super::Portal;
use super::frame::page;
use super::refused::Refused;
use super::session::SignedIn;
use super::wording::{counted, when, words_of};
use crate::House;
use crate::limits::LOOKS_SHOWN_MAX;

#[derive(Template)]
#[template(path = "looked.html")]
struct LookedPage {
    here: &'static str,
    looks: Vec<Look>,
    most: Option<usize>,
}

struct Look {
    at: String,
    who: String,
    product: String,
    purpose: String,
    stream: String,
    whose: &'static str,
    range: String,
    count: String,
    entry: u64,
}

/// `GET /who-looked`
pub(super) async fn show(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let looks = portal
        .house
        .waiting(move |house| {
            let members = house.store.members(who.household)?;
            let looks = house
                .store
                .looks(who.household, who.person, LOOKS_SHOWN_MAX)?;
            Ok(looks
                .iter()
                .map(|looked| look(house, &members, looked))
                .collect::<Vec<_>>())
        })
        .await?;
    let most = (looks.len() >= LOOKS_SHOWN_MAX).then_some(LOOKS_SHOWN_MAX);
    Ok(page(&LookedPage {
        here: "looked",
        looks,
        most,
    }))
}

/// An access with the names that people know; the manifest's own where an older version had another.
fn look(house: &House, members: &[Person], looked: &Looked) -> Look {
    let manifest = house
        .store
        .products()
        .named(&looked.product)
        .map(|(_, product)| &product.manifest);
    let name = manifest
        .and_then(|manifest| manifest.organisations.get(&looked.organisation))
        .map(|known| known.name.to_string());
    let purpose = manifest
        .and_then(|manifest| manifest.purposes.get(&looked.purpose))
        .map(|known| known.title.to_string());
    let stream = manifest
        .and_then(|manifest| manifest.streams.get(&looked.stream))
        .map(|known| known.title.to_string());
    Look {
        at: when(looked.at),
        who: match looked.by {
            Some(by) => grown_up(members, by),
            None => name.unwrap_or_else(|| words_of(&looked.organisation)),
        },
        product: manifest.map_or_else(
            || words_of(&looked.product),
            |manifest| manifest.product.name.to_string(),
        ),
        purpose: if looked.by.is_some() {
            "looking after you".to_owned()
        } else {
            purpose.unwrap_or_else(|| words_of(&looked.purpose))
        },
        stream: stream.unwrap_or_else(|| words_of(&looked.stream)),
        whose: if looked.person.is_some() {
            "about you"
        } else {
            "about your home"
        },
        range: range(looked.from, looked.until),
        count: counted(looked.count, "row"),
        entry: looked.log_index,
    }
}

fn grown_up(members: &[Person], by: PersonId) -> String {
    let found = members.iter().find(|person| person.id == by);
    found.map_or_else(
        || "A grown-up who was in your home".to_owned(),
        |person| person.details.name.disclose_ref().clone(),
    )
}

fn range(from: UnixMillis, until: UnixMillis) -> String {
    match (
        from.0 <= 0,
        until.0 >= UnixMillis::DAY.saturating_mul(100_000),
    ) {
        (true, true) => "all there was".to_owned(),
        (true, false) => format!("until {}", when(until)),
        (false, true) => format!("from {} on", when(from)),
        (false, false) => format!("{} to {}", when(from), when(until)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_over_years_names_the_years() {
        let at = |text| UnixMillis::parse_rfc3339(text).unwrap();
        let said = range(at("2020-01-01T00:00:00Z"), at("2100-01-01T00:00:00Z"));
        assert_eq!(said, "1 January 2020, 00:00 to 1 January 2100, 00:00");
        assert_eq!(range(UnixMillis(0), UnixMillis(i64::MAX)), "all there was");
    }
}
