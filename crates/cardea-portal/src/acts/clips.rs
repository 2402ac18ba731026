//! Clips and pictures: handed out piece by piece, each after asking again.

use cardea_gate::Role;
use cardea_ledger::Entry;
use cardea_store::{Looked, MediaId, MediaItem, MediaReader, Question, Whose};
use cardea_units::{HouseholdId, SubjectId, UnixMillis};

use crate::house::{Who, log_name};
use crate::streamed::For;
use crate::{House, Refusal, RefusalKind};

/// A clip that somebody may have now.
#[derive(Debug)]
pub struct OpenClip {
    house: House,
    reader: MediaReader,
    to: HandedTo,
    /// The entry of the log that says so; none where people look at what is theirs.
    pub log_index: Option<u64>,
}

/// Who has it, to ask again for each piece.
#[derive(Clone, Debug)]
enum HandedTo {
    Organisation {
        name: String,
        purpose: String,
        question: Question,
    },
    Person(Who),
}

impl OpenClip {
    /// What it is.
    pub const fn item(&self) -> &MediaItem {
        &self.reader.item
    }

    /// What is asked again and again while it is sent: whether it may still be had.
    pub(crate) fn still(&self) -> impl Fn() -> Result<(), Refusal> + Send + Sync + 'static {
        let (house, to, subject) = (
            self.house.clone(),
            self.to.clone(),
            self.reader.item.subject,
        );
        move || match &to {
            HandedTo::Organisation {
                name,
                purpose,
                question,
            } => house.may_read(name, purpose, question).map(drop),
            HandedTo::Person(who) => house.require_own(*who, subject),
        }
    }

    pub(crate) const fn store(&self) -> &std::sync::Arc<cardea_store::Store> {
        &self.house.store
    }

    pub(crate) const fn whom(&self) -> For {
        match self.to {
            HandedTo::Organisation { .. } => For::Programs,
            HandedTo::Person(_) => For::People,
        }
    }

    /// Some bytes from a place on; none at the end. Whether it may still be had is asked each time (law L3). Waits for the disk.
    ///
    /// # Errors
    /// When it was withdrawn, ended or erased meanwhile.
    pub fn read(&mut self, from: u64) -> Result<Vec<u8>, Refusal> {
        match &self.to {
            HandedTo::Organisation {
                name,
                purpose,
                question,
            } => {
                self.house.may_read(name, purpose, question)?;
            }
            HandedTo::Person(who) => self.house.require_own(*who, self.reader.item.subject)?,
        }
        Ok(self.house.store.read_media(&mut self.reader, from)?)
    }
}

impl House {
    /// Opens a clip for a purpose, as an organisation. The evidence is durable when this returns (law L7).
    ///
    /// # Errors
    /// As [`House::read_for_purpose`], and when there is no such clip for this purpose.
    pub async fn clip_for_purpose(
        &self,
        organisation: &str,
        product: &str,
        purpose: &str,
        household: HouseholdId,
        id: MediaId,
    ) -> Result<OpenClip, Refusal> {
        let (name, purpose) = (organisation.to_owned(), purpose.to_owned());
        let product = product.to_owned();
        let (mut clip, entry, looked) = self
            .waiting(move |house| house.open_for_purpose(name, &product, purpose, household, id))
            .await?;
        let logged = self.log(vec![entry]).await?;
        let looked = Looked {
            log_index: logged.first,
            ..looked
        };
        self.store.note_look(household, looked).await?;
        clip.log_index = Some(logged.first);
        Ok(clip)
    }

