//! The access package: everything that is held about a person, for them and for machines (UK GDPR Arts 15 and 20).
//!
//! What it contains is counted against what is stored, and the counts are in it.

pub(crate) mod chart;
mod clips;
mod elsewhere;
mod files;
mod heads;
mod held;
mod page;
pub(crate) mod text;

use std::io::{Seek, Write};

use cardea_beyond::Elsewhere;
use cardea_gate::Role;
use cardea_ledger::Entry;
use cardea_rights::RequestKind;
use cardea_store::{ConsentRecord, Looked, RequestId, RequestStep, Whose};
use cardea_units::{SubjectId, UnixMillis};
use serde_json::{Value as Json, json};
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

pub(super) use self::held::Held;
use super::RequestView;
use super::members::Stands;
use super::notices::ToldTo;
use super::own::OwnStream;
use crate::house::Who;
use crate::limits::LOOKS_PACKED_MAX;
use crate::{House, Refusal};

/// An access package, ready to be written.
#[derive(Debug)]
pub struct Package {
    house: House,
    who: Who,
    contents: Contents,
    /// The request that it answers.
    request: RequestId,
    /// Everything, or what somebody may take elsewhere.
    extent: Extent,
    /// Rows of readings in it.
    pub rows: u64,
    /// Rows that the store counts for the same subjects.
    pub stored: u64,
    /// Clips and pictures in it.
    pub clips: u64,
    /// Clips and pictures that the store counts for the same subjects.
    pub clips_stored: u64,
}

impl Package {
    /// Writes it as a ZIP; clips are opened one after the other. Waits for the disk.
    ///
    /// # Errors
    /// When what is written to does not take it, or a clip goes while it is read. Then it is not whole.
    pub fn write(&self, to: impl Write) -> Result<(), Refusal> {
        pack(self, to)
    }

    /// It was handed out: the request is answered.
    ///
    /// # Errors
    /// What the store or the log reports; the request then stays open, and the next copy answers it.
    pub async fn answered(&self) -> Result<(), Refusal> {
        self.house.end_copy(self.request).await
    }
}

/// How much is in a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Everything that is held (UK GDPR Art 15).
    Everything,
    /// What the person gave or what was observed of them, on consent or contract (UK GDPR Art 20).
    Portable,
}

/// What goes into it.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) made_at: UnixMillis,
    pub(super) views: Vec<Held>,
    consents: Vec<ConsentRecord>,
    history: Vec<ConsentRecord>,
    looks: Vec<Looked>,
    requests: Vec<RequestView>,
    told: Vec<ToldTo>,
    /// What the maker's own databases and services hold.
    elsewhere: Vec<Elsewhere>,
    receipts: Vec<String>,
    recipients: Json,
    person: Json,
    rows: u64,
    clips: u64,
}

impl Contents {
    /// Of these streams alone, and what the person gave.
    pub(super) fn of_views(made_at: UnixMillis, views: Vec<Held>, person: Json) -> Self {
        let (rows, clips) = counted(&views);
        Self {
            made_at,
            views,
            consents: Vec::new(),
            history: Vec::new(),
            looks: Vec::new(),
            requests: Vec::new(),
            told: Vec::new(),
            elsewhere: Vec::new(),
            receipts: Vec::new(),
            recipients: Json::Null,
            person,
            rows,
            clips,
        }
    }
}

/// How much is stored.
#[derive(Clone, Copy)]
struct Stored {
    rows: u64,
    clips: u64,
}

/// How often a package is read again that does not hold what is stored, because something was withdrawn or ended meanwhile. Then it is refused.
const COUNTED_TIMES_MAX: u32 = 3;

impl House {
    /// Everything that is held about a person, as a ZIP: a page to read offline, JSON and CSV. The evidence is durable before it is
    /// handed out (law L7).
    ///
    /// # Errors
    /// When what the package holds does not equal what is stored: then it is not handed out.
    pub async fn access_package(&self, who: Who) -> Result<Package, Refusal> {
        let request = self.begin_copy(who, RequestKind::Access).await?;
        let mut contents = self.counted_contents(who).await?;
        let subjects = self
            .waiting(move |house| house.subjects_elsewhere(who))
            .await?;
        contents.elsewhere = self.elsewhere.find(&subjects).await;
        self.hand_out(who, request, contents, Extent::Everything)
            .await
    }

