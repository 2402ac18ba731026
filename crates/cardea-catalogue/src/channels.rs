//! By which ways people can be asked, and can take back what they said, on a product without a screen.
//!
//! An answer counts for a person only when it is known whose it is. So a button or a voice that could be anybody's is a way for guests, who
//! say no for themselves while they are there, and not for those whose yes is kept.

use cardea_manifest::model::{About, Handler, Input, Manifest, Output, RecognisedBy};

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// The person who holds the account.
    AccountHolder,
    /// Another adult of the home.
    Member,
    /// Somebody without an account. A guest grants nothing, but can ask to be left out.
    Guest,
}

impl Who {
    /// Everybody, in the order in which they are looked at.
    pub(crate) const ALL: [Self; 3] = [Self::AccountHolder, Self::Member, Self::Guest];

    /// The person in a sentence.
    pub(crate) const fn says(self) -> &'static str {
        match self {
            Self::AccountHolder => "the account holder",
            Self::Member => "another adult of the home",
            Self::Guest => "a guest",
        }
    }
}

/// A way to ask somebody, the one with the least effort first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Channel {
    /// The companion app, where the person is signed in.
    CompanionApp,
    /// Speaking with the product, which reads the answer back.
    Voice,
    /// A web page, behind a QR code or an address; Cardea's portal is one.
    Page,
    /// A button, after a spoken question.
    Button,
}

impl Channel {
    /// Every way, the one with the least effort first.
    pub(crate) const ALL: [Self; 4] = [Self::CompanionApp, Self::Voice, Self::Page, Self::Button];

    /// The way that a place of `choices` means, if it is one without a screen.
    pub(crate) fn of_place(place: &str) -> Option<Self> {
        match place {
            "companion_app" | "app" => Some(Self::CompanionApp),
            "voice" => Some(Self::Voice),
            "portal" | "web" | "qr" => Some(Self::Page),
            "button" | "buttons" | "touch" => Some(Self::Button),
            _ => None,
        }
    }

    /// Its word under `where`.
    pub(crate) const fn place(self) -> &'static str {
        match self {
            Self::CompanionApp => "companion_app",
            Self::Voice => "voice",
            Self::Page => "portal",
            Self::Button => "button",
        }
    }
}

/// The ways by which `who` can be asked, and can withdraw, the one with the least effort first.
pub(crate) fn channels(manifest: &Manifest, who: Who) -> impl Iterator<Item = Channel> {
    Channel::ALL
        .into_iter()
        .filter(move |channel| is_open(manifest, who, *channel))
}

/// Whether every reading is about the one person who wears the product.
pub(crate) fn is_worn(manifest: &Manifest) -> bool {
    let mut streams = manifest.streams.values().peekable();
    streams.peek().is_some() && streams.all(|stream| matches!(stream.about, About::Wearer { .. }))
}

fn is_open(manifest: &Manifest, who: Who, channel: Channel) -> bool {
    let product = &manifest.product;
    let takes = |input| product.inputs.iter().any(|it| **it == input);
    let speaks = product.outputs.iter().any(|it| **it == Output::Sound);
    match channel {
        Channel::CompanionApp => {
            who != Who::Guest && (takes(Input::CompanionApp) || product.app.is_some())
        }
        Channel::Voice => {
            takes(Input::Voice) && speaks && (who == Who::Guest || knows_voices(manifest))
        }
        Channel::Page => has_page(manifest, who),
        Channel::Button => {
            let presses = takes(Input::Buttons) || takes(Input::Touch);
            let is_theirs = match who {
                Who::AccountHolder => is_worn(manifest),
                Who::Member => false,
                Who::Guest => true,
            };
            presses && speaks && is_theirs
        }
    }
}

fn knows_voices(manifest: &Manifest) -> bool {
    let recognition = manifest.people.recognition.as_ref();
    recognition.is_some_and(|it| it.by.iter().any(|by| **by == RecognisedBy::Voice))
}

fn has_page(manifest: &Manifest, who: Who) -> bool {
    let by_code = manifest.notices.qr.is_some();
    match who {
        Who::Guest => by_code || manifest.rights.without_account.is_some(),
        Who::AccountHolder | Who::Member => {
            let portal = *manifest.handled_by.choices == Handler::Cardea;
            let web = manifest.product.inputs.iter().any(|it| **it == Input::Web);
            portal || by_code || web
        }
    }
}

#[cfg(test)]
mod tests;
