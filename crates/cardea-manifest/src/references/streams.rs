//! Streams: fields that can be kept exactly, topics that cannot be mistaken for each other.

use crate::At;
use crate::limits::FIELDS_MAX;
use crate::model::{About, ClockSource, Field, FieldType, Manifest, Origin, Personal, Stream};
use crate::references::bound;
use crate::shape::{Name, Reader, require_known};

/// Whether no stream has more fields than can be held.
pub(crate) fn within_bounds(manifest: &Manifest, reader: &mut Reader) -> bool {
    let mut within = true;
    for stream in manifest.streams.values() {
        let help = "split the stream into messages that belong together";
        within &= bound(&stream.fields, FIELDS_MAX, "fields", help, reader);
    }
    within
}

pub(crate) fn check(manifest: &Manifest, reader: &mut Reader) {
    for (name, stream) in manifest.streams.iter() {
        fields(manifest, stream, reader);
        times(stream, reader);
        if stream.fields.is_empty() {
            reader.problem(
                name.span,
                format!("`{}` has no fields", name.value),
                "declare what it sends under `fields`",
            );
        }
        if let About::Profile { field, .. } = &stream.about {
            profile(stream, field, reader);
        }
    }
    topics(manifest, reader);
}

fn profile(stream: &Stream, field: &At<Name>, reader: &mut Reader) {
    require_known(
        field,
        stream.fields.names(),
        "a field of this stream",
        reader,
    );
    if stream
        .fields
        .get(field.as_str())
        .is_some_and(|field| *field.kind != FieldType::Text)
    {
        reader.problem(
            field.span,
            format!("`{}` is not a text", field.value),
            "name a field with `type: text` that holds the profile's name",
        );
    }
}

fn fields(manifest: &Manifest, stream: &Stream, reader: &mut Reader) {
    for (name, field) in stream.fields.iter() {
        number(name, field, reader);
        if let Some(model) = &field.by {
            require_known(model, manifest.models.names(), "a model", reader);
            inferred_by(manifest, name, model, reader);
        }
        if *field.origin == Origin::Inferred && field.by.is_none() {
            reader.problem(
                name.span,
                format!("`{}` is inferred, but by no model", name.value),
                "name the model with `by`, and describe it under `models`",
            );
        }
        if *field.personal == Personal::No && field.why.is_none() {
            reader.problem(
                field.personal.span,
                format!("`{}` is said to be about nobody", name.value),
                "say with `why` what makes you sure",
            );
        }
        if !field.one_of.is_empty() && *field.kind != FieldType::Text {
            reader.problem(
                name.span,
                format!("`{}` is not a text", name.value),
                "leave out `one_of`, or write `type: text`",
            );
        }
    }
}

/// A field and its model name each other.
fn inferred_by(manifest: &Manifest, name: &At<Name>, model: &At<Name>, reader: &mut Reader) {
    let says = manifest.models.get(model.as_str()).map(|model| &model.says);
    if let Some(says) = says.filter(|says| *says != name) {
        reader.problem(
            model.span,
            format!(
                "`{}` says `{}`, not `{}`",
                model.value, says.value, name.value
            ),
            "name the model that says this field",
        );
    }
}

fn times(stream: &Stream, reader: &mut Reader) {
    let skew = stream.clock.as_ref().and_then(|clock| clock.skew.as_ref());
    for length in stream.every.iter().chain(skew) {
        if length.exact_millis().is_none() {
            reader.problem(
                length.span,
                "months and years have no fixed length",
                "write it in seconds, minutes, hours, days or weeks",
            );
        }
    }
    if let Some(every) = stream.every.as_ref().filter(|every| every.is_zero()) {
        reader.problem(
            every.span,
            "no time lies between two messages",
            "write how often it is sent at most, or leave out `every`",
        );
    }
    let Some(clock) = &stream.clock else { return };
    if let (ClockSource::Arrival, Some(path)) = (*clock.source, &clock.path) {
        reader.problem(
            path.span,
            "this time would not be used, as without a clock the time of arrival counts",
            "say with `source` what sets the device's clock, such as `source: ntp`, or leave out `path`",
        );
    }
}

fn number(name: &At<Name>, field: &Field, reader: &mut Reader) {
    match (*field.kind, &field.step) {
        (FieldType::Number, None) => reader.problem(
            name.span,
            format!("`{}` is a number without a step", name.value),
            "say with `step` how finely it is kept, such as `step: 0.1`",
        ),
        (FieldType::Boolean | FieldType::Text | FieldType::Media, Some(step)) => {
            reader.problem(
                step.span,
                format!("`{}` is not a number", name.value),
                "leave out `step`",
            );
        }
        _ => {}
    }
    if let Some(range) = &field.between
        && !matches!(*field.kind, FieldType::Number | FieldType::Integer)
    {
        reader.problem(
            range.span,
            format!("`{}` is not a number", name.value),
            "leave out `between`",
        );
    }
}

/// Two streams on one topic would make it a matter of luck which rules a message falls under.
fn topics(manifest: &Manifest, reader: &mut Reader) {
    let mut seen: Vec<(&str, &Name)> = Vec::with_capacity(manifest.streams.len());
    for (name, stream) in manifest.streams.iter() {
        let Some(topic) = &stream.topic else { continue };
        match seen.iter().find(|(known, _)| *known == topic.as_str()) {
            Some((_, first)) => reader.problem(
                topic.span,
                format!("`{first}` has this topic too"),
                "put the fields of one topic into one stream",
            ),
            None => seen.push((topic.as_str(), &name.value)),
        }
    }
}
