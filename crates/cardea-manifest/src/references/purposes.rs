//! Purposes: known organisations, known fields, steps and times that can be kept.

use cardea_units::Quantum;

use crate::model::{Aggregate, Field, FieldType, FieldUse, Manifest, Purpose, Stream, Use};
use crate::shape::{Name, Reader, require_known};
use crate::{At, Span};

pub(crate) fn check(manifest: &Manifest, name: &At<Name>, purpose: &Purpose, reader: &mut Reader) {
    let known = manifest.organisations.names();
    for organisation in purpose
        .controller
        .iter()
        .chain(&purpose.controllers)
        .chain(&purpose.processors)
    {
        require_known(organisation, known.clone(), "an organisation", reader);
    }
    for (recipient, _) in purpose.recipients.iter() {
        require_known(recipient, known.clone(), "an organisation", reader);
    }
    if let Some(review) = &purpose.human_review {
        require_known(&review.by, known.clone(), "an organisation", reader);
    }
    if let Some(reuse) = &purpose.reuse {
        for source in &reuse.of {
            require_known(source, manifest.purposes.names(), "a purpose", reader);
        }
    }
    if let (Some(_), Some(joint)) = (&purpose.controller, purpose.controllers.first()) {
        reader.problem(
            joint.span,
            format!("`{}` has both `controller` and `controllers`", name.value),
            "write one of them",
        );
    }
    for (stream_name, used) in purpose.uses.iter() {
        require_known(stream_name, manifest.streams.names(), "a stream", reader);
        if let Some(stream) = manifest.streams.get(stream_name.as_str()) {
            check_use(stream_name, stream, used, reader);
        }
    }
}

fn check_use(stream_name: &At<Name>, stream: &Stream, used: &Use, reader: &mut Reader) {
    if used.fields.0.is_empty() {
        reader.problem(
            stream_name.span,
            format!("no field of `{}` is used", stream_name.value),
            "list under `fields` what the purpose needs, or leave the stream out",
        );
    }
    for (field_name, field_use) in used.fields.0.iter() {
        require_known(
            field_name,
            stream.fields.names(),
            "a field of this stream",
            reader,
        );
        if let Some(field) = stream.fields.get(field_name.as_str()) {
            check_field(field_name, field, field_use, used, reader);
        }
    }
    if used.keep.is_zero() {
        reader.problem(
            used.keep.span,
            "nothing can be kept for no time",
            "give `keep` a length, or leave the stream out of this purpose",
        );
    }
    for shorter in &used.person_may_shorten {
        if shorter.value >= used.keep.value {
            reader.problem(
                shorter.span,
                format!("{} is not shorter than {}", shorter.value, used.keep.value),
                "write times shorter than `keep`",
            );
        } else if shorter.is_zero() {
            reader.problem(
                shorter.span,
                "nothing can be kept for no time",
                "leave it out; a person who wants nothing kept says no to the purpose",
            );
        }
    }
    if let Some(every) = &used.every {
        interval(every.span, used, stream, reader);
    }
}

fn interval(span: Span, used: &Use, stream: &Stream, reader: &mut Reader) {
    let Some(every) = &used.every else { return };
    let Some(millis) = every.exact_millis() else {
        reader.problem(
            span,
            "months and years have no fixed length",
            "write `every` in seconds, minutes, hours, days or weeks, such as `1h`",
        );
        return;
    };
    if millis == 0 {
        reader.problem(
            span,
            "an interval has some length",
            "write `every` longer, such as `1h`, or leave it out to use every message",
        );
        return;
    }
    let finer = stream.every.as_ref().and_then(|sent| sent.exact_millis());
    if finer.is_some_and(|sent| millis < sent) {
        reader.problem(
            span,
            "this is more often than the product sends",
            "write the interval of the stream or a longer one",
        );
    }
    if every.value > used.keep.value {
        reader.problem(
            span,
            "one interval is longer than it is kept",
            "make `keep` at least as long as `every`",
        );
    }
}

fn check_field(
    name: &At<Name>,
    field: &Field,
    field_use: &FieldUse,
    used: &Use,
    reader: &mut Reader,
) {
    let number = matches!(*field.kind, FieldType::Number | FieldType::Integer);
    if let Some(step) = &field_use.step {
        let own = field.step.as_ref().map_or(Quantum::ONE, |step| step.value);
        if !number {
            reader.problem(
                step.span,
                format!("`{}` is not a number", name.value),
                "leave out `step`",
            );
        } else if !step.is_multiple_of(own) {
            reader.problem(
                step.span,
                format!("a step of {} cannot be made of steps of {own}", step.value),
                format!("write a multiple of {own}"),
            );
        }
    }
    let Some(aggregate) = &field_use.aggregate else {
        return;
    };
    if used.every.is_none() {
        reader.problem(
            aggregate.span,
            "there is no interval to make one value of",
            "say with `every` how long it is, such as `every: 1h`",
        );
    }
    if !number && !matches!(aggregate.value, Aggregate::Count | Aggregate::Last) {
        reader.problem(
            aggregate.span,
            format!("`{}` has no {}", name.value, aggregate.value),
            "write `as: last` or `as: count` for what is not a number",
        );
    }
}
