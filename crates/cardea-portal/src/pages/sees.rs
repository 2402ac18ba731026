//! Who can see what.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use cardea_units::SubjectId;

use super::Portal;
use super::frame::page;
use super::refused::Refused;
use super::session::SignedIn;
use super::wording::{listed, when};
use crate::Seen;

#[derive(Template)]
#[template(path = "sees.html")]
struct SeesPage {
    here: &'static str,
    streams: Vec<Shown>,
}

struct Shown {
    title: String,
    product: String,
    whose: &'static str,
    people: Vec<(String, String)>,
    organisations: Vec<(String, String, String)>,
    devices: Vec<String>,
}

/// `GET /who-sees`
pub(super) async fn show(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let seen = portal.house.who_sees(who).await?;
    let streams = seen.into_iter().map(shown).collect();
    Ok(page(&SeesPage {
        here: "safety",
        streams,
    }))
}

fn shown(seen: Seen) -> Shown {
    let of_home = matches!(seen.stream.subject, SubjectId::Household(_));
    let people = seen.people.into_iter().map(|person| {
        let looked = match person.last {
            _ if !of_home => String::new(),
            Some(_) if person.now => "is looking now".to_owned(),
            Some(at) => format!("looked last on {}", when(at)),
            None => "has not looked".to_owned(),
        };
        (person.name, looked)
    });
    let organisations = seen.organisations.into_iter().map(|organisation| {
        let last = match organisation.last {
            Some(at) => format!("read last on {}", when(at)),
            None => "has not read".to_owned(),
        };
        (organisation.name, listed(&organisation.purposes), last)
    });
    let devices = seen.devices.into_iter().map(|(name, hub)| match hub {
        Some(hub) => format!("{name}, through {hub}"),
        None => name,
    });
    Shown {
        title: seen.stream.title,
        product: seen.stream.product_name,
        whose: if of_home {
            "about your home"
        } else {
            "about you"
        },
        people: people.collect(),
        organisations: organisations.collect(),
        devices: devices.collect(),
    }
}
