//! What a statement of compliance says at least (PSTI Regulations 2023 Sch 4).

use cardea_manifest::Span;
use cardea_manifest::model::{Manifest, Psti, SupplyRole};

use super::{MANUFACTURERS, in_role};

/// Something that a statement lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lack {
    /// Where it is to be written, or the statement.
    pub span: Span,
    /// What is missing and where it is written; behind "the statement of compliance does not say ".
    pub what: String,
}

impl Lack {
    fn new(span: Span, what: impl Into<String>) -> Self {
        let what = what.into();
        Self { span, what }
    }
}

/// Everything that a statement lacks, in the order of the Schedule. Batch, place and day are always there: it is not read without.
pub(crate) fn lacks(manifest: &Manifest, statement: &Psti) -> Vec<Lack> {
    let mut lacks = Vec::new();
    let whole = statement.span;
    if statement.product_type.is_none() {
        lacks.push(Lack::new(
            whole,
            "which type of product it covers; write `product_type`",
        ));
    }
    addresses(manifest, &mut lacks);
    if statement.declares.is_none() {
        let what = "that it was prepared by the manufacturer or on its behalf; write `declares`";
        lacks.push(Lack::new(whole, what));
    }
    standard(statement, &mut lacks);
    let updates = manifest.updates.as_ref();
    let promised = statement.support_until.as_ref();
    if promised
        .or_else(|| updates?.support_until.as_ref())
        .is_none()
    {
        let what = "until when there are security updates; write `support_until` under `updates`";
        lacks.push(Lack::new(whole, what));
    }
    if !says_function(statement.signed_by.as_str()) {
        let what = "in which function the person signed; write `signed_by` as `name, function`";
        lacks.push(Lack::new(statement.signed_by.span, what));
    }
    lacks
}

/// Names are in the manifest always; postal addresses are needed of each manufacturer and of its representative, where it has one.
fn addresses(manifest: &Manifest, lacks: &mut Vec<Lack>) {
    let [manufacturer, own_brand] = MANUFACTURERS;
    let named = [
        manufacturer,
        own_brand,
        SupplyRole::AuthorisedRepresentative,
    ];
    for (name, organisation) in in_role(manifest, &named) {
        let contact = organisation.contact.as_ref();
        if contact.is_none_or(|contact| contact.address.is_none()) {
            let what = format!(
                "the address of `{}`; write `contact.address` there",
                name.value
            );
            lacks.push(Lack::new(name.span, what));
        }
    }
}

/// A standard that was applied is named with number, version and date; without one, the requirements themselves are declared met.
fn standard(statement: &Psti, lacks: &mut Vec<Lack>) {
    let Some(standard) = &statement.standard else {
        return;
    };
    if !names_version(standard.as_str()) {
        let what = "which version of the standard was applied; write it behind its number in `standard`, such as `V2.1.1`";
        lacks.push(Lack::new(standard.span, what));
    }
    if statement.standard_on.is_none() {
        let what = "of which day the standard is; write `standard_on`";
        lacks.push(Lack::new(standard.span, what));
    }
}

/// Whether a text names a version as ETSI (`V2.1.1`) or ISO (`:2018`) write it.
fn names_version(standard: &str) -> bool {
    let digit_behind = |mark: char| {
        standard
            .split(mark)
            .skip(1)
            .any(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
    };
    digit_behind('V') || digit_behind('v') || digit_behind(':')
}

/// Whether a signature has something behind the name: `J. Doe, Head of Product`.
fn says_function(signed_by: &str) -> bool {
    let parted = signed_by.split_once(',');
    parted.is_some_and(|(name, function)| !name.trim().is_empty() && !function.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_standards_write_them() {
        for text in [
            "EN 303 645 V2.1.1",
            "ETSI EN 303 645 v3.1.3",
            "ISO/IEC 29147:2018",
        ] {
            assert!(names_version(text), "{text}");
        }
        for text in ["EN 303 645", "EN 303 645 Version", "2", ""] {
            assert!(!names_version(text), "{text}");
        }
    }

    #[test]
    fn a_signature_has_a_name_and_a_function() {
        assert!(says_function("J. Doe, Head of Product"));
        for text in ["J. Doe", "J. Doe, ", ", Head of Product", ""] {
            assert!(!says_function(text), "{text}");
        }
    }
}
