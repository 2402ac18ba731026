//! Taking one's data elsewhere (UK GDPR Art 20): what the person gave or what was observed of them, on consent or contract, and nothing that
//! something concluded.

use cardea_gate::{PurposeIndex, PurposeSet};
use cardea_manifest::model::{BasisKind, Origin};
use cardea_rights::RequestKind;
use cardea_store::{Product, Rows, Whose};
use cardea_units::UnixMillis;

use super::own::StreamView;
use super::package::{Contents, Extent};
use crate::house::Who;
use crate::{House, Package, Refusal};

impl House {
    /// What a person may take elsewhere, as a ZIP of JSON and CSV. The evidence is durable before it is handed out (law L7).
    ///
    /// # Errors
    /// What the store or the log reports.
    pub async fn portable_package(&self, who: Who) -> Result<Package, Refusal> {
        let request = self.begin_copy(who, RequestKind::Portability).await?;
        let contents = self
            .waiting(move |house| {
                let mut views = Vec::new();
                for stream in house.own_streams_now(who)? {
                    let Some(product) = house.store.products().get(stream.product) else {
                        continue;
                    };
                    let purposes = portable_purposes(product);
                    let question = stream.question(who, UnixMillis(0), UnixMillis(i64::MAX));
                    let whose = Whose::AnyOf(purposes);
                    let may_go = |field: &str| is_portable(product, &stream.stream_id, field);
                    let mut tiers = house.store.read(&question, whose)?;
                    for tier in &mut tiers {
                        keep_fields(tier, may_go);
                    }
                    let mut clips = house.store.media(&question, whose)?;
                    clips.retain(|clip| may_go(&clip.field));
                    views.push(StreamView {
                        stream,
                        tiers,
                        clips,
                    });
                }
                let person = house.about(who)?;
                Ok(Contents::of_views(house.clock.now(), views, person))
            })
            .await?;
        self.hand_out(who, request, contents, Extent::Portable)
            .await
    }
}

/// The purposes that rest on consent or a contract.
fn portable_purposes(product: &Product) -> PurposeSet {
    let rests = |kind: BasisKind| matches!(kind, BasisKind::Consent | BasisKind::Contract);
    product
        .manifest
        .purposes
        .values()
        .enumerate()
        .filter(|(_, purpose)| rests(purpose.basis.kind))
        .filter_map(|(place, _)| PurposeIndex::new(place))
        .fold(PurposeSet::NONE, |set, purpose| {
            set.or(PurposeSet::only(purpose))
        })
}

/// Whether a field was given or observed. What is not known is not handed over.
fn is_portable(product: &Product, stream: &str, field: &str) -> bool {
    let field = product
        .manifest
        .streams
        .get(stream)
        .and_then(|stream| stream.fields.get(field));
    field.is_some_and(|field| matches!(*field.origin, Origin::Observed | Origin::Provided))
}

/// Takes the other columns out, and rows in which nothing is left.
fn keep_fields(rows: &mut Rows, may_go: impl Fn(&str) -> bool) {
    let keeps: Vec<bool> = rows.fields.iter().map(|field| may_go(field)).collect();
    let of = |place: usize| keeps.get(place).copied().unwrap_or(false);
    retain(&mut rows.fields, of);
    retain(&mut rows.aggregates, of);
    for row in &mut rows.rows {
        retain(&mut row.values, of);
    }
    rows.rows
        .retain(|row| row.values.iter().any(Option::is_some));
}

fn retain<T>(all: &mut Vec<T>, of: impl Fn(usize) -> bool) {
    let mut place = 0_usize;
    all.retain(|_| {
        let keep = of(place);
        place = place.saturating_add(1);
        keep
    });
}

#[cfg(test)]
mod tests {
    use cardea_gate::Served;
    use cardea_store::Row;
    use cardea_units::DeviceId;

    use super::*;

    #[test]
    fn columns_that_may_not_go_are_taken_out() {
        let row = |values: [Option<Served>; 2]| Row {
            device: DeviceId::from_column(1).unwrap(),
            at: UnixMillis(0),
            values: values.to_vec(),
        };
        let mut rows = Rows {
            fields: vec!["measured".to_owned(), "concluded".to_owned()],
            aggregates: vec![None, None],
            every_millis: None,
            rows: vec![
                row([Some(Served::Flag(true)), Some(Served::Flag(false))]),
                row([None, Some(Served::Flag(true))]),
            ],
        };
        keep_fields(&mut rows, |field| field != "concluded");
        assert_eq!(rows.fields, ["measured"]);
        assert_eq!(rows.aggregates.len(), 1);
        assert_eq!(rows.rows.len(), 1, "nothing is left of the second");
        assert!(matches!(
            rows.rows[0].values[..],
            [Some(Served::Flag(true))]
        ));
    }
}
