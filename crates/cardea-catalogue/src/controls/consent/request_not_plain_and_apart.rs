use cardea_law::{ico_consent, uk_gdpr};
use cardea_manifest::model::Control as Answer;
use cardea_manifest::{At, shape::Text};

use crate::asked::{Asked, Place, asked};
use crate::readability::{PLAIN_READING_AGE_MAX, double_negative, reading_age};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-07",
    name: "request-not-plain-and-apart",
    title: "Request stands apart and is plain",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_7_2, ico_consent::CHAPTER_OBTAIN],
    applies_from: None,
    page: include_str!("request_not_plain_and_apart.md"),
    check,
};

/// The most words that the explanation in a request has. A setting of this catalogue: the law says "concise".
const EXPLANATION_WORDS_MAX: usize = 60;

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for asked in asked(world.manifest) {
        any = true;
        apart(&asked, verdict);
        plain(&asked, verdict);
    }
    if !any {
        verdict.not_applicable("no purpose waits for consent");
    }
}

fn apart(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    let choice = asked.choice;
    if let Some(choice) = choice.filter(|choice| choice.by.value == Answer::Terms) {
        verdict.broken(
            choice.by.span,
            format!("`{name}` is asked by way of the terms; ask it apart from them"),
        );
        return;
    }
    match choice.and_then(|choice| choice.apart.as_ref()) {
        Some(apart) if !apart.value => {
            verdict.broken(
                apart.span,
                format!("the request for `{name}` does not stand apart from other matters; give it a place of its own, and write `apart: true`"),
            );
        }
        None if asked.place == Place::MakersOwn => {
            verdict.cannot_tell(
                asked.span(),
                format!("whether the request for `{name}` stands apart from terms and other matters is not said; write `apart` under `choices.{name}`"),
            );
        }
        Some(_) | None => {}
    }
}

/// Title and explanation are read as one text, which is how a request shows them; a statement is read by itself.
fn plain(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let (title, explain) = (&asked.purpose.title, &asked.purpose.explain);
    let request = format!("{}. {}", title.as_str(), explain.as_str());
    legible(asked, explain, &request, "explain", verdict);
    if let Some(statement) = asked.choice.and_then(|choice| choice.statement.as_ref()) {
        legible(asked, statement, statement.as_str(), "statement", verdict);
    }
    let words = explain.as_str().split_whitespace().count();
    if words > EXPLANATION_WORDS_MAX {
        verdict.broken(
            explain.span,
            format!(
                "the explanation of `{}` has {words} words; say it in at most {EXPLANATION_WORDS_MAX}, and leave the rest to the notice",
                asked.name.value
            ),
        );
    }
}

fn legible(asked: &Asked<'_>, place: &At<Text>, text: &str, key: &str, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    let age = reading_age(text);
    if age > PLAIN_READING_AGE_MAX {
        verdict.broken(
            place.span,
            format!("`{key}` of `{name}` reads like a text for people of {age}, not of {PLAIN_READING_AGE_MAX}; use shorter words and sentences"),
        );
    }
    if let Some(twice) = double_negative(text) {
        verdict.broken(
            place.span,
            format!("`{key}` of `{name}` says no twice in \"{twice}\"; say what happens"),
        );
    }
}
