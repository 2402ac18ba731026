//! Where the impact assessment of a product stands (UK GDPR Art 35).

use cardea_manifest::Span;
use cardea_manifest::model::Dpia;

use crate::{World, triggers};

/// Where the impact assessment of a product stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ImpactAssessment<'m> {
    /// What it holds is in the manifest, under `dpia`.
    Written(&'m Dpia),
    /// A statement says that there is one; what it holds is not in the manifest. The place is that of the statement.
    StatedOnly(Span),
    /// There is none, though the manifest shows a reason for one.
    Missing,
    /// There is none, and the manifest shows no reason for one.
    NotDue,
}

/// Where the impact assessment of a product stands.
pub(crate) fn impact_assessment<'m>(world: &World<'m>) -> ImpactAssessment<'m> {
    let manifest = world.manifest;
    if let Some(dpia) = manifest.dpia.as_ref().filter(|_| !world.uses_no_data()) {
        return ImpactAssessment::Written(dpia);
    }
    if world.uses_no_data() || triggers(manifest).is_empty() {
        return ImpactAssessment::NotDue;
    }
    match manifest.assessments.get("ACC-05") {
        Some(statement) => ImpactAssessment::StatedOnly(statement.span),
        None => ImpactAssessment::Missing,
    }
}

/// Why a control on the contents of the assessment does not bind a product that needs none.
pub(crate) const NOT_DUE: &str = "the manifest shows no reason for an impact assessment";

/// Why a control on the contents of the assessment has nothing to look at.
pub(crate) const MISSING: &str = "there is no impact assessment to look at, which `ACC-05` reports";
