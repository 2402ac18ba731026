//! Who looked: every access to readings about me and my home.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use cardea_store::{Looked, NotificationAct, NotificationState, Person};
use cardea_units::{PersonId, UnixMillis};

use super::Portal;
use super::frame::page;
use super::refused::Refused;
use super::session::SignedIn;
use super::wording::{counted, day, listed, when, words_of};
use crate::limits::LOOKS_SHOWN_MAX;
use crate::{House, ToldTo};

#[derive(Template)]
#[template(path = "looked.html")]
struct LookedPage {
    here: &'static str,
    looks: Vec<Look>,
    most: Option<usize>,
    told: Vec<ToldLine>,
}

/// What an organisation was told.
struct ToldLine {
    who: String,
    what: String,
    about: String,
    at: String,
    /// What it answered, or that it has not.
    answer: String,
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
    let (looks, told) = portal
        .house
        .waiting(move |house| {
            let told: Vec<ToldLine> = house.told_now(who)?.iter().map(told_line).collect();
            let members = house.store.members(who.household)?;
            let looks = house
                .store
                .looks(who.household, who.person, LOOKS_SHOWN_MAX)?;
            let looks: Vec<Look> = looks
                .iter()
                .map(|looked| look(house, &members, looked))
                .collect();
            Ok((looks, told))
        })
        .await?;
    let most = (looks.len() >= LOOKS_SHOWN_MAX).then_some(LOOKS_SHOWN_MAX);
    Ok(page(&LookedPage {
        here: "looked",
        looks,
        most,
        told,
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

fn told_line(told: &ToldTo) -> ToldLine {
    let about = format!("{}, for: {}", told.product, listed(&told.purposes));
    let whose = if told.is_about_home {
        "what it has about your home"
    } else {
        "what it has about you"
    };
    let verb = match told.state {
        NotificationState::Waiting | NotificationState::Failed => "is to be told",
        NotificationState::Received | NotificationState::Done => "was told",
    };
    let what = match told.act {
        NotificationAct::Erasure => format!("to delete {whose}"),
        NotificationAct::Rectification => format!("that {whose} was corrected"),
        NotificationAct::Restriction => format!("to leave {whose} alone"),
        NotificationAct::RestrictionLifted => format!("that it may use {whose} again"),
        NotificationAct::Withdrawal | NotificationAct::Objection => {
            format!("to stop, and to delete {whose}")
        }
    };
    let answer = match (told.state, told.done_at, told.received_at) {
        (NotificationState::Done, Some(at), _) => format!("It was done by {}.", when(at)),
        (NotificationState::Received, _, Some(at)) => {
            let late = if told.escalated_at.is_some() {
                "It has not said in time that it did. Those who run this know, and must ask it."
            } else {
                "It has not said yet that it did."
            };
            format!(
                "It knows since {}, and has until {}. {late}",
                when(at),
                day(told.act_by)
            )
        }
        _ if told.escalated_at.is_some() => {
            "It could not be reached. Those who run this know, and must tell it in another way."
                .to_owned()
        }
        _ => "It has not answered yet. It is asked again and again.".to_owned(),
    };
    ToldLine {
        who: told.organisation.clone(),
        what: format!("{verb} {what}"),
        about,
        at: when(told.at),
        answer,
    }
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
