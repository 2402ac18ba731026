use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{ConsentFrom, Manifest, Output};
use cardea_manifest::shape::Text;

use crate::asked::{Asked, Place, asked};
use crate::channels::{Channel, Who, channels, is_worn};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-12",
    name: "no-way-without-a-screen",
    title: "Consent without a screen",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_4_11,
        uk_gdpr::ART_7,
        ico_iot_guidance::CHAPTER_LAWFULLY,
    ],
    applies_from: None,
    page: include_str!("no_way_without_a_screen.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if manifest
        .product
        .outputs
        .iter()
        .any(|it| **it == Output::Screen)
    {
        verdict.not_applicable("it has a screen of its own");
        return;
    }
    let asked: Vec<_> = asked(manifest).collect();
    if asked.is_empty() {
        verdict.not_applicable("no purpose waits for consent");
        return;
    }
    for asked in &asked {
        for who in whom(manifest) {
            reached(manifest, asked, who, verdict);
        }
    }
    if !is_worn(manifest) && channels(manifest, Who::Guest).next().is_none() {
        verdict.broken(
            manifest.product.span,
            format!(
                "{} has no way to find out what it does and to say no; write `qr` under `notices`, or `without_account` under `rights`",
                Who::Guest.says()
            ),
        );
    }
}

/// Those whose yes is kept.
fn whom(manifest: &Manifest) -> impl Iterator<Item = Who> {
    let each_adult = *manifest.people.consent_from == ConsentFrom::EachAdult;
    let members = each_adult && !is_worn(manifest);
    Who::ALL.into_iter().filter(move |who| match who {
        Who::AccountHolder => true,
        Who::Member => members,
        Who::Guest => false,
    })
}

fn reached(manifest: &Manifest, asked: &Asked<'_>, who: Who, verdict: &mut Verdict<'_>) {
    let Some(choice) = asked.choice else {
        if asked.place == Place::MakersOwn {
            let name = &asked.name.value;
            verdict.cannot_tell(
                asked.name.span,
                format!("where people are asked for `{name}` is not said; write `where` under `choices.{name}`"),
            );
        }
        return;
    };
    // A list without places says nothing of its own: people are asked in the portal, and withdraw where they are asked.
    for (places, what) in [
        (&choice.places, "be asked for"),
        (&choice.withdraw_where, "withdraw"),
    ] {
        if let Some(first) = places.first().filter(|_| !is_open(manifest, who, places)) {
            verdict.broken(
                first.span,
                format!(
                    "{} cannot {what} `{}` in any of these places; add {}",
                    who.says(),
                    asked.name.value,
                    ways(manifest, who)
                ),
            );
        }
    }
}

fn is_open(manifest: &Manifest, who: Who, places: &[At<Text>]) -> bool {
    let mut open = channels(manifest, who);
    open.any(|channel| {
        places
            .iter()
            .any(|place| Channel::of_place(place.as_str()) == Some(channel))
    })
}

/// What to add: the open ways, least effort first, or what would open one.
fn ways(manifest: &Manifest, who: Who) -> String {
    let open: Vec<_> = channels(manifest, who)
        .map(|channel| format!("`{}`", channel.place()))
        .collect();
    if open.is_empty() {
        "a way that is open to them, such as `companion_app` among the `inputs` of the product"
            .to_owned()
    } else {
        open.join(" or ")
    }
}
