use cardea_law::uk_gdpr;
use cardea_manifest::model::{Manifest, Reach};
use cardea_units::CalendarDuration;

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World, special};

pub(crate) static CONTROL: Control = Control {
    code: "ACU-06",
    name: "performance-not-watched",
    title: "Watch performance over time",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_D, uk_gdpr::ART_32],
    applies_from: None,
    page: include_str!("performance_not_watched.md"),
    check,
};

/// Where the maker says no interval. A setting of this catalogue.
const WITHIN: CalendarDuration = CalendarDuration::from_months(12);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let special_data = keeps_special(manifest);
    let on_the_body = || {
        let senses = manifest.product.senses.iter();
        senses.filter(|(_, sense)| special_data && *sense.reach == Reach::Body)
    };
    if manifest.models.is_empty() && on_the_body().next().is_none() {
        verdict.not_applicable(
            "there is no model and no sensor on the body for special category data",
        );
        return;
    }
    for (name, model) in manifest.models.iter() {
        let name_it = |text: &str| text.replace("MODEL", name.as_str());
        Ask {
            place: name.span,
            unsaid: &name_it("when somebody last looked whether `MODEL` is still right is not said; write the day as `reviewed`"),
            wrong: &name_it("`MODEL` was last looked at longer ago than its interval; measure it again and write the new day"),
        }
        .lately(
            world,
            model.reviewed.as_ref(),
            model.review_every.as_ref().map_or(WITHIN, |every| every.value),
            verdict,
        );
    }
    for (name, sense) in on_the_body() {
        match &sense.calibrated {
            None => {
                verdict.cannot_tell(
                    name.span,
                    format!("when `{}` was last calibrated or checked is not said; write the day as `calibrated`", name.value),
                );
            }
            Some(day) if day.value > world.today => {
                verdict.broken(
                    day.span,
                    format!(
                        "{} has not come yet; write the day on which it was done",
                        day.value
                    ),
                );
            }
            Some(_) => {}
        }
    }
}

fn keeps_special(manifest: &Manifest) -> bool {
    let mut fields = manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.values());
    fields.any(|field| special(field).is_some())
}
