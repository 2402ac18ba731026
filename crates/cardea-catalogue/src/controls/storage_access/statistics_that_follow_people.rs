use cardea_law::ico_storage_and_access;
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Ground, Manifest, Purpose};
use cardea_manifest::shape::Name;
use cardea_units::CalendarDuration;
use cardea_units::date;

use crate::pecr::{Lives, Operation, on_ground};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-07",
    name: "statistics-that-follow-people",
    title: "Statistics exception: ICO reading",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_storage_and_access::CHAPTER_EXCEPTIONS],
    applies_from: Some(date(2026, 4, 29)),
    page: include_str!("statistics_that_follow_people.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (operation, ground) in on_ground(world.manifest, Ground::Statistics) {
        any = true;
        third_parties(&operation, ground, verdict);
        links(&operation, ground, verdict);
        identifiers(world.manifest, operation.purpose, verdict);
        match &operation.purpose.aggregated_after {
            Some(after) => single_values(&operation, after, verdict),
            None => {
                verdict.cannot_tell(
                    ground.span,
                    format!(
                        "after how long what is read for `{}` becomes figures of many is not said; write `aggregated_after`",
                        operation.purpose_name.value
                    ),
                );
            }
        }
    }
    if !any {
        verdict.not_applicable("nothing is stored or read on the ground `statistics`");
    }
}

/// Others help on instruction, or not at all.
fn third_parties(operation: &Operation<'_>, ground: &At<Ground>, verdict: &mut Verdict<'_>) {
    let purpose = operation.purpose;
    if purpose.controllers.len() > 1 {
        verdict.broken(
            ground.span,
            format!(
                "`{}` has more than one controller, and others may only help with statistics as processors; name one `controller`",
                operation.purpose_name.value
            ),
        );
    }
    let by = operation.entry().and_then(|(_, access)| access.by.as_ref());
    for name in purpose.recipients.iter().map(|(name, _)| name) {
        verdict.broken(
            name.span,
            format!("`{}` gets the data for itself, and others may only help with statistics as processors; name it under `processors`, or leave it out", name.value),
        );
    }
    if let Some(by) = by.filter(|by| !helps(operation.manifest, purpose, by)) {
        verdict.cannot_tell(
            by.span,
            format!(
                "whether `{}` is a processor of `{}` is not said; name it under `processors` there",
                by.value, operation.purpose_name.value
            ),
        );
    }
}

/// Whether an organisation decides, handles on instruction, or stands under one that does.
fn helps(manifest: &Manifest, purpose: &Purpose, organisation: &At<Name>) -> bool {
    let above = manifest
        .organisations
        .get(organisation.as_str())
        .and_then(|it| it.under.as_ref());
    let decides = purpose.controller.iter().chain(&purpose.controllers);
    decides
        .chain(&purpose.processors)
        .chain(purpose.recipients.iter().map(|(name, _)| name))
        .any(|known| known == organisation || above == Some(known))
}

fn links(operation: &Operation<'_>, ground: &At<Ground>, verdict: &mut Verdict<'_>) {
    let name = &operation.purpose_name.value;
    match &operation.purpose.links_services {
        Some(links) if links.value => {
            verdict.broken(
                links.span,
                format!("`{name}` follows people over several services, which `statistics` does not cover; keep the services apart, or ask for consent"),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                ground.span,
                format!("whether `{name}` follows people over several services is not said; write `links_services: false`, or ask for consent"),
            );
        }
    }
}

/// Fields that say whose figures they are.
fn identifiers(manifest: &Manifest, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    for (stream_name, used) in purpose.uses.iter() {
        let Some(stream) = manifest.streams.get(stream_name.as_str()) else {
            continue;
        };
        for (name, _) in used.fields.0.iter() {
            let field = stream.fields.get(name.as_str());
            if field.is_some_and(|field| identifies(*field.data)) {
                verdict.broken(
                    name.span,
                    format!("`{}` tells whose figures they are, and statistics follow nobody; leave it out of `uses`", name.value),
                );
            }
        }
    }
}

const fn identifies(data: DataCategory) -> bool {
    matches!(
        data,
        DataCategory::DeviceIdentifier
            | DataCategory::AccountIdentifier
            | DataCategory::ContactDetails
    )
}

/// Once there are figures of many, values of single people are gone, in every place.
fn single_values(
    operation: &Operation<'_>,
    after: &At<CalendarDuration>,
    verdict: &mut Verdict<'_>,
) {
    let name = &operation.purpose_name.value;
    if let Some((entry, access)) = operation.entry() {
        let lives = access.lives.as_ref();
        if let Some(lives) = lives
            .filter(|it| Lives::read(it).is_some_and(|lives| lives.is_longer_than(after.value)))
        {
            verdict.broken(
                lives.span,
                format!("`{}` stays longer than until `{name}` has become figures of many; let it end with `aggregated_after`", entry.value),
            );
        }
        return;
    }
    for (stream, used) in operation.purpose.uses.iter() {
        let copies = used.also_on.values();
        for keep in [&used.keep].into_iter().chain(copies) {
            if keep.mean_seconds() > after.mean_seconds() {
                verdict.broken(
                    keep.span,
                    format!("`{}` is kept longer than until `{name}` has become figures of many; keep it no longer than `aggregated_after`", stream.value),
                );
            }
        }
    }
}
