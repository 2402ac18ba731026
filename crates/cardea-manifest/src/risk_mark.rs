//! The mark of those facts of a product whose change makes an impact assessment due again (UK GDPR Art 35(11)).

use serde_json::{Map as JsonMap, Value as Json, json};

use crate::model::{Manifest, Organisation, Purpose, Sense, Stream};
use crate::shape::{Name, Shape};
use crate::{At, VersionId};

/// Hexadecimal digits of a mark: enough that two assessments of one product are not mixed up, few enough to write by hand.
const DIGITS: usize = 8;

impl Manifest {
    /// The mark of the facts that decide about risk: sensors, streams, purposes, who gets the data and where they are, models, decisions,
    /// children. Eight hexadecimal digits. Wording, periods and security do not count.
    pub fn risk_mark(&self) -> String {
        let facts = json!({
            "kind": self.product.kind.word(),
            "children": self.product.children.word(),
            "senses": named(self.product.senses.iter(), sense),
            "streams": named(self.streams.iter(), stream),
            "purposes": named(self.purposes.iter(), purpose),
            "organisations": named(self.organisations.iter(), |it: &Organisation| json!(it.country.as_str())),
            "models": named(self.models.iter(), |model| json!({
                "from": model.from.normal(),
                "says": model.says.as_str(),
                "place": model.place.normal(),
            })),
            "decisions": named(self.decisions.iter(), |decision| json!(decision.for_what.as_str())),
        });
        let mark = VersionId::of("cardea risk 1", facts).to_string();
        mark.chars().take(DIGITS).collect()
    }
}

fn named<'m, T: 'm>(
    entries: impl Iterator<Item = (&'m At<Name>, &'m T)>,
    facts: impl Fn(&T) -> Json,
) -> Json {
    let entries = entries.map(|(name, value)| (name.to_string(), facts(value)));
    Json::Object(entries.collect::<JsonMap<_, _>>())
}

fn sense(sense: &Sense) -> Json {
    json!({ "reach": sense.reach.word(), "used": sense.used.as_ref().is_none_or(|used| used.value) })
}

fn stream(stream: &Stream) -> Json {
    json!({
        "about": stream.about.normal(),
        "from": stream.from.word(),
        "fields": named(stream.fields.iter(), |field| json!({
            "data": field.data.word(),
            "origin": field.origin.word(),
            "matched": field.matched.as_ref().is_some_and(|matched| matched.value),
        })),
    })
}

fn purpose(purpose: &Purpose) -> Json {
    let mut recipients: Vec<&str> = purpose.recipients.names().collect();
    recipients.sort_unstable();
    json!({
        "class": purpose.class.word(),
        "basis": purpose.basis.kind.word(),
        "special_category": purpose.special_category.word(),
        "children": purpose.children.word(),
        "processors": purpose.processors.normal(),
        "recipients": recipients,
        "uses": named(purpose.uses.iter(), |used| {
            let mut fields: Vec<&str> = used.fields.0.names().collect();
            fields.sort_unstable();
            json!(fields)
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "cardea: 1\nproduct: { id: x, name: X, kind: light, children: not_likely, senses: { motion: { reach: room } } }\n\
        organisations: { m: { name: M, does: [manufacturer], country: GB }, n: { name: N, does: [cloud_provider], country: IE } }\n\
        streams: { s: { title: S, about: household, fields: { a: { type: boolean, data: presence } } } }\n\
        purposes: { p: { title: P, explain: E, class: core, basis: contract, controller: m, processors: [n], uses: { s: { fields: [a], keep: 1d } } } }\n";

    fn mark(text: &str) -> String {
        Manifest::read(text.as_bytes()).unwrap().risk_mark()
    }

    #[test]
    fn what_decides_about_risk_changes_the_mark() {
        let before = mark(TEXT);
        assert_eq!(before.len(), DIGITS);
        for (from, to) in [
            ("reach: room", "reach: outdoors"),
            ("motion: {", "noise: { reach: room }, motion: {"),
            ("data: presence", "data: occupancy"),
            ("about: household", "about: bystander"),
            ("country: IE", "country: US"),
            ("class: core", "class: analytics"),
            (
                "processors: [n]",
                "processors: [n], recipients: { n: { duration: 1d } }",
            ),
            ("children: not_likely", "children: likely"),
            ("kind: light", "kind: home_hub"),
        ] {
            assert_ne!(mark(&TEXT.replace(from, to)), before, "{to}");
        }
    }

    #[test]
    fn wording_and_periods_do_not() {
        let before = mark(TEXT);
        for (from, to) in [
            ("title: P", "title: Another"),
            ("keep: 1d", "keep: 2d"),
            ("name: N,", "name: Nimbus,"),
        ] {
            assert_eq!(mark(&TEXT.replace(from, to)), before, "{to}");
        }
    }
}
