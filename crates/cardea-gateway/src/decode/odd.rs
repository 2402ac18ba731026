//! Counting what is otherwise than declared. Nothing of it is on the way of a message that is as declared.

use cardea_store::{DeviceSeat, DriftForm, DriftKind};

use super::form::Form;
use super::topic::Template;
use super::{Decoder, Message, StreamDecoder};
use crate::drift::{Oddity, Shape, mix, topic_name};

impl Decoder {
    /// Of a stream: what a second walk finds, and what is known already.
    pub(super) fn count_odd(
        &self,
        stream: &StreamDecoder,
        message: &Message<'_>,
        odd: u64,
        more: &[Option<DriftKind>],
    ) {
        let all = more
            .iter()
            .flatten()
            .fold(odd, |odd, kind| mix(odd, kind.word().as_bytes()));
        let shape = self.shape(Some(stream), message, all);
        self.drift.count(shape, || {
            let found = stream.tree.look_closer(message.payload, &stream.fields);
            let empty = found.values.iter().all(Option::is_none);
            let mut what = found.closer.unwrap_or_default();
            if empty && what.is_empty() {
                what.push(Oddity {
                    kind: DriftKind::NothingDeclared,
                    name: String::new(),
                    form: Form::of_payload(message.payload),
                });
            }
            what.extend(more.iter().flatten().map(|kind| whole(*kind)));
            (stream.name.clone(), what)
        });
    }

    /// A message that is not JSON.
    pub(super) fn unreadable(&self, stream: &StreamDecoder, message: &Message<'_>) {
        let shape = self.shape(Some(stream), message, mix(0, b"unreadable"));
        let what = || (stream.name.clone(), vec![whole(DriftKind::Unreadable)]);
        self.drift.count(shape, what);
    }

    /// A message on the topic of another device. Of which is not told.
    pub(super) fn not_yours(&self, message: &Message<'_>) {
        let shape = self.shape(None, message, mix(0, b"not yours"));
        let what = || (String::new(), vec![whole(DriftKind::NotYours)]);
        self.drift.count(shape, what);
    }

    /// A message on a topic of no stream. Behind a hub, people choose the words of topics.
    pub(crate) fn undeclared_topic(&self, seat: &DeviceSeat, topic: &str, message: &Message<'_>) {
        let declared: Vec<&str> = self
            .streams
            .iter()
            .filter_map(|stream| stream.topic.as_ref())
            .flat_map(Template::words)
            .collect();
        let name = topic_name(topic, &seat.name, seat.behind().is_some(), &declared);
        self.undeclared_name(name, message);
    }

    /// By HTTP: a stream that there is not.
    pub(crate) fn undeclared_stream(&self, stream: &str, message: &Message<'_>) {
        self.undeclared_name(topic_name(stream, "", false, &[]), message);
    }

    pub(super) fn undeclared_name(&self, name: String, message: &Message<'_>) {
        let form = Form::of_payload(message.payload);
        let odd = mix(mix(0, name.as_bytes()), form.word().as_bytes());
        self.drift.count(self.shape(None, message, odd), || {
            let kind = DriftKind::UndeclaredTopic;
            (String::new(), vec![Oddity { kind, name, form }])
        });
    }

    fn shape(&self, stream: Option<&StreamDecoder>, message: &Message<'_>, odd: u64) -> Shape {
        Shape {
            product: self.product,
            stream: stream.map(|stream| stream.index),
            firmware: message.firmware,
            odd,
        }
    }
}

/// Something about a message as a whole.
fn whole(kind: DriftKind) -> Oddity {
    Oddity {
        kind,
        name: String::new(),
        form: DriftForm::Unknown,
    }
}
