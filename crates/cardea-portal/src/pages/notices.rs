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
    Shown {
        text: text(notice.kind, notice.name.disclose_ref()),
        at: when(notice.at),
        read: notice.read,
        place: place(notice.kind),
    }
}

fn text(kind: NoticeKind, name: &str) -> String {
    match kind {
        NoticeKind::NewSignIn => format!(
            "Somebody signed in to your account with a browser that was not seen before: {name}. If it was not you, end that session and stop an erasure that waits."
        ),
        NoticeKind::SessionsEnded if name == "1" => {
            "One of your sessions was ended from another.".to_owned()
        }
        NoticeKind::SessionsEnded => format!("{name} of your sessions were ended from another."),
        NoticeKind::SafetyCodeMade => {
            "A safety code was made for your account. The one before it is worth nothing any more."
                .to_owned()
        }
        NoticeKind::MemberJoined => format!("{name} joined this home."),
        NoticeKind::MemberLeft => format!("{name} lives here no more. Their access has ended."),
        NoticeKind::MemberRemoved => {
            format!("{name} was removed from this home. Their access has ended.")
        }
        NoticeKind::YouWereRemoved => {
            "You were removed from this home by who holds its account. Your access has ended; what is about you alone is still yours."
                .to_owned()
        }
        NoticeKind::YouHoldAccount => {
            "You hold the account of this home now. You can remove people from it.".to_owned()
        }
        NoticeKind::ErasureAsked => format!(
            "Somebody asked to have you forgotten, with a browser that is not known: {name}. It waits. If it was not you, stop it."
        ),
        NoticeKind::ErasureStopped => {
            "The erasure that was asked for was stopped. Nothing was erased.".to_owned()
        }
        NoticeKind::DeviceLost => {
            format!("“{name}” was reported lost. Nothing it sends is taken.")
        }
        NoticeKind::DeviceFound => format!("“{name}” was found. It is as before."),
        NoticeKind::DeviceLeft => {
            format!("“{name}” has left this home. It can send nothing here any more.")
        }
        NoticeKind::DeviceReset => format!("“{name}” was reset. What it had sent is deleted."),
        NoticeKind::RecoveryAsked => format!(
            "Somebody outside this home holds “{name}” in their hands and asks to have it. If you did not sell it or give it away, say no within 14 days."
        ),
        NoticeKind::RecoveryRefused => {
            "The home that has the device you asked for said no, or its maker did. Ask who sold it to you."
                .to_owned()
        }
        NoticeKind::RecoveryReady => {
            "The device that you asked for can be taken now.".to_owned()
        }
    }
}

/// Where to go for more.
const fn place(kind: NoticeKind) -> Option<(&'static str, &'static str)> {
    match kind {
        NoticeKind::NewSignIn
        | NoticeKind::SessionsEnded
        | NoticeKind::SafetyCodeMade
        | NoticeKind::ErasureStopped => Some(("/safety", "See where you are signed in")),
        NoticeKind::MemberJoined | NoticeKind::YouHoldAccount => Some(("/people", "See people")),
        NoticeKind::MemberLeft | NoticeKind::MemberRemoved => {
            Some(("/who-sees", "Who can see what"))
        }
        NoticeKind::ErasureAsked => Some(("/forget-me", "Stop it, or look at it")),
        NoticeKind::DeviceLost
        | NoticeKind::DeviceFound
        | NoticeKind::DeviceLeft
        | NoticeKind::DeviceReset => Some(("/devices", "See your devices")),
        NoticeKind::RecoveryAsked => Some(("/devices", "Say no, or look at it")),
        NoticeKind::RecoveryReady => Some(("/devices", "Take it")),
        NoticeKind::YouWereRemoved | NoticeKind::RecoveryRefused => None,
    }
}
