//! A grown-up looks at what is kept about a child of the home: written down first, and shown to the child.

use cardea_gate::Role;
use cardea_ledger::Entry;
use cardea_store::Looked;
use cardea_units::{PersonId, SubjectId, UnixMillis};

use super::own::StreamView;
use crate::house::{Who, log_name};
use crate::{House, Refusal};

/// What the evidence calls a grown-up of the home who looks at what is kept about a child.
const GUARDIAN: &str = "guardian";
/// What it calls the reason.
const CARE: &str = "guardian_look";

impl House {
    /// What is kept about a child for whom a guardian decides, as an adult of the home sees it. That somebody looks is in the log and before the
    /// child before this returns anything (law L7), and the child's devices are told.
    ///
    /// # Errors
    /// When who asks is no adult of the home, or the child decides for themselves.
    pub async fn look_at_child(
        &self,
        who: Who,
        child: PersonId,
        from: UnixMillis,
        until: UnixMillis,
    ) -> Result<Vec<StreamView>, Refusal> {
        self.require_adult(who).await?;
        let (views, entries, looks) = self
            .waiting(move |house| {
                let views = house.childs_streams(who, child, from, until)?;
                let subject = house.commitment(SubjectId::Person(child))?;
                let (mut entries, mut looks) = (Vec::new(), Vec::new());
                for view in &views {
                    let rows = view.tiers.iter().map(|tier| tier.rows.len());
                    let count = rows.fold(view.clips.len(), usize::saturating_add);
                    let count = u64::try_from(count).unwrap_or(u64::MAX);
                    entries.push(Entry::Access {
                        recipient: log_name(GUARDIAN)?,
                        product: log_name(&view.stream.product_id)?,
                        purpose: log_name(CARE)?,
                        subject,
                        stream: Some(log_name(&view.stream.stream_id)?),
                        from,
                        to: until,
                        count,
                    });
                    looks.push(Looked {
                        at: house.clock.now(),
                        person: Some(child),
                        organisation: GUARDIAN.to_owned(),
                        product: view.stream.product_id.clone(),
                        purpose: CARE.to_owned(),
                        stream: view.stream.stream_id.clone(),
                        from,
                        until,
                        count,
                        log_index: 0,
                        by: Some(who.person),
                    });
                }
                Ok((views, entries, looks))
            })
            .await?;
        if entries.is_empty() {
            return Ok(views);
        }
        let logged = self.log(entries).await?;
        for (index, looked) in (logged.first..).zip(looks) {
            let looked = Looked {
                log_index: index,
                ..looked
            };
            self.store.note_look(who.household, looked).await?;
        }
        Ok(views)
    }

    fn childs_streams(
        &self,
        who: Who,
        child: PersonId,
        from: UnixMillis,
        until: UnixMillis,
    ) -> Result<Vec<StreamView>, Refusal> {
        let person = self.store.person(who.household, child)?;
        let today = self.clock.now().date();
        let of_child = Who {
            person: child,
            ..who
        };
        let mut views = Vec::new();
        for stream in self.own_streams_now(of_child)? {
            let product = self.store.products().get(stream.product);
            let under = product.map_or(0, |product| product.gate.guardian_under(today));
            let young =
                person.role == Role::Child && person.age_on(today).is_none_or(|age| age < under);
            if !young {
                return Err(Refusal::not_allowed(
                    "This person decides for themselves, and so about who sees what is kept about them. Ask them.",
                ));
            }
            if stream.subject == SubjectId::Person(child) {
                views.push(self.own_stream_now(of_child, stream, from, until)?);
            }
        }
        if person.role != Role::Child {
            return Err(Refusal::not_allowed(
                "This is for what is kept about a young child of the home.",
            ));
        }
        Ok(views)
    }
}
