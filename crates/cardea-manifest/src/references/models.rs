//! Models: what they read exists, and what they say is a field that names them.

use std::collections::BTreeSet;

use crate::At;
use crate::model::{Manifest, Model, Origin};
use crate::shape::{Name, Reader, require_known};

pub(crate) fn check(manifest: &Manifest, reader: &mut Reader) {
    let fields: BTreeSet<&str> = manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.names())
        .collect();
    let read: BTreeSet<&str> = fields
        .iter()
        .copied()
        .chain(manifest.product.senses.names())
        .collect();
    for (name, model) in manifest.models.iter() {
        for field in &model.from {
            if !read.contains(field.as_str()) {
                require_known(field, read.iter().copied(), "a field or a sense", reader);
            }
        }
        if fields.contains(model.says.as_str()) {
            says(manifest, name, model, reader);
        } else {
            require_known(&model.says, fields.iter().copied(), "a field", reader);
        }
        for (group, share) in model.accuracy.iter() {
            if !(0.0..=1.0).contains(&share.value) {
                reader.problem(
                    share.span,
                    format!(
                        "`{}` is {}, and a share is from 0 to 1",
                        group.value, share.value
                    ),
                    "write how often it is right as a share, such as `0.93`",
                );
            }
        }
    }
}

/// A model and its field name each other. A field that names the wrong model, or none, is told where it stands.
fn says(manifest: &Manifest, name: &At<Name>, model: &Model, reader: &mut Reader) {
    let fields = || {
        manifest
            .streams
            .values()
            .flat_map(|stream| stream.fields.iter())
    };
    let named_by_a_field = fields().any(|(_, field)| field.by.as_ref() == Some(name));
    let told = fields()
        .filter(|(field_name, _)| **field_name == model.says)
        .any(|(_, field)| match &field.by {
            Some(by) => manifest.models.get(by.as_str()).is_none(),
            None => *field.origin == Origin::Inferred,
        });
    if !named_by_a_field && !told {
        reader.problem(
            model.says.span,
            format!(
                "the field `{}` does not say that it comes from `{}`",
                model.says.value, name.value
            ),
            format!(
                "write `by: {}` in the field, or name here the field that has it",
                name.value
            ),
        );
    }
}
