use cardea_law::{ico_audit_toolkits, ico_iot_guidance};
use cardea_manifest::model::NoticeForm;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-25",
    name: "no-label-or-film",
    title: "Labels, icons, video, comics",
    level: Level::Could,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        ico_iot_guidance::CHAPTER_TRANSPARENCY,
        ico_audit_toolkits::TOOLKIT_CONNECTED_TOYS,
    ],
    applies_from: None,
    page: include_str!("no_label_or_film.md"),
    check,
};

/// Forms that say the main thing at a glance or without reading.
const EXTRA: [NoticeForm; 4] = [
    NoticeForm::Label,
    NoticeForm::PackIcon,
    NoticeForm::Video,
    NoticeForm::Comic,
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let notices = &world.manifest.notices;
    if !notices.forms.iter().any(|form| EXTRA.contains(&form.value)) {
        let span = notices.forms.first().map_or(notices.span, |form| form.span);
        verdict.broken(
            span,
            "people could be told by a label, an icon on the pack, a short film or a comic as well; add one to `forms`",
        );
    }
}
