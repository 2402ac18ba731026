//! Receipts: proof of what was said and done, to keep and to check without us.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use cardea_units::UnixMillis;
use serde_json::Value as Json;

use super::Portal;
use super::frame::page;
use super::refused::Refused;
use super::session::SignedIn;
use super::wording::when;
use crate::{House, Refusal, RefusalKind};

#[derive(Template)]
#[template(path = "receipts.html")]
struct ReceiptsPage {
    here: &'static str,
    receipts: Vec<Shown>,
    key: String,
}

struct Shown {
    file: String,
    title: String,
    at: String,
}

/// `GET /receipts`
pub(super) async fn show(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let shown = portal
        .house
        .waiting(move |house| {
            let all = house.store.receipts(who.household, who.person)?;
            let mut receipts: Vec<Shown> = all
                .iter()
                .enumerate()
                .map(|(place, text)| shown(house, place, text))
                .collect();
            receipts.reverse();
            Ok(ReceiptsPage {
                here: "receipts",
                receipts,
                key: house.ledger.verifier_key().to_string(),
            })
        })
        .await?;
    Ok(page(&shown))
}

/// `GET /receipts/receipt-{number}.json`: one of one's own.
pub(super) async fn file(
    SignedIn(who): SignedIn,
    Path(file): Path<String>,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let text = portal
        .house
        .waiting(move |house| {
            let mut all = house.store.receipts(who.household, who.person)?;
            let place = (0..all.len()).find(|place| file_name(*place) == file);
            place
                .map(|place| all.swap_remove(place))
                .ok_or_else(|| Refusal::new(RefusalKind::NotFound, "You have no such receipt."))
        })
        .await?;
    let head = [
        (header::CONTENT_TYPE, "application/ld+json"),
        (header::CONTENT_DISPOSITION, "attachment"),
    ];
    Ok((head, text).into_response())
}

fn shown(house: &House, place: usize, text: &str) -> Shown {
    let json: Json = serde_json::from_str(text).unwrap_or_default();
    let own_title = || {
        json.get("dct:title")
            .and_then(Json::as_str)
            .unwrap_or("Receipt")
            .to_owned()
    };
    let title = in_plain_words(house, &json).unwrap_or_else(own_title);
    let at = json
        .pointer("/dct:created/@value")
        .and_then(Json::as_str)
        .and_then(UnixMillis::parse_rfc3339);
    Shown {
        file: file_name(place),
        title,
        at: at.map(when).unwrap_or_default(),
    }
}

/// What was said about what, with the titles people know; nothing where the manifest no longer has such a purpose.
fn in_plain_words(house: &House, receipt: &Json) -> Option<String> {
    let text = |place: &str| receipt.pointer(place).and_then(Json::as_str);
    let express =
        text("/dpv:hasProcess/dpv:hasLegalBasis/@id") == Some("dpv:ExplicitlyExpressedConsent");
    let said = match (text("/cardea:state")?, express) {
        ("granted", false) => "Yes",
        ("granted", true) => "Yes in so many words",
        ("refused", false) => "No",
        ("refused", true) => "No to the statement",
        ("withdrawn", false) => "Yes taken back",
        ("withdrawn", true) => "Statement taken back",
        ("expired", _) => "The time of a yes was over",
        ("superseded", _) => "A yes that a change has ended",
        ("void_by_age", _) => "A grown-up’s yes that a birthday has ended",
        ("void_by_transfer", _) => "A yes that ended when the product left",
        ("void_by_reset", _) => "A yes that a reset has ended",
        _ => return None,
    };
    let (_, product) = house
        .store
        .products()
        .named(text("/dpv:hasProcess/dpv:hasService/dct:identifier")?)?;
    let purpose = product
        .manifest
        .purposes
        .get(text("/dpv:hasProcess/dpv:hasPurpose/dct:identifier")?)?;
    Some(format!(
        "{said}: {} ({})",
        purpose.title.as_str(),
        product.manifest.product.name.as_str()
    ))
}

fn file_name(place: usize) -> String {
    format!("receipt-{:03}.json", place.saturating_add(1))
}