    /// The package of these contents, its evidence durable.
    pub(super) async fn hand_out(
        &self,
        who: Who,
        request: RequestId,
        contents: Contents,
        extent: Extent,
    ) -> Result<Package, Refusal> {
        let count = contents.rows;
        let entry = self
            .waiting(move |house| {
                Ok(Entry::Export {
                    subject: house.commitment(SubjectId::Person(who.person))?,
                    count,
                })
            })
            .await?;
        self.log(vec![entry]).await?;
        // What was counted lies between what was stored before and after: it is as much.
        Ok(Package {
            house: self.clone(),
            who,
            request,
            extent,
            rows: contents.rows,
            stored: contents.rows,
            clips: contents.clips,
            clips_stored: contents.clips,
            contents,
        })
    }

    /// What is held, compared with what is stored. Where devices go on sending meanwhile, it lies between what was stored before it was read
    /// and what is stored after.
    async fn counted_contents(&self, who: Who) -> Result<Contents, Refusal> {
        // What waits in the journal is counted when it is in its blocks.
        self.store.seal().await?;
        let (before, contents) = tokio::join!(
            self.waiting(move |house| house.stored(who)),
            self.waiting(move |house| house.contents(who))
        );
        let (mut before, mut contents) = (before?, contents?);
        if (contents.rows, contents.clips) == (before.rows, before.clips) {
            return Ok(contents);
        }
        // Something came or went between the two.
        for _ in 0..COUNTED_TIMES_MAX {
            contents = self.waiting(move |house| house.contents(who)).await?;
            self.store.seal().await?;
            let after = self.waiting(move |house| house.stored(who)).await?;
            if (before.rows..=after.rows).contains(&contents.rows)
                && (before.clips..=after.clips).contains(&contents.clips)
            {
                return Ok(contents);
            }
            tracing::warn!(
                rows = contents.rows,
                before = before.rows,
                after = after.rows,
                clips = contents.clips,
                "an access package did not hold what is stored; it is made again"
            );
            before = after;
        }
        Err(Refusal::not_now(
            "an access package would not hold what is stored",
        ))
    }

    /// How many rows and clips are stored for somebody, counted block by block and not through a read.
    fn stored(&self, who: Who) -> Result<Stored, Refusal> {
        let (person, _) = self.person_or_former(who)?;
        // Counted for everybody whose data it is, whether anything of theirs is found by a read or not.
        let mine = SubjectId::Person(who.person);
        let home = (person.role != Role::Guest).then_some(SubjectId::Household(who.household));
        let mut stored = Stored { rows: 0, clips: 0 };
        for subject in core::iter::once(mine).chain(home) {
            let rows = self.store.rows_readable(who.household, subject)?;
            let clips = self.store.media_readable(who.household, subject)?;
            stored.rows = stored.rows.saturating_add(rows);
            stored.clips = stored.clips.saturating_add(clips);
        }
        Ok(stored)
    }

    fn contents(&self, who: Who) -> Result<Contents, Refusal> {
        let now = self.clock.now();
        let mut views = Vec::new();
        for stream in self.own_streams_now(who)? {
            let question = stream.question(who, UnixMillis(0), UnixMillis(i64::MAX));
            let clips = self.own_clips_now(who, &stream, question.from, question.until)?;
            let held = (stream, question);
            views.push(Held::gather(self, held, Whose::Own, None, clips)?);
        }
        let (rows, clips) = counted(&views);
        let (_, stands) = self.person_or_former(who)?;
        let mut looks = self
            .store
            .looks(who.household, who.person, LOOKS_PACKED_MAX)?;
        if stands == Stands::Former {
            // Who looked at the home is for those who live there.
            looks.retain(|look| look.person == Some(who.person));
        }
        Ok(Contents {
            made_at: now,
            recipients: self.recipients(&views),
            views,
            consents: self.store.consents(who.household, who.person)?,
            history: self.store.consent_history(who.household, who.person)?,
            looks,
            told: self.told_now(who)?,
            elsewhere: Vec::new(),
            receipts: self.store.receipts(who.household, who.person)?,
            requests: self.my_requests_now(who)?,
            person: self.about(who)?,
            rows,
            clips,
        })
    }

