//! My data: what is held about me and my home, as I may see it.

use cardea_gate::{AboutRule, Role, StreamIndex};
use cardea_store::{MediaItem, ProductIndex, Question, Rows, Whose};
use cardea_units::{SubjectId, UnixMillis};

use super::members::Stands;
use crate::house::Who;
use crate::{House, Refusal};

/// One stream that holds something a person may see.
#[derive(Clone, Debug)]
pub struct OwnStream {
    /// Of which product.
    pub product: ProductIndex,
    /// Its id.
    pub product_id: String,
    /// What people call the product.
    pub product_name: String,
    /// Which stream.
    pub stream: StreamIndex,
    /// Its name in the manifest.
    pub stream_id: String,
    /// What people call it.
    pub title: String,
    /// Whose: mine, or the home's.
    pub subject: SubjectId,
}

impl OwnStream {
    /// What the store is asked for a part of it.
    pub(super) const fn question(&self, who: Who, from: UnixMillis, until: UnixMillis) -> Question {
        Question {
            household: who.household,
            subject: self.subject,
            product: self.product,
            stream: self.stream,
            from,
            until,
        }
    }
}

/// What is held of a stream.
#[derive(Clone, Debug)]
pub struct StreamView {
    /// Which.
    pub stream: OwnStream,
    /// The rows, by tier.
    pub tiers: Vec<Rows>,
    /// The clips and pictures, the earliest first.
    pub clips: Vec<MediaItem>,
}

impl House {
    /// The streams a person may see: what is about them, and what is about the home they live in. A guest sees nothing of the home. A stream
    /// is there while a device of its product is in the home, and as long as something is stored of it.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn own_streams(&self, who: Who) -> Result<Vec<OwnStream>, Refusal> {
        self.waiting(move |house| house.own_streams_now(who)).await
    }

    /// What is held of one stream that a person may see.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn own_stream(
        &self,
        who: Who,
        stream: OwnStream,
        from: UnixMillis,
        until: UnixMillis,
    ) -> Result<StreamView, Refusal> {
        self.waiting(move |house| house.own_stream_now(who, stream, from, until))
            .await
    }

    pub(crate) fn own_stream_now(
        &self,
        who: Who,
        stream: OwnStream,
        from: UnixMillis,
        until: UnixMillis,
    ) -> Result<StreamView, Refusal> {
        let question = stream.question(who, from, until);
        let tiers = self.store.read(&question, Whose::Own)?;
        let clips = self.own_clips_now(who, &stream, from, until)?;
        Ok(StreamView {
            stream,
            tiers,
            clips,
        })
    }

    pub(crate) fn own_streams_now(&self, who: Who) -> Result<Vec<OwnStream>, Refusal> {
        let (person, stands) = self.person_or_former(who)?;
        // What the home has now is nothing to who has left it.
        let devices = match stands {
            Stands::Member => self.store.devices(who.household)?,
            Stands::Former => Vec::new(),
        };
        let [mine, home] = [
            SubjectId::Person(who.person),
            SubjectId::Household(who.household),
        ];
        let stored_of_me = self.store.streams_stored(who.household, mine)?;
        let stored_of_home = self.store.streams_stored(who.household, home)?;
        let mut streams = Vec::new();
        for (index, product) in self.store.products().iter() {
            let is_here = devices.iter().any(|device| device.product == index);
            for (stream, rules) in product.gate.streams() {
                let place = (index, stream);
                let tells_of_me =
                    matches!(rules.about, AboutRule::Wearer | AboutRule::Profile { .. });
                let tells_of_home = !matches!(rules.about, AboutRule::Wearer);
                let about_me = stored_of_me.contains(&place) || (is_here && tells_of_me);
                let about_home = person.role != Role::Guest
                    && (stored_of_home.contains(&place) || (is_here && tells_of_home));
                let title = product
                    .manifest
                    .streams
                    .get(&rules.name)
                    .map(|stream| stream.title.to_string())
                    .unwrap_or_default();
                let mut add = |subject| {
                    streams.push(OwnStream {
                        product: index,
                        product_id: product.gate.product().to_owned(),
                        product_name: product.manifest.product.name.to_string(),
                        stream,
                        stream_id: rules.name.clone(),
                        title: title.clone(),
                        subject,
                    });
                };
                if about_me {
                    add(mine);
                }
                if about_home {
                    add(home);
                }
            }
        }
        Ok(streams)
    }
}
