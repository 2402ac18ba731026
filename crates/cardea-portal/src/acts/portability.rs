//! Taking one's data elsewhere (UK GDPR Art 20): what the person gave or what was observed of them, on consent or contract, and nothing that
//! something concluded.

use std::collections::BTreeSet;

use cardea_gate::{PurposeIndex, PurposeSet};
use cardea_manifest::model::{BasisKind, Origin};
use cardea_rights::RequestKind;
use cardea_store::{Product, Whose};
use cardea_units::UnixMillis;

use super::package::{Contents, Extent, Held};
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
                    let fields = portable_fields(product, &stream.stream_id);
                    let mut clips = house.store.media(&question, whose)?;
                    clips.retain(|clip| fields.contains(&clip.field));
                    views.push(Held::gather(
                        house,
                        (stream, question),
                        whose,
                        Some(fields),
                        clips,
                    )?);
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

/// The fields of a stream that were given or observed. What is not known is not handed over.
fn portable_fields(product: &Product, stream: &str) -> BTreeSet<String> {
    let Some(stream) = product.manifest.streams.get(stream) else {
        return BTreeSet::new();
    };
    let portable = |origin: &Origin| matches!(origin, Origin::Observed | Origin::Provided);
    stream
        .fields
        .iter()
        .filter(|(_, field)| portable(&field.origin))
        .map(|(name, _)| name.to_string())
        .collect()
}