    /// What the person said of themselves.
    pub(super) fn about(&self, who: Who) -> Result<Json, Refusal> {
        let (person, _) = self.person_or_former(who)?;
        Ok(json!({
            "name": person.details.name.disclose_ref(),
            "email": person.details.email.as_ref().map(|email| email.disclose_ref().clone()),
            "born": person.details.born.as_ref().map(|born| born.disclose_ref().to_string()),
            "home": self.store.household_name(who.household)?.disclose(),
        }))
    }

    /// Who gets data, for each purpose of the products, from the manifests that are enforced (law L10).
    fn recipients(&self, views: &[Held]) -> Json {
        let mut products: Vec<_> = views.iter().map(|view| view.stream.product).collect();
        products.dedup();
        let of_product = |index| {
            let product = self.store.products().get(index)?;
            let name = |id: &str| {
                product
                    .manifest
                    .organisations
                    .get(id)
                    .map(|org| org.name.to_string())
            };
            let purposes: Vec<Json> = product
                .manifest
                .purposes
                .iter()
                .map(|(id, purpose)| {
                    json!({
                        "purpose": id.as_str(),
                        "title": purpose.title.as_str(),
                        "why": purpose.explain.as_str(),
                        "decided_by": purpose.controller.iter().chain(&purpose.controllers).filter_map(|id| name(id.as_str())).collect::<Vec<_>>(),
                        "handled_by": purpose.processors.iter().filter_map(|id| name(id.as_str())).collect::<Vec<_>>(),
                        "given_to": purpose.recipients.names().filter_map(name).collect::<Vec<_>>(),
                    })
                })
                .collect();
            Some(
                json!({ "product": product.gate.product(), "manifest": product.gate.version().to_string(), "purposes": purposes }),
            )
        };
        products.into_iter().filter_map(of_product).collect()
    }
}

/// How hard a package is compressed, of 1 to 9. Somebody waits for it: the lightest takes less than half the time of the usual 6, and the
/// ZIP is a quarter larger.
const COMPRESSION_LEVEL: i64 = 1;

/// Rows are read again for each file, stretch by stretch: a long life takes no more memory than a short one. Clips are copied as they are sent.
fn pack(package: &Package, to: impl Write) -> Result<(), Refusal> {
    let contents = &package.contents;
    let mut zip = ZipWriter::new_stream(to);
    documents(&mut zip, contents, package.extent).map_err(Refusal::not_now)?;
    let written = files::write(&package.house, &contents.views, &mut zip)?;
    let gone = clips::pack(package, &mut zip)?;
    let clips = contents.clips.saturating_sub(gone);
    let counts = match package.extent {
        Extent::Everything => json!({
            "rows_in_this_package": written.documents,
            "rows_in_its_tables": written.tables,
            "rows_stored": package.stored,
            "clips_in_this_package": clips,
            "clips_stored": package.clips_stored,
            "clips_gone_while_this_was_made": gone,
        }),
        Extent::Portable => json!({
            "what": "what you gave and what was observed of you, on your consent or a contract; nothing that was concluded",
            "rows_in_this_package": written.documents,
            "clips_in_this_package": clips,
            "clips_gone_while_this_was_made": gone,
        }),
    };
    put(&mut zip, "counts.json", pretty(&counts).as_bytes())
        .and_then(|()| zip.finish())
        .map(drop)
        .map_err(Refusal::not_now)
}

fn put<W: Write + Seek>(zip: &mut ZipWriter<W>, name: &str, bytes: &[u8]) -> Result<(), ZipError> {
    begin(zip, name, false)?;
    zip.write_all(bytes)?;
    Ok(())
}

/// `large`: it may be longer than 4 GiB, which not every old program reads.
fn begin<W: Write + Seek>(zip: &mut ZipWriter<W>, name: &str, large: bool) -> Result<(), ZipError> {
    let options = SimpleFileOptions::default()
        .compression_level(Some(COMPRESSION_LEVEL))
        .large_file(large);
    zip.start_file(name, options)
}

