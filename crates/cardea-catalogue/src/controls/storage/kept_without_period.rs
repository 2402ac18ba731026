use cardea_law::uk_gdpr;
use cardea_manifest::model::{BasisKind, Handler, OtherAccess, Purpose, Use};
use cardea_manifest::shape::Name;
use cardea_manifest::{At, Span};
use cardea_units::CalendarDuration;

use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-01",
    name: "kept-without-period",
    title: "Defined periods per purpose",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_E],
    applies_from: None,
    page: include_str!("kept_without_period.md"),
    check,
};

/// Longer than this is asked about unless a law demands it: no duty of product law asks for more than ten years, and a "period" of fifty
/// years is a way to write "for ever". A setting of this catalogue.
const LONG: CalendarDuration = CalendarDuration::from_months(120);
/// How much later than the data itself its backups may go. A setting of this catalogue: the law says "no longer than necessary".
const BACKUPS_LATER_DAYS: u64 = 90;

const DAY_SECONDS: u64 = 86_400;

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let purposes = || manifest.purposes.iter();
    if purposes().all(|(_, purpose)| purpose.uses.is_empty() && purpose.recipients.is_empty())
        && manifest.other_access.is_empty()
    {
        verdict.not_applicable("the product keeps no data");
        return;
    }
    for (name, purpose) in purposes() {
        for (stream, used) in purpose.uses.iter() {
            one_use(world, (name, purpose), (stream, used), verdict);
        }
        recipients(world, name, purpose, verdict);
    }
    for (name, access) in manifest.other_access.iter() {
        other_access(world, name, access, verdict);
    }
    match *manifest.handled_by.data {
        Handler::Cardea => verdict.kept_by_construction(
            HouseLaw::L5,
            "every period is set, and data whose period has ended cannot be read",
        ),
        Handler::Own => {
            let span = manifest.handled_by.data.span;
            let missing = "nobody has stated how data is deleted when its period ends; state it under `assessments.STO-01`, \
                           or let `handled_by.data` be `cardea`";
            verdict.ask_statement(world, span, missing);
        }
    }
}

fn one_use(
    world: &World<'_>,
    (name, purpose): (&At<Name>, &Purpose),
    (stream, used): (&At<Name>, &Use),
    verdict: &mut Verdict<'_>,
) {
    if purpose.basis.kind != BasisKind::LegalObligation {
        long(
            world,
            used.keep.span,
            &format!(
                "`{}` is kept {} for `{}`",
                stream.value, *used.keep, name.value
            ),
            *used.keep,
            verdict,
        );
    }
    for (place, longer) in used.also_on.iter() {
        let later = if place.as_str() == "backups" {
            BACKUPS_LATER_DAYS.saturating_mul(DAY_SECONDS)
        } else {
            0
        };
        if longer.mean_seconds() > used.keep.mean_seconds().saturating_add(later) {
            verdict.broken(
                longer.span,
                format!(
                    "`{}` is kept {} on `{}`, but people are told {} for `{}`; shorten it there, or tell them the longer period with `keep`",
                    stream.value, **longer, place.value, *used.keep, name.value
                ),
            );
        }
    }
}

fn recipients(world: &World<'_>, name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    for (organisation, recipient) in purpose.recipients.iter() {
        match &recipient.duration {
            Some(duration) => {
                let what = format!(
                    "`{}` may keep what it gets for `{}` {}",
                    organisation.value, name.value, **duration
                );
                long(world, duration.span, &what, **duration, verdict);
            }
            None => {
                verdict.broken(
                    organisation.span,
                    format!("`{}` may keep what it gets for `{}` without end; agree a period and write it as `duration`", organisation.value, name.value),
                );
            }
        }
    }
}

fn other_access(
    world: &World<'_>,
    name: &At<Name>,
    access: &OtherAccess,
    verdict: &mut Verdict<'_>,
) {
    let emitted = access.emitted.as_ref().is_some_and(|emitted| emitted.value);
    let Some(lives) = &access.lives else {
        // What is only heard is not stored on anybody's device.
        if !emitted {
            verdict.cannot_tell(
                name.span,
                format!("how long `{}` stays is not said; write `lives` with a length of time, `until_reset` or `session`", name.value),
            );
        }
        return;
    };
    match (lives.as_str(), lives.as_str().parse::<CalendarDuration>()) {
        ("until_reset" | "session", _) => {}
        (_, Ok(duration)) => long(
            world,
            lives.span,
            &format!("`{}` stays {duration}", name.value),
            duration,
            verdict,
        ),
        (text, Err(_)) => {
            verdict.broken(
                lives.span,
                format!("`{text}` is no period; let `{}` end after a length of time such as `30d`, at `until_reset` or with the `session`", name.value),
            );
        }
    }
}

fn long(
    world: &World<'_>,
    span: Span,
    what: &str,
    duration: CalendarDuration,
    verdict: &mut Verdict<'_>,
) {
    if duration > LONG && !world.is_stated(CONTROL.code) {
        verdict.broken(
            span,
            format!("{what}, longer than {LONG}; shorten it, name the law that demands it as the basis, or state under `assessments.STO-01` why it is needed"),
        );
    }
}
