//! Notices: what happened that somebody should know.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use cardea_store::{Notice, NoticeKind};

use super::Portal;
use super::frame::{go_to, page};
use super::refused::Refused;
use super::session::SignedIn;
use super::wording::when;

#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesPage {
    here: &'static str,
    notices: Vec<Shown>,
    unread: bool,
}

/// A notice as it is shown.
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) at: String,
    pub(super) read: bool,
    /// Where to go for more.
    pub(super) place: Option<(&'static str, &'static str)>,
}

/// `GET /notices`
pub(super) async fn show(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let notices: Vec<Shown> = portal.house.notices(who).await?.iter().map(shown).collect();
    let unread = notices.iter().any(|notice| !notice.read);
    Ok(page(&NoticesPage {
        here: "notices",
        notices,
        unread,
    }))
}

/// `POST /notices`: they are read.
pub(super) async fn read(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    portal.house.read_notices(who).await?;
    Ok(go_to("/notices"))
}

/// A notice in words.
pub(super) fn shown(notice: &Notice) -> Shown {
    let name = notice.name.disclose_ref();
    let safety = Some(("/safety", "See where you are signed in"));
    let (text, place) = match notice.kind {
        NoticeKind::NewSignIn => (
            format!(
                "Somebody signed in to your account with a browser that was not seen before: {name}. If it was not you, end that session and stop an erasure that waits."
            ),
            safety,
        ),
        NoticeKind::SessionsEnded => (
            match name.as_str() {
                "1" => "One of your sessions was ended from another.".to_owned(),
                count => format!("{count} of your sessions were ended from another."),
            },
            safety,
        ),
        NoticeKind::SafetyCodeMade => (
            "A safety code was made for your account. The one before it is worth nothing any more."
                .to_owned(),
            safety,
        ),
        NoticeKind::MemberJoined => (
            format!("{name} joined this home."),
            Some(("/people", "See people")),
        ),
        NoticeKind::MemberLeft => (
            format!("{name} lives here no more. Their access has ended."),
            Some(("/who-sees", "Who can see what")),
        ),
        NoticeKind::MemberRemoved => (
            format!("{name} was removed from this home. Their access has ended."),
            Some(("/who-sees", "Who can see what")),
        ),
        NoticeKind::YouWereRemoved => (
            "You were removed from this home by who holds its account. Your access has ended; what is about you alone is still yours."
                .to_owned(),
            None,
        ),
        NoticeKind::YouHoldAccount => (
            "You hold the account of this home now. You can remove people from it.".to_owned(),
            Some(("/people", "See people")),
        ),
        NoticeKind::ErasureAsked => (
            format!(
                "Somebody asked to have you forgotten, with a browser that is not known: {name}. It waits. If it was not you, stop it."
            ),
            Some(("/forget-me", "Stop it, or look at it")),
        ),
        NoticeKind::ErasureStopped => (
            "The erasure that was asked for was stopped. Nothing was erased.".to_owned(),
            safety,
        ),
        NoticeKind::DeviceLost => (
            format!("“{name}” was reported lost. Nothing it sends is taken."),
            Some(("/devices", "See your devices")),
        ),
        NoticeKind::DeviceFound => (
            format!("“{name}” was found. It is as before."),
            Some(("/devices", "See your devices")),
        ),
        NoticeKind::DeviceLeft => (
            format!("“{name}” has left this home. It can send nothing here any more."),
            Some(("/devices", "See your devices")),
        ),
        NoticeKind::DeviceReset => (
            format!("“{name}” was reset. What it had sent is deleted."),
            Some(("/devices", "See your devices")),
        ),
        NoticeKind::RecoveryAsked => (
            format!(
                "Somebody outside this home holds “{name}” in their hands and asks to have it. If you did not sell it or give it away, say no within 14 days."
            ),
            Some(("/devices", "Say no, or look at it")),
        ),
        NoticeKind::RecoveryRefused => (
            "The home that has the device you asked for said no, or its maker did. Ask who sold it to you."
                .to_owned(),
            None,
        ),
        NoticeKind::RecoveryReady => (
            "The device that you asked for can be taken now.".to_owned(),
            Some(("/devices", "Take it")),
        ),
    };
    Shown {
        text,
        at: when(notice.at),
        read: notice.read,
        place,
    }
}
