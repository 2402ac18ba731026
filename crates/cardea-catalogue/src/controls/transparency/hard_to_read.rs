use cardea_law::uk_gdpr;
use cardea_manifest::model::{Handler, NoticeForm, Purpose};

use crate::readability::{PLAIN_READING_AGE_MAX, reading_age};
use crate::told::{Telling, told};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-06",
    name: "hard-to-read",
    title: "Plain and accessible",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_12_1],
    applies_from: None,
    page: include_str!("hard_to_read.md"),
    check,
};

const TELLING: Telling = Telling {
    code: CONTROL.code,
    portal: "the portal says each purpose in the words of the manifest, which are short and plain",
    people: "in short and plain words",
};

/// More words than these are not an explanation in a sentence or two. A setting of this catalogue: the law says "concise".
const EXPLAIN_WORDS_MAX: usize = 60;

/// Forms for people who cannot read small print on a screen or a leaflet.
const ACCESSIBLE: [NoticeForm; 6] = [
    NoticeForm::LargePrint,
    NoticeForm::Audio,
    NoticeForm::EasyRead,
    NoticeForm::Braille,
    NoticeForm::SignLanguage,
    NoticeForm::AccessiblePage,
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let manifest = world.manifest;
    if *manifest.handled_by.notices == Handler::Cardea {
        for (name, purpose) in manifest.purposes.iter() {
            words(name.as_str(), purpose, verdict);
        }
    }
    forms(world, verdict);
    told(world, &TELLING, verdict);
}

/// The words that the portal shows.
fn words(name: &str, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    let explain = &purpose.explain;
    let age = reading_age(explain.as_str());
    if age > PLAIN_READING_AGE_MAX {
        verdict.broken(
            explain.span,
            format!("the explanation of `{name}` reads with ease from {age} years on; write shorter sentences and plainer words, for {PLAIN_READING_AGE_MAX} at most"),
        );
    }
    let words = explain.as_str().split_whitespace().count();
    if words > EXPLAIN_WORDS_MAX {
        verdict.broken(
            explain.span,
            format!("the explanation of `{name}` has {words} words; say the main thing in {EXPLAIN_WORDS_MAX} at most"),
        );
    }
}

fn forms(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let notices = &world.manifest.notices;
    let Some(first) = notices.forms.first() else {
        verdict.cannot_tell(
            notices.span,
            "how people who cannot read small print are told is not said; write `forms`, such as `[accessible_page, audio]`",
        );
        return;
    };
    if !notices
        .forms
        .iter()
        .any(|form| ACCESSIBLE.contains(&form.value))
    {
        verdict.broken(
            first.span,
            "no form is for people who cannot read small print; add one to `forms`, such as `accessible_page`, `large_print` or `audio`",
        );
    }
}
