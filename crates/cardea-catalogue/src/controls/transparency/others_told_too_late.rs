use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{About, From, Manifest, Origin, Output, Stream};
use cardea_manifest::shape::Name;
use cardea_units::{CalendarDuration, Date, date};

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-03",
    name: "others-told-too-late",
    title: "Data from elsewhere or about others",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_14_3,
        uk_gdpr::ART_14_5,
        uk_gdpr::ART_14_6,
        uk_gdpr::ART_14_7,
    ],
    applies_from: None,
    page: include_str!("others_told_too_late.md"),
    check,
};

/// A month runs from a day to the same day of the next month, or to its last day. This is the shortest.
const SHORTEST_MONTH: (Date, Date) = (date(2027, 1, 31), date(2027, 2, 28));

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut streams = manifest
        .streams
        .iter()
        .filter_map(|(name, stream)| Some((name, stream, whose(stream)?)))
        .peekable();
    if streams.peek().is_none() {
        verdict.not_applicable("no data comes from elsewhere or is about people who pass by");
    }
    for (name, stream, whose) in streams {
        match whose {
            Whose::Bystanders if tells_bystanders(manifest) => {}
            Whose::Elsewhere | Whose::Bystanders => told_later(manifest, name, stream, verdict),
        }
    }
}

/// Why the people behind a stream are not told as it is collected.
#[derive(Clone, Copy)]
enum Whose {
    /// Another organisation sends it, or a value in it.
    Elsewhere,
    /// It is about people who pass by.
    Bystanders,
}

fn whose(stream: &Stream) -> Option<Whose> {
    let mut fields = stream.fields.values();
    if *stream.from == From::ThirdParty || fields.any(|field| *field.origin == Origin::ThirdParty) {
        Some(Whose::Elsewhere)
    } else if matches!(stream.about, About::Bystander { .. }) {
        Some(Whose::Bystanders)
    } else {
        None
    }
}

fn tells_bystanders(manifest: &Manifest) -> bool {
    let bystanders = manifest.people.bystanders.as_ref();
    bystanders.is_some_and(|bystanders| !bystanders.told_by.is_empty())
}

fn told_later(manifest: &Manifest, name: &At<Name>, stream: &Stream, verdict: &mut Verdict<'_>) {
    let told = stream.told.as_ref();
    let within = told.and_then(|told| told.within.as_ref());
    let unless = told.and_then(|told| told.unless.as_ref());
    match (within, unless) {
        (Some(within), _) if is_longer_than_a_month(within.value) => {
            verdict.broken(
                within.span,
                format!(
                    "people are told of `{}` within {}, which can be longer than a month; write `1mo`, or `28d` at most",
                    name.value, within.value
                ),
            );
        }
        (None, Some(unless)) if !tells_in_public(manifest) => {
            verdict.broken(
                unless.span,
                format!("people are not told of `{}` one by one, and not in public either; publish it on a page and name that as `notices.qr` or `people.bystanders.page`", name.value),
            );
        }
        (Some(_), _) | (None, Some(_)) => {}
        (None, None) => {
            verdict.cannot_tell(
                name.span,
                format!("when people are told of `{}` is not said; write `told.within`, or `told.unless` with the reason and the protection", name.value),
            );
        }
    }
}

fn is_longer_than_a_month(within: CalendarDuration) -> bool {
    let (start, end) = SHORTEST_MONTH;
    within.after_date(start) > end
}

/// Where the information is made available to the public (Art 14(7)).
fn tells_in_public(manifest: &Manifest) -> bool {
    let notices = &manifest.notices;
    let bystanders = manifest.people.bystanders.as_ref();
    let web = notices
        .before_purchase
        .iter()
        .any(|place| place.value == Output::Web);
    web || notices.qr.is_some() || bystanders.is_some_and(|it| it.page.is_some())
}
