use cardea_law::psti_regulations_2023;
use cardea_manifest::model::{PasswordScheme, PasswordSource, Passwords};
use cardea_units::date;

use crate::psti::outside;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PST-02",
    name: "guessable-password",
    title: "Passwords",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[psti_regulations_2023::SCH_1_PARA_1],
    applies_from: Some(date(2024, 4, 29)),
    page: include_str!("guessable_password.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if let Some(why) = outside(world) {
        verdict.not_applicable(why);
        return;
    }
    let security = world.manifest.security.as_ref();
    if let Some(passwords) = security.and_then(|security| security.passwords.as_ref()) {
        scheme(passwords, verdict);
    } else {
        let span = security.map_or(world.manifest.span, |security| security.span);
        verdict.cannot_tell(
            span,
            "where the passwords of the device come from is not said; write it as `security.passwords.scheme`, `none` if there are none",
        );
    }
}

fn scheme(passwords: &Passwords, verdict: &mut Verdict<'_>) {
    match *passwords.scheme {
        PasswordScheme::None => verdict.not_applicable("the device has no passwords"),
        PasswordScheme::UserDefined => {}
        PasswordScheme::Shared => {
            verdict.broken(
                passwords.scheme.span,
                "every device leaves the factory with the same password; give each its own by chance, or let the user choose it",
            );
        }
        PasswordScheme::UniqueRandom => unique(passwords, verdict),
    }
}

fn unique(passwords: &Passwords, verdict: &mut Verdict<'_>) {
    let Some(source) = &passwords.made_from else {
        verdict.cannot_tell(
            passwords.span,
            "what the unique passwords are made from is not said; write `made_from: random`, or what it really is",
        );
        return;
    };
    match source.value {
        PasswordSource::Random | PasswordSource::KeyedHash => {}
        PasswordSource::Serial => {
            verdict.broken(
                source.span,
                "whoever reads the serial number or address can work out the password; make it by chance, or by a keyed hash whose key stays secret",
            );
        }
        PasswordSource::Counter => {
            verdict.broken(
                source.span,
                "whoever has one password can count to the others; make each by chance",
            );
        }
    }
}
