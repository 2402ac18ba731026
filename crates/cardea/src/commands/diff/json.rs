//! A comparison for programs.

use cardea_catalogue::{Finding, FindingKind};
use cardea_manifest::Span;
use cardea_manifest::diff::{Change, PurposeChange};
use serde_json::{Value as Json, json};

use super::Side;
use super::comparison::Comparison;

/// The whole comparison. Lines and columns are counted from 1.
pub(super) fn document(comparison: &Comparison<'_>) -> Json {
    let findings = comparison.findings();
    let side = |side: &Side, version: cardea_manifest::VersionId| {
        json!({
            "name": side.name,
            "product": side.manifest.product.id.as_str(),
            "version": version.to_string(),
        })
    };
    json!({
        "old": side(comparison.old, comparison.diff.old),
        "new": side(comparison.new, comparison.diff.new),
        "as_of": comparison.as_of.to_string(),
        "class": comparison.class().word(),
        "verdict": comparison.verdict(&comparison.old.name, &comparison.new.name),
        "changes": comparison.diff.changes.iter().map(|one| change(comparison, one)).collect::<Vec<_>>(),
        "purposes": comparison.diff.purposes.iter().map(purpose).collect::<Vec<_>>(),
        "notices": comparison.notices.iter().map(|notice| json!({
            "moment": notice.moment.word(),
            "places": notice.places.iter().map(|place| place.word()).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "impact_assessment": {
            "reopens": !comparison.reasons().is_empty(),
            "because": comparison.reasons().into_iter().map(|(trigger, paths)| json!({
                "reason": trigger.word(),
                "paths": paths,
            })).collect::<Vec<_>>(),
        },
        "findings": {
            "come": findings.come.iter().map(|found| finding(comparison.new, found)).collect::<Vec<_>>(),
            "gone": findings.gone.iter().map(|found| finding(comparison.old, found)).collect::<Vec<_>>(),
        },
        "serve": comparison.serve(),
    })
}

fn change(comparison: &Comparison<'_>, change: &Change) -> Json {
    let (side, span) = comparison.side_of(change);
    json!({
        "path": change.path.to_string(),
        "class": change.class.word(),
        "classified": change.classified,
        "message": change.words,
        "before": change.before,
        "after": change.after,
        "renamed": change.renamed,
        "purposes": change.purposes,
        "reopens_impact_assessment": change.trigger.map(cardea_manifest::diff::Trigger::word),
        "told_in_notices": change.told,
        "place": place(side, span),
    })
}

fn purpose(purpose: &PurposeChange) -> Json {
    json!({
        "name": purpose.name,
        "title": purpose.title,
        "stands": purpose.stands.word(),
        "class": purpose.class.word(),
        "consents": purpose.consents.word(),
        "kept": purpose.kept.word(),
        "changes": purpose.changes,
    })
}

fn finding(side: &Side, finding: &Finding) -> Json {
    json!({
        "code": finding.code(),
        "name": finding.name(),
        "level": finding.level().to_string(),
        "outcome": match finding.kind {
            FindingKind::Broken => "broken",
            FindingKind::CannotTell => "cannot_tell",
        },
        "message": finding.message,
        "place": place(side, finding.span),
    })
}

fn place(side: &Side, span: Span) -> Json {
    let at = |offset| {
        let position = side.position(offset);
        json!({ "line": position.line, "column": position.column })
    };
    json!({ "in": side.name, "start": at(span.start), "end": at(span.end) })
}
