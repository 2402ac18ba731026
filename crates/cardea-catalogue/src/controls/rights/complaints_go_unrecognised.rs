use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{dpa_2018, ico_complaints};
use cardea_manifest::model::{Children, Complaints};
use cardea_manifest::{At, Span};
use cardea_units::date;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-24",
    name: "complaints-go-unrecognised",
    title: "Accept by any route; children; volumes",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_complaints::CHAPTER_RECEIVE, dpa_2018::S_164B],
    applies_from: Some(date(2026, 6, 19)),
    page: include_str!("complaints_go_unrecognised.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let rights = &world.manifest.rights;
    let complaints = rights.complaints.as_ref();
    let span = complaints.map_or(rights.span, |complaints| complaints.span);
    let said = |find: fn(&Complaints) -> Option<&At<bool>>| complaints.and_then(find);
    answer(
        said(|complaints| complaints.counted.as_ref()),
        span,
        (
            "complaints are not counted; count them, by month and by what they are about, and write `counted: true`",
            "whether complaints are counted is not said; write `counted` under `rights.complaints`",
        ),
        verdict,
    );
    if *world.manifest.product.children != Children::NotLikely {
        answer(
            said(|complaints| complaints.words_for_children.as_ref()),
            span,
            (
                "children are likely to use the product, and there are no plain words for them on how to complain; write some and say \
                 `words_for_children: true`",
                "whether children find plain words on how to complain is not said; write `words_for_children` under `rights.complaints`",
            ),
            verdict,
        );
    }
}

/// What follows from a yes, a no, or nothing said.
fn answer(
    said: Option<&At<bool>>,
    span: Span,
    (broken, missing): (&str, &str),
    verdict: &mut Verdict<'_>,
) {
    match said {
        Some(said) if **said => {}
        Some(said) => {
            verdict.broken(said.span, broken);
        }
        None => {
            verdict.cannot_tell(span, missing);
        }
    }
}
