//! My data: what is held about me and my home of the last days, as pictures and tables.

mod clips;
mod picture;

pub(super) use self::clips::{clip, erase_clip};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use cardea_store::{Row, Rows};
use cardea_units::{PersonId, SubjectId, UnixMillis};
use serde::Deserialize;

use super::Portal;
use super::filled::Filled;
use super::frame::page;
use super::refused::Refused;
use super::session::SignedIn;
use super::wording::{begun, counted, how_often, number, short_when, unit, words_of};
use crate::acts::package::text::value_text;
use crate::limits::{SHOWN_DAYS, SHOWN_ROWS_MAX};
use crate::{House, Refusal, RefusalKind, StreamView, Who};

#[derive(Template)]
#[template(path = "my_data.html")]
struct MyDataPage {
    here: &'static str,
    /// The child whose data a grown-up looks at; nothing for one's own.
    child: Option<String>,
    days: i64,
    streams: Vec<Shown>,
    empty: Vec<String>,
}

/// A stream of which something is held.
struct Shown {
    anchor: String,
    product: String,
    title: String,
    whose: &'static str,
    tiers: Vec<TierShown>,
    clips: Vec<clips::ClipShown>,
    more_clips: Option<String>,
}

/// One tier of it.
struct TierShown {
    how_often: String,
    keep: String,
    count: String,
    pictures: Vec<Picture>,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    more: Option<String>,
}

struct Picture {
    svg: String,
    caption: String,
}

/// `GET /my-data`
pub(super) async fn show(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    portal.house.note_looking(who).await?;
    let shown = portal
        .house
        .waiting(move |house| my_data(house, who))
        .await?;
    Ok(page(&shown))
}

fn my_data(house: &House, who: Who) -> Result<MyDataPage, Refusal> {
    let now = house.clock.now();
    let from = now.plus(SHOWN_DAYS.saturating_mul(UnixMillis::DAY).saturating_neg());
    let (mut streams, mut empty) = (Vec::new(), Vec::new());
    for stream in house.own_streams_now(who)? {
        let view = house.own_stream_now(who, stream, from, now.plus(1))?;
        let anchor = format!("stream-{}", streams.len());
        match shown(house, view, anchor) {
            Ok(shown) => streams.push(shown),
            Err(title) => empty.push(title),
        }
    }
    Ok(MyDataPage {
        here: "my-data",
        child: None,
        days: SHOWN_DAYS,
        streams,
        empty,
    })
}

/// Whose data is looked at.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LookForm {
    person: String,
}

/// `POST /people/look`: what is kept about a young child, for a grown-up of the home. The child sees that somebody looked.
pub(super) async fn child(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<LookForm>,
) -> Result<Response, Refused> {
    let child: PersonId = form.person.parse().map_err(|_| {
        Refusal::new(
            RefusalKind::NotFound,
            "There is nobody like this in your home.",
        )
    })?;
    let now = portal.house.clock.now();
    let from = now.plus(SHOWN_DAYS.saturating_mul(UnixMillis::DAY).saturating_neg());
    let views = portal
        .house
        .look_at_child(who, child, from, now.plus(1))
        .await?;
    let shown = portal
        .house
        .waiting(move |house| {
            let person = house.store.person(who.household, child)?;
            let (mut streams, mut empty) = (Vec::new(), Vec::new());
            for view in views {
                let anchor = format!("stream-{}", streams.len());
                match shown(house, view, anchor) {
                    Ok(shown) => streams.push(Shown {
                        whose: "about your child",
                        ..shown
                    }),
                    Err(title) => empty.push(title),
                }
            }
            Ok(MyDataPage {
                here: "people",
                child: Some(person.details.name.disclose()),
                days: SHOWN_DAYS,
                streams,
                empty,
            })
        })
        .await?;
    Ok(page(&shown))
}

/// A stream as it is shown; its name alone where nothing is held of it.
fn shown(house: &House, view: StreamView, anchor: String) -> Result<Shown, String> {
    let stream = view.stream;
    let units = |field: &str| {
        let product = house.store.products().get(stream.product)?;
        let stream = product.manifest.streams.get(&stream.stream_id)?;
        Some(unit(stream.fields.get(field)?.unit.as_ref()?.as_str()))
    };
    // What is one's own comes with one answer for each tier, in their order.
    let rules = house
        .store
        .products()
        .get(stream.product)
        .and_then(|product| product.gate.stream(stream.stream));
    let keeps = rules
        .map(|rules| {
            rules
                .tiers
                .iter()
                .map(|tier| tier.keep.to_string())
                .collect::<Vec<_>>()
        })
        .unwrap_or_default();
    let held = view
        .tiers
        .iter()
        .zip(keeps)
        .filter(|(tier, _)| !tier.rows.is_empty());
    let tiers: Vec<TierShown> = held
        .map(|(tier, keep)| tier_shown(tier, keep, units))
        .collect();
    let (clips, more_clips) = clips::shown(&view.clips);
    if tiers.is_empty() && clips.is_empty() {
        return Err(format!("{} ({})", stream.title, stream.product_name));
    }
    let whose = match stream.subject {
        SubjectId::Household(_) => "about your home",
        SubjectId::Person(_) => "about you",
    };
    Ok(Shown {
        anchor,
        product: stream.product_name,
        title: stream.title,
        whose,
        tiers,
        clips,
        more_clips,
    })
}

fn tier_shown(rows: &Rows, keep: String, units: impl Fn(&str) -> Option<String>) -> TierShown {
    let names: Vec<(String, String)> = rows
        .fields
        .iter()
        .zip(&rows.aggregates)
        .map(|(field, aggregate)| {
            let how = aggregate
                .map(|aggregate| format!(", {aggregate}"))
                .unwrap_or_default();
            (
                format!("{}{how}", words_of(field)),
                units(field).unwrap_or_default(),
            )
        })
        .collect();
    let pictures = names
        .iter()
        .enumerate()
        .filter_map(|(place, (name, unit))| {
            let picture = picture::line(rows, place, name, unit)?;
            Some(Picture {
                svg: picture,
                caption: name.clone(),
            })
        });
    let pictures = pictures.collect();
    let columns = names
        .iter()
        .map(|(name, unit)| {
            if unit.is_empty() {
                name.clone()
            } else {
                format!("{name} ({})", unit.trim())
            }
        })
        .collect();
    let count = u64::try_from(rows.rows.len()).unwrap_or(u64::MAX);
    let latest: Vec<Vec<String>> = rows
        .rows
        .iter()
        .rev()
        .take(SHOWN_ROWS_MAX)
        .map(cells)
        .collect();
    let more = (rows.rows.len() > SHOWN_ROWS_MAX).then(|| number(count));
    TierShown {
        how_often: begun(&how_often(rows.every_millis)),
        keep,
        count: counted(count, "row"),
        pictures,
        columns,
        rows: latest,
        more,
    }
}

fn cells(row: &Row) -> Vec<String> {
    let cell = |value: &Option<cardea_gate::Served>| match value {
        Some(cardea_gate::Served::Flag(true)) => "yes".to_owned(),
        Some(cardea_gate::Served::Flag(false)) => "no".to_owned(),
        Some(value) => words_of(&value_text(value)),
        None => "–".to_owned(),
    };
    std::iter::once(short_when(row.at))
        .chain(row.values.iter().map(cell))
        .collect()
}
