use crate::answered::{Answered, answered};
use crate::purpose_fields::purpose_fields;
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;
use cardea_manifest::model::{BasisKind, CopyFormat, Manifest, Origin};

pub(crate) static CONTROL: Control = Control {
    code: "RIG-08",
    name: "file-no-machine-reads",
    title: "Portability",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_20],
    applies_from: None,
    page: include_str!("file_no_machine_reads.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if !any_portable(manifest) {
        verdict.not_applicable(
            "nothing that a person gave or a sensor measured is used on consent or for a contract",
        );
        return;
    }
    if answered(manifest) == Answered::ByCardea {
        verdict.kept_by_construction(
            HouseLaw::L10,
            "the portal gives a person's readings as JSON and as CSV, under the names of the manifest",
        );
        return;
    }
    let rights = &manifest.rights;
    let machine = |format: &CopyFormat| {
        matches!(format, CopyFormat::Json | CopyFormat::Csv | CopyFormat::Xml)
    };
    match rights.formats.first() {
        None => {
            verdict.cannot_tell(
                rights.span,
                "in which form people take their data with them is not said; write `formats` under `rights`",
            );
        }
        Some(first) if !rights.formats.iter().any(|format| machine(format)) => {
            verdict.broken(
                first.span,
                "people get their data in no form that a machine reads well; add `json`, `csv` or `xml` to `formats`",
            );
        }
        Some(_) => {}
    }
}

/// Whether anything is used on consent or for a contract that was not merely concluded.
fn any_portable(manifest: &Manifest) -> bool {
    let purposes = manifest
        .purposes
        .values()
        .filter(|purpose| matches!(purpose.basis.kind, BasisKind::Consent | BasisKind::Contract));
    purposes
        .flat_map(|purpose| purpose_fields(manifest, purpose))
        .any(|used| *used.field.origin != Origin::Inferred)
}
