//! Reading for a purpose: what a recipient or controller gets, and the evidence of it.

use cardea_gate::{AboutRule, PurposeIndex};
use cardea_ledger::Entry;
use cardea_store::{Looked, MediaItem, Question, Rows, Whose};
use cardea_units::{PersonId, SubjectId};

use crate::house::log_name;
use crate::{House, Refusal, RefusalKind};

/// An answer to a program.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The rows, by tier.
    pub answers: Vec<Rows>,
    /// The clips and pictures; [`House::clip_for_purpose`] opens them.
    pub clips: Vec<MediaItem>,
    /// How many.
    pub count: u64,
    /// The entry of the log that says so.
    pub log_index: u64,
}

impl House {
    /// Reads a stream of one subject for a purpose, as an organisation. The evidence is durable before this returns anything (law L7), and
    /// whether the purpose is still permitted is asked again after the rows were read (law L3).
    ///
    /// # Errors
    /// [`RefusalKind::NotAllowed`] with the reason: the organisation is not named for the purpose, or the people do not permit it.
    pub async fn read_for_purpose(
        &self,
        organisation: &str,
        purpose: &str,
        question: Question,
    ) -> Result<Answered, Refusal> {
        let (organisation, purpose) = (organisation.to_owned(), purpose.to_owned());
        let asked = (organisation.clone(), purpose.clone(), question.clone());
        let (answers, clips, entry, looked) = self
            .waiting(move |house| {
                let (organisation, purpose, question) = asked;
                let index = house.may_read(&organisation, &purpose, &question)?;
                let answers = house.store.read(&question, Whose::Purpose(index))?;
                let clips = house.store.media(&question, Whose::Purpose(index))?;
                let count = answers
                    .iter()
                    .map(|rows| rows.rows.len())
                    .fold(clips.len(), usize::saturating_add);
                let (entry, looked) = house.evidence(
                    &organisation,
                    &purpose,
                    &question,
                    u64::try_from(count).unwrap_or(u64::MAX),
                )?;
                Ok((answers, clips, entry, looked))
            })
            .await?;
        let logged = self.log(vec![entry]).await?;
        let count = looked.count;
        let looked = Looked {
            log_index: logged.first,
            ..looked
        };
        self.store.note_look(question.household, looked).await?;
        self.waiting(move |house| house.may_read(&organisation, &purpose, &question))
            .await?;
        Ok(Answered {
            answers,
            clips,
            count,
            log_index: logged.first,
        })
    }

    /// Whether an organisation may read this now.
    pub(super) fn may_read(
        &self,
        organisation: &str,
        purpose: &str,
        question: &Question,
    ) -> Result<PurposeIndex, Refusal> {
        let no = |public: &str| Refusal::new(RefusalKind::NotAllowed, public);
        let product = self
            .store
            .products()
            .get(question.product)
            .ok_or_else(|| Refusal::new(RefusalKind::NotFound, "There is no such product."))?;
        let (index, rules) = product.gate.purpose_named(purpose).ok_or_else(|| {
            Refusal::new(
                RefusalKind::NotFound,
                "The manifest of this product has no such purpose. Ask for one that it names.",
            )
        })?;
        if !rules.may_be_read_by(organisation) {
            return Err(no(
                "Your organisation is neither a recipient nor a controller of this purpose in the manifest. Only those may read for it.",
            ));
        }
        let stream = product
            .gate
            .stream(question.stream)
            .ok_or_else(|| Refusal::new(RefusalKind::NotFound, "There is no such stream."))?;
        if !stream.uses.has(index) {
            return Err(no(
                "This purpose does not use this stream. Its `uses` in the manifest says which it does.",
            ));
        }
        let permissions = self.store.permits(question.household, question.product)?;
        let person = match question.subject {
            SubjectId::Household(_) => None,
            SubjectId::Person(person) => Some(person),
        };
        let fits = match stream.about {
            AboutRule::Household | AboutRule::Bystander => person.is_none(),
            AboutRule::Wearer => person.is_some(),
            AboutRule::Profile { .. } => true,
        };
        if !fits || !permissions.for_stream(stream, person).has(index) {
            return Err(no(
                "The people this is about do not permit this purpose now. Nothing can be read for it.",
            ));
        }
        Ok(index)
    }

    pub(super) fn evidence(
        &self,
        organisation: &str,
        purpose: &str,
        question: &Question,
        count: u64,
    ) -> Result<(Entry, Looked), Refusal> {
        let product = self
            .store
            .products()
            .get(question.product)
            .ok_or_else(|| Refusal::invalid("There is no such product."))?;
        let stream = product
            .gate
            .stream(question.stream)
            .map(|stream| stream.name.clone())
            .unwrap_or_default();
        let person: Option<PersonId> = match question.subject {
            SubjectId::Household(_) => None,
            SubjectId::Person(person) => Some(person),
        };
        let entry = Entry::Access {
            recipient: log_name(organisation)?,
            product: log_name(product.gate.product())?,
            purpose: log_name(purpose)?,
            subject: self.commitment(question.subject)?,
            stream: Some(log_name(&stream)?),
            from: question.from,
            to: question.until,
            count,
        };
        let looked = Looked {
            at: self.clock.now(),
            person,
            organisation: organisation.to_owned(),
            product: product.gate.product().to_owned(),
            purpose: purpose.to_owned(),
            stream,
            from: question.from,
            until: question.until,
            count,
            log_index: 0,
            by: None,
        };
        Ok((entry, looked))
    }
}
