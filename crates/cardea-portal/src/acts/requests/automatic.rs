//! What the house answers by itself, in seconds: written down all the same.

use cardea_rights::{RequestChannel, RequestEvent, RequestKind, RequestState, StepBy};
use cardea_store::{ProductIndex, RequestId, StopKind};

use super::{Asked, PurposeAsked};
use crate::house::Who;
use crate::{House, Refusal};

impl House {
    /// A copy or a part of it is asked for. One that was asked for before and not handed out, because it broke off, is the same request.
    pub(in crate::acts) async fn begin_copy(
        &self,
        who: Who,
        kind: RequestKind,
    ) -> Result<RequestId, Refusal> {
        let open = self
            .waiting(move |house| {
                let all = house.store.requests_of(who.household, who.person)?;
                let same = all.into_iter().find(|record| {
                    record.progress.kind() == kind
                        && record.state() == RequestState::Received
                        && record.channel == RequestChannel::Portal
                        && record.asked.as_ref().map(Asked::read).unwrap_or_default()
                            == Asked::default()
                });
                Ok(same.map(|record| record.id))
            })
            .await?;
        match open {
            Some(id) => Ok(id),
            None => self.begin_request(who, kind, &Asked::default()).await,
        }
    }

    /// What was asked for is handed out.
    pub(in crate::acts) async fn end_copy(&self, id: RequestId) -> Result<(), Refusal> {
        self.take_step(id, RequestEvent::Answer, StepBy::House, "")
            .await
            .map(drop)
    }

    /// A purpose was stopped: the request that it was, and its answer.
    pub(in crate::acts) async fn note_stop(
        &self,
        who: Who,
        product: ProductIndex,
        purpose: &str,
        kind: StopKind,
    ) -> Result<(), Refusal> {
        let right = match kind {
            StopKind::Objection => RequestKind::Objection,
            StopKind::Restriction => RequestKind::Restriction,
        };
        let product = self.store.products().get(product);
        let asked = Asked {
            purpose: product.map(|product| PurposeAsked {
                product: product.gate.product().to_owned(),
                purpose: purpose.to_owned(),
            }),
            ..Asked::default()
        };
        let id = self.begin_request(who, right, &asked).await?;
        self.take_step(id, RequestEvent::Answer, StepBy::House, "")
            .await
            .map(drop)
    }

    /// Somebody objects to marketing: absolute, of every product, those to come as well, and at once (UK GDPR Art 21(2) and (3)). The stop comes
    /// first; then it is written down.
    ///
    /// # Errors
    /// What the store or the log reports; pressed again, it goes on.
    pub async fn object_to_marketing(&self, who: Who) -> Result<(), Refusal> {
        self.store
            .stop_marketing(who.household, who.person, true)
            .await?;
        let asked = Asked {
            words: "No marketing, of no product.".to_owned(),
            ..Asked::default()
        };
        let id = self
            .begin_request(who, RequestKind::Objection, &asked)
            .await?;
        self.take_step(id, RequestEvent::Answer, StepBy::House, "")
            .await
            .map(drop)
    }
}
