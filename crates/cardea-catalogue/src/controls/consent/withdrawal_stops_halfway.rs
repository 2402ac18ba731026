use cardea_law::uk_gdpr;
use cardea_manifest::model::Handler;

use crate::asked::{Asked, asked};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-16",
    name: "withdrawal-stops-halfway",
    title: "Withdrawal reaches everyone",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_7_3, uk_gdpr::ART_17_1_B, uk_gdpr::ART_19],
    applies_from: None,
    page: include_str!("withdrawal_stops_halfway.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let asked: Vec<_> = asked(world.manifest).collect();
    if asked.is_empty() {
        verdict.not_applicable("no purpose waits for consent");
        return;
    }
    let data = &world.manifest.handled_by.data;
    for asked in &asked {
        recipients(asked, verdict);
        if data.value == Handler::Own || copies(asked).next().is_some() {
            erasure(asked, verdict);
        }
    }
    if data.value == Handler::Own {
        verdict.ask_statement(
            world,
            data.span,
            "whether a withdrawal stops the use in every place and reaches processors is not known; write a dated statement under \
             `assessments.CON-16`",
        );
    } else if asked.iter().all(stays_in_cardea) {
        verdict.kept_by_construction(
            HouseLaw::L3,
            "once a withdrawal is answered, nothing is kept or served for it, and what was kept for it alone is gone",
        );
    }
}

/// The places outside the store in which data of a purpose lies.
fn copies<'a>(asked: &Asked<'a>) -> impl Iterator<Item = &'a str> {
    asked
        .purpose
        .uses
        .values()
        .flat_map(|used| used.also_on.names())
}

fn stays_in_cardea(asked: &Asked<'_>) -> bool {
    asked.purpose.recipients.is_empty() && copies(asked).next().is_none()
}

fn recipients(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    for (name, recipient) in asked.purpose.recipients.iter() {
        if recipient.acknowledges.is_none() {
            verdict.cannot_tell(
                name.span,
                format!(
                    "how `{}` hears of a withdrawal of `{}`, and confirms that it erased, is not said; write `acknowledges` at the recipient",
                    name.value, asked.name.value
                ),
            );
        }
    }
}

/// What lies outside the store goes when somebody sees to it.
fn erasure(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    let what = copies(asked).next().map_or_else(
        || "what was kept".to_owned(),
        |place| format!("what lies in `{place}`"),
    );
    match asked
        .choice
        .and_then(|choice| choice.offers_erasure.as_ref())
    {
        Some(offered) if !offered.value => {
            verdict.broken(
                offered.span,
                format!("whoever withdraws `{name}` is not offered to have erased {what}; offer it with the withdrawal"),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                asked.span(),
                format!("whether erasing {what} is offered with the withdrawal of `{name}` is not said; write `offers_erasure` under `choices.{name}`"),
            );
        }
    }
}