    fn open_for_purpose(
        &self,
        name: String,
        product: &str,
        purpose: String,
        household: HouseholdId,
        id: MediaId,
    ) -> Result<(OpenClip, Entry, Looked), Refusal> {
        let known = self.store.products().named(product);
        let (index, known) =
            known.ok_or_else(|| Refusal::invalid("There is no such product here."))?;
        let (place, rules) = known.gate.purpose_named(&purpose).ok_or_else(|| {
            Refusal::invalid(
                "The manifest of this product has no such purpose. Ask for one that it names.",
            )
        })?;
        if !rules.may_be_read_by(&name) {
            return Err(Refusal::not_allowed(
                "Your organisation is neither a recipient nor a controller of this purpose in the manifest. Only those may read for it.",
            ));
        }
        let _ = log_name(&name)?;
        let reader = self
            .store
            .open_media(household, id, Whose::Purpose(place))?;
        let item = &reader.item;
        if item.product != index {
            return Err(Refusal::new(
                RefusalKind::NotFound,
                "There is no such clip of this product.",
            ));
        }
        let question = Question {
            household,
            subject: item.subject,
            product: item.product,
            stream: item.stream,
            from: item.at,
            until: item.at.plus(1),
        };
        self.may_read(&name, &purpose, &question)?;
        let (entry, looked) = self.evidence(&name, &purpose, &question, 1)?;
        let to = HandedTo::Organisation {
            name,
            purpose,
            question,
        };
        let clip = OpenClip {
            house: self.clone(),
            reader,
            to,
            log_index: None,
        };
        Ok((clip, entry, looked))
    }

    /// Opens a clip that is about somebody or about the home they live in.
    ///
    /// # Errors
    /// When there is no such clip that they may see.
    pub async fn own_clip(&self, who: Who, id: MediaId) -> Result<OpenClip, Refusal> {
        self.waiting(move |house| house.own_clip_now(who, id)).await
    }

    pub(crate) fn own_clip_now(&self, who: Who, id: MediaId) -> Result<OpenClip, Refusal> {
        let reader = self.store.open_media(who.household, id, Whose::Own)?;
        self.require_own(who, reader.item.subject)?;
        Ok(OpenClip {
            house: self.clone(),
            reader,
            to: HandedTo::Person(who),
            log_index: None,
        })
    }

    /// Takes away a clip that is about somebody or their home, with the copies of it that are kept for other times. It is gone when this
    /// returns.
    ///
    /// # Errors
    /// When there is no such clip that they may see.
    pub async fn erase_clip(&self, who: Who, id: MediaId) -> Result<(), Refusal> {
        let (subject, copies) = self
            .waiting(move |house| {
                let clip = house.own_clip_now(who, id)?;
                let item = clip.item();
                let question = Question {
                    household: who.household,
                    subject: item.subject,
                    product: item.product,
                    stream: item.stream,
                    from: item.at,
                    until: item.at.plus(1),
                };
                let all = house.store.media(&question, Whose::Own)?;
                let copies: Vec<MediaId> = all
                    .iter()
                    .filter(|other| is_copy(other, item))
                    .map(|other| other.id)
                    .collect();
                Ok((item.subject, copies))
            })
            .await?;
        for copy in copies {
            self.store
                .delete_media(who.household, vec![subject], copy)
                .await?;
        }
        Ok(())
    }

    /// What is a person's own: about them, or about their home where they live in it.
    fn require_own(&self, who: Who, subject: SubjectId) -> Result<(), Refusal> {
        let own = match subject {
            SubjectId::Person(person) => person == who.person,
            SubjectId::Household(household) => {
                household == who.household
                    && self.store.person(household, who.person)?.role != Role::Guest
            }
        };
        if own {
            Ok(())
        } else {
            Err(Refusal::new(
                RefusalKind::NotFound,
                "There is no such clip.",
            ))
        }
    }

    /// The clips of a stream that are somebody's own.
    pub(crate) fn own_clips_now(
        &self,
        who: Who,
        stream: &super::own::OwnStream,
        from: UnixMillis,
        until: UnixMillis,
    ) -> Result<Vec<MediaItem>, Refusal> {
        let question = stream.question(who, from, until);
        Ok(self.store.media(&question, Whose::Own)?)
    }
}

/// The first copy of a clip in a list that is ordered by time.
pub(crate) fn first_copy<'c>(clips: &'c [MediaItem], clip: &'c MediaItem) -> &'c MediaItem {
    let start = clips.partition_point(|other| other.at < clip.at);
    let same_time = clips.iter().skip(start);
    let mut same_time = same_time.take_while(|other| other.at == clip.at);
    same_time.find(|other| is_copy(other, clip)).unwrap_or(clip)
}

/// Whether two are one clip that is kept for two times.
fn is_copy(one: &MediaItem, other: &MediaItem) -> bool {
    let of = |item: &MediaItem| (item.device, item.at, item.bytes, item.kind.ending());
    of(one) == of(other) && one.field == other.field && one.subject == other.subject
}
