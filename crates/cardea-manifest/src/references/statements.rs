//! Assessments and waivers: codes of controls, and an end that comes after the beginning.

use crate::At;
use crate::model::Manifest;
use crate::shape::{Name, Reader};

pub(crate) fn check(manifest: &Manifest, reader: &mut Reader) {
    for (code, assessment) in manifest.assessments.iter() {
        control_code(code, reader);
        if assessment.until.value < assessment.on.value {
            reader.problem(
                assessment.until.span,
                format!(
                    "this assessment ends before it was made on {}",
                    assessment.on.value
                ),
                "write the last day it holds",
            );
        }
    }
    for (code, _) in manifest.waivers.iter() {
        control_code(code, reader);
    }
}

fn control_code(code: &At<Name>, reader: &mut Reader) {
    let fits = code
        .as_str()
        .split_once('-')
        .is_some_and(|(family, number)| {
            family.len() == 3
                && family.bytes().all(|b| b.is_ascii_uppercase())
                && number.len() == 2
                && number.bytes().all(|b| b.is_ascii_digit())
        });
    if !fits {
        reader.problem(
            code.span,
            format!("`{}` is not the code of a control", code.value),
            "write a code such as `ACC-05`",
        );
    }
}