/// The page, and everything for machines.
fn documents<W: Write + Seek>(
    zip: &mut ZipWriter<W>,
    contents: &Contents,
    extent: Extent,
) -> Result<(), ZipError> {
    let mut file = |name: &str, bytes: &[u8]| put(zip, name, bytes);
    file("about-you.json", pretty(&contents.person).as_bytes())?;
    if contents.clips > 0 {
        file("clips.json", pretty(&clips::list(contents)).as_bytes())?;
    }
    if extent == Extent::Portable {
        return Ok(());
    }
    file("index.html", page::html(contents).as_bytes())?;
    for (name, text) in elsewhere::files(&contents.elsewhere) {
        file(&name, text.as_bytes())?;
    }
    file("recipients.json", pretty(&contents.recipients).as_bytes())?;
    file(
        "requests.json",
        pretty(&contents.requests.iter().map(request_json).collect()).as_bytes(),
    )?;
    file("consents.json", pretty(&json!({ "now": contents.consents.iter().map(consent_json).collect::<Vec<_>>(), "history": contents.history.iter().map(consent_json).collect::<Vec<_>>() })).as_bytes())?;
    file(
        "who-looked.json",
        pretty(&contents.looks.iter().map(look_json).collect()).as_bytes(),
    )?;
    file(
        "who-was-told.json",
        pretty(&contents.told.iter().map(told_json).collect()).as_bytes(),
    )?;
    for (number, receipt) in contents.receipts.iter().enumerate() {
        file(
            &format!("receipts/{:03}.json", number.saturating_add(1)),
            receipt.as_bytes(),
        )?;
    }
    Ok(())
}

/// How many rows and clips these are.
fn counted(views: &[Held]) -> (u64, u64) {
    views.iter().fold((0, 0), |(rows, clips), held| {
        let more = u64::try_from(held.clips.len()).unwrap_or(u64::MAX);
        (rows.saturating_add(held.rows()), clips.saturating_add(more))
    })
}

/// Where a tier's rows are in the package.
fn file_name(stream: &OwnStream, tier: usize) -> String {
    let whose = match stream.subject {
        SubjectId::Household(_) => "home",
        SubjectId::Person(_) => "you",
    };
    format!(
        "{}/{}-{whose}-{}",
        stream.product_id,
        stream.stream_id,
        tier.saturating_add(1)
    )
}

fn consent_json(record: &ConsentRecord) -> Json {
    json!({
        "product": record.product,
        "purpose": record.purpose,
        "express": record.kind == cardea_gate::ConsentKind::Explicit,
        "opens_for_child": record.kind == cardea_gate::ConsentKind::Opening,
        "state": record.state.word(),
        "said_by_you": record.actor == record.person,
        "because": record.reason.word(),
        "where": record.channel.word(),
        "until": record.ends_at.map(|ends| ends.to_string()),
        "words_shown": record.words.map(|words| words.to_string()),
        "at": record.at.to_string(),
        "promise": record.promise.to_string(),
        "manifest": record.manifest.to_string(),
    })
}

fn request_json(view: &RequestView) -> Json {
    let step = |step: &RequestStep| {
        json!({
            "what": step.event.word(),
            "ground": step.event.ground().map(cardea_rights::Ground::word),
            "by": step.by.word(),
            "on": step.on.to_string(),
            "why": step.words.as_ref().map(|words| words.disclose_ref().clone()),
        })
    };
    json!({
        "request": view.id.to_string(),
        "what_for": view.kind.word(),
        "asked": view.asked,
        "by": view.channel.word(),
        "received_on": view.received_on.to_string(),
        "state": view.state.word(),
        "due": view.deadlines.due.map(|due| due.to_string()),
        "steps": view.steps.iter().map(step).collect::<Vec<_>>(),
        "routes_of_complaint": view.routes.iter().map(|route| route.told()).collect::<Vec<_>>(),
    })
}

fn told_json(told: &ToldTo) -> Json {
    json!({
        "organisation": told.organisation,
        "told_of": told.act.word(),
        "product": told.product,
        "purposes": told.purposes,
        "about": if told.is_about_home { "home" } else { "you" },
        "at": told.at.to_string(),
        "to_be_done_by": told.act_by.to_string(),
        "state": told.state.word(),
        "received_at": told.received_at.map(|at| at.to_string()),
        "done_at": told.done_at.map(|at| at.to_string()),
        "overdue_since": told.escalated_at.map(|at| at.to_string()),
    })
}

fn look_json(looked: &Looked) -> Json {
    json!({
        "at": looked.at.to_string(),
        "organisation": looked.organisation,
        "product": looked.product,
        "purpose": looked.purpose,
        "stream": looked.stream,
        "from": looked.from.to_string(),
        "until": looked.until.to_string(),
        "rows": looked.count,
        "log_entry": looked.log_index,
    })
}

fn pretty(json: &Json) -> String {
    serde_json::to_string_pretty(json).unwrap_or_default()
}
