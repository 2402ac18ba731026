use cardea_law::pecr;
use cardea_manifest::At;
use cardea_manifest::model::{
    DataCategory, Manifest, Marketing, MarketingGround, MarketingWay, PurposeClass,
};

use crate::asked::asked;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-15",
    name: "marketing-without-permission",
    title: "Electronic marketing",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[pecr::REG_22],
    applies_from: None,
    page: include_str!("marketing_without_permission.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let Some(marketing) = &manifest.notices.marketing else {
        silent(manifest, verdict);
        return;
    };
    if marketing.by.is_empty() {
        verdict.cannot_tell(
            marketing.span,
            "by which way advertising messages come is not said; write `by` under `notices.marketing`",
        );
        return;
    }
    if !marketing.by.iter().any(is_electronic) {
        verdict.not_applicable("advertising comes by post or telephone only");
        return;
    }
    permitted(manifest, marketing, verdict);
    let [ends, apart] = [
        ("each message says how to end them", "ends_in_each"),
        (
            "notices about safety and service are free of advertising",
            "apart_from_service",
        ),
    ];
    holds(marketing, marketing.ends_in_each.as_ref(), ends, verdict);
    holds(
        marketing,
        marketing.apart_from_service.as_ref(),
        apart,
        verdict,
    );
}

/// Nothing is said of messages: then there are none, unless an advertising purpose knows how to reach people.
fn silent(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let reaches = manifest.purposes.iter().find(|(_, purpose)| {
        let uses_contacts = purpose.uses.iter().any(|(stream, used)| {
            let stream = manifest.streams.get(stream.as_str());
            stream.is_some_and(|stream| {
                let mut fields = used
                    .fields
                    .0
                    .names()
                    .filter_map(|name| stream.fields.get(name));
                fields.any(|field| *field.data == DataCategory::ContactDetails)
            })
        });
        *purpose.class == PurposeClass::Advertising && uses_contacts
    });
    match reaches {
        Some((name, _)) => {
            verdict.cannot_tell(
                name.span,
                format!("how `{}` sends people advertising is not said; write `marketing` under `notices`", name.value),
            );
        }
        None => verdict.not_applicable("no advertising messages are sent"),
    }
}

const fn is_electronic(way: &At<MarketingWay>) -> bool {
    matches!(
        way.value,
        MarketingWay::Email | MarketingWay::Sms | MarketingWay::Push
    )
}

fn permitted(manifest: &Manifest, marketing: &Marketing, verdict: &mut Verdict<'_>) {
    match marketing.on.value {
        MarketingGround::SoftOptIn => {}
        MarketingGround::None => {
            verdict.broken(
                marketing.on.span,
                "advertising messages rest on nothing; ask for consent, or send them to those only who bought something alike and could say no",
            );
        }
        MarketingGround::Consent => {
            if !asked(manifest).any(|asked| *asked.purpose.class == PurposeClass::Advertising) {
                verdict.broken(
                    marketing.on.span,
                    "advertising messages rest on consent, but no purpose of class `advertising` waits for it; add one, or send no messages",
                );
            }
        }
    }
}

fn holds(
    marketing: &Marketing,
    said: Option<&At<bool>>,
    (what, key): (&str, &str),
    verdict: &mut Verdict<'_>,
) {
    match said {
        Some(said) if said.value => {}
        Some(said) => {
            verdict.broken(
                said.span,
                format!(
                    "advertising breaks the rule that {what}; keep it, and write `{key}: true`"
                ),
            );
        }
        None => {
            verdict.cannot_tell(
                marketing.span,
                format!("whether {what} is not said; write `{key}` under `notices.marketing`"),
            );
        }
    }
}
