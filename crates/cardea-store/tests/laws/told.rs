//! UK GDPR Art 19: whoever was given something is told what happened to it, and nothing is kept of it longer than that takes.

use cardea_gate::Role;
use cardea_rights::ConsentEvent::{Grant, Refuse, Withdraw};
use cardea_store::{Delivery, Looked, Notification, NotificationAct, NotificationState, StopKind};
use cardea_units::{PersonId, SubjectId, UnixMillis};

use crate::house::{DAY, Family, HEARTH_INDEX, HOUR, House};
use crate::manifests::HEARTH;

impl Family {
    /// An organisation was given something of the home, or of a person.
    async fn gave(
        &self,
        house: &House,
        organisation: &str,
        purpose: &str,
        person: Option<PersonId>,
    ) {
        let looked = Looked {
            by: None,
            at: house.now(),
            person,
            organisation: organisation.to_owned(),
            product: "hearth".to_owned(),
            purpose: purpose.to_owned(),
            stream: if person.is_some() { "pulse" } else { "room" }.to_owned(),
            from: UnixMillis(0),
            until: house.now(),
            count: 1,
            log_index: 0,
        };
        house
            .store()
            .note_look(self.household, looked)
            .await
            .unwrap();
    }

    async fn is_forgotten(&self, house: &House, person: PersonId) {
        let erasure = house
            .store()
            .request_erasure(self.household, person)
            .await
            .unwrap();
        house.store().destroy_secrets(&erasure).await.unwrap();
        house.store().sweep(&erasure).await.unwrap();
    }
}

fn open(house: &House) -> Vec<Notification> {
    house.store().open_notices(None).unwrap()
}

/// To whom, of what, about whom, for which purposes.
fn said(house: &House) -> Vec<(String, &'static str, bool, String)> {
    let mut said: Vec<_> = open(house)
        .into_iter()
        .map(|notice| {
            (
                notice.organisation,
                notice.act.word(),
                notice.person.is_some(),
                notice.purposes.join(" "),
            )
        })
        .collect();
    said.sort();
    said
}

fn of(
    organisation: &str,
    act: &'static str,
    is_person: bool,
    purposes: &str,
) -> (String, &'static str, bool, String) {
    (organisation.to_owned(), act, is_person, purposes.to_owned())
}

#[tokio::test]
async fn who_was_given_something_for_a_purpose_is_told_when_it_is_withdrawn() {
    let house = House::new();
    let family = house.family("ann").await;
    let other = house.family("zoe").await;
    for home in [&family, &other] {
        home.says(&house, home.ann, "report", Grant).await;
        home.says(&house, home.ann, "research", Grant).await;
    }
    for _ in 0..3 {
        family.gave(&house, "lab", "report", None).await;
    }
    family.gave(&house, "maker", "research", None).await;
    family.says(&house, family.ann, "report", Withdraw).await;
    assert_eq!(said(&house), [of("lab", "withdrawal", false, "report")]);
    assert_eq!(open(&house)[0].streams, ["room"]);
    assert_eq!(open(&house)[0].household, family.household);
    // Said no, never yes: nothing was given on it.
    family.says(&house, family.ann, "report", Refuse).await;
    other.says(&house, other.ann, "report", Withdraw).await;
    assert_eq!(
        said(&house).len(),
        1,
        "nobody has anything of the other home"
    );
    assert_eq!(
        house
            .store()
            .notices_by(family.household, family.ann)
            .unwrap()
            .len(),
        1
    );
    assert!(
        house
            .store()
            .notices_by(other.household, other.ann)
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_stop_tells_and_letting_go_on_tells_and_saying_it_twice_does_not() {
    let house = House::new();
    let family = house.family("ann").await;
    family.gave(&house, "maker", "upkeep", None).await;
    let (household, ann) = (family.household, family.ann);
    for _ in 0..2 {
        house
            .store()
            .stop_purpose(
                household,
                ann,
                HEARTH_INDEX,
                "upkeep",
                StopKind::Restriction,
            )
            .await
            .unwrap();
    }
    assert_eq!(said(&house), [of("maker", "restriction", false, "upkeep")]);
    for _ in 0..2 {
        house
            .store()
            .resume_purpose(
                household,
                ann,
                HEARTH_INDEX,
                "upkeep",
                StopKind::Restriction,
            )
            .await
            .unwrap();
    }
    house
        .store()
        .stop_purpose(household, ann, HEARTH_INDEX, "upkeep", StopKind::Objection)
        .await
        .unwrap();
    house
        .store()
        .resume_purpose(household, ann, HEARTH_INDEX, "upkeep", StopKind::Objection)
        .await
        .unwrap();
    let all: Vec<_> = said(&house).into_iter().map(|notice| notice.1).collect();
    assert_eq!(all, ["objection", "restriction", "restriction_lifted"]);
    let refused = house
        .store()
        .stop_purpose(household, ann, HEARTH_INDEX, "heating", StopKind::Objection)
        .await;
    assert!(refused.is_err());
    assert_eq!(said(&house).len(), 3, "what was refused tells nobody");
    house
        .store()
        .tell_of_rectification(household, SubjectId::Household(household), ann, "hearth")
        .await
        .unwrap();
    house
        .store()
        .tell_of_rectification(household, SubjectId::Person(ann), ann, "hearth")
        .await
        .unwrap();
    house
        .store()
        .tell_of_rectification(household, SubjectId::Household(household), ann, "another")
        .await
        .unwrap();
    assert_eq!(
        said(&house)
            .iter()
            .filter(|notice| notice.1 == "rectification")
            .count(),
        1
    );
}

#[tokio::test]
async fn an_erasure_tells_of_the_person_and_of_the_home_only_when_it_goes() {
    let house = House::new();
    let family = house.family("ann").await;
    let ben = family.adds(&house, Role::Adult, "ben").await;
    family.gave(&house, "lab", "report", None).await;
    family
        .gave(&house, "maker", "training", Some(family.ann))
        .await;
    family.gave(&house, "maker", "training", Some(ben)).await;
    family.says(&house, family.ann, "report", Grant).await;
    family.says(&house, family.ann, "report", Withdraw).await;
    let request = house
        .store()
        .request_erasure(family.household, family.ann)
        .await
        .unwrap();
    assert_eq!(
        said(&house),
        [of("lab", "withdrawal", false, "report")],
        "nothing is destroyed yet, and nobody told"
    );
    house.store().destroy_secrets(&request).await.unwrap();
    // The power goes; what is to be told is there all the same, and once.
    let house = house.power_cut();
    house.store().sweep(&request).await.unwrap();
    assert_eq!(
        said(&house),
        [
            of("lab", "withdrawal", false, "report"),
            of("maker", "erasure", true, "training")
        ]
    );
    assert_eq!(
        open(&house)
            .iter()
            .find(|notice| notice.act == NotificationAct::Erasure)
            .unwrap()
            .person,
        Some(family.ann)
    );
    assert!(
        house
            .store()
            .notices_by(family.household, family.ann)
            .unwrap()
            .is_empty(),
        "who is forgotten did nothing"
    );
    family.is_forgotten(&house, ben).await;
    // What is to be told of the home says more than what was to be told of it before.
    assert_eq!(
        said(&house),
        [
            of("lab", "erasure", false, "report"),
            of("maker", "erasure", true, "training"),
            of("maker", "erasure", true, "training"),
        ]
    );
    all_are_done_and_gone(&house).await;
}

/// Only by the organisation itself, once; then nothing is left of any.
async fn all_are_done_and_gone(house: &House) {
    for notice in open(house) {
        let lab = notice.organisation.clone();
        assert!(
            house
                .store()
                .settle_notice(notice.id, Some("another".to_owned()))
                .await
                .unwrap()
                .is_none()
        );
        assert!(
            house
                .store()
                .settle_notice(notice.id, Some(lab.clone()))
                .await
                .unwrap()
                .is_some()
        );
        assert!(
            house
                .store()
                .settle_notice(notice.id, Some(lab))
                .await
                .unwrap()
                .is_none(),
            "it is gone"
        );
    }
    assert!(open(house).is_empty());
}

#[tokio::test]
async fn readings_of_the_home_that_go_with_anybody_are_told_of() {
    let mut house = House::new();
    house.reopen_with(&HEARTH.replace("people: {", "people: { shared_erasure: erase_all,"));
    let family = house.family("ann").await;
    family.adds(&house, Role::Adult, "ben").await;
    family.gave(&house, "lab", "report", None).await;
    family.is_forgotten(&house, family.ann).await;
    assert_eq!(said(&house), [of("lab", "erasure", false, "report")]);
}

#[tokio::test]
async fn who_handles_it_on_instruction_is_told_where_an_address_is_set() {
    let mut house = House::new();
    house.reopen_with(&HEARTH.replace("    recipients: { lab: {} }\n", "    processors: [lab]\n"));
    let family = house.family("ann").await;
    let grant_and_withdraw = || async {
        family.says(&house, family.ann, "report", Grant).await;
        family.says(&house, family.ann, "report", Withdraw).await;
    };
    grant_and_withdraw().await;
    assert!(
        said(&house).is_empty(),
        "there is no way to reach it, and nothing was given through us"
    );
    house
        .store()
        .set_webhook("lab", "https://lab.example/", false)
        .await
        .unwrap();
    grant_and_withdraw().await;
    assert_eq!(
        said(&house),
        [
            of("lab", "withdrawal", false, "report"),
            of("lab", "withdrawal", true, "report")
        ]
    );
}

#[tokio::test]
async fn what_is_not_received_is_sent_again_and_escalated_once() {
    let house = House::new();
    let family = house.family("ann").await;
    family.gave(&house, "lab", "report", None).await;
    family.gave(&house, "maker", "report", None).await;
    family.says(&house, family.ann, "report", Grant).await;
    family.says(&house, family.ann, "report", Withdraw).await;
    let store = house.store();
    let without: Vec<_> = store.escalate_notices().await.unwrap();
    assert_eq!(without.len(), 2, "no address: overdue at once");
    assert!(
        store.escalate_notices().await.unwrap().is_empty(),
        "each is said once"
    );
    assert!(store.outboxes().unwrap().is_empty());
    store
        .set_webhook("lab", "https://lab.example/", false)
        .await
        .unwrap();
    let outboxes = store.outboxes().unwrap();
    assert_eq!((outboxes.len(), outboxes[0].notices.len()), (1, 1));
    let id = outboxes[0].notices[0].id;
    store
        .note_delivery(id, Delivery::Down(None, HOUR), None)
        .await
        .unwrap();
    assert!(store.outboxes().unwrap().is_empty(), "not before its time");
    house.forward(HOUR);
    assert_eq!(store.outboxes().unwrap()[0].notices[0].tries, 1);
    store
        .note_delivery(id, Delivery::Failed(Some(500)), None)
        .await
        .unwrap();
    assert!(store.outboxes().unwrap().is_empty(), "it is given up");
    store
        .set_webhook("lab", "https://lab.example/new", false)
        .await
        .unwrap();
    assert_eq!(
        store.outboxes().unwrap().len(),
        1,
        "another address, another try"
    );
    store
        .note_delivery(id, Delivery::Gone(410), None)
        .await
        .unwrap();
    assert!(store.outboxes().unwrap().is_empty() && store.webhook("lab").unwrap().unwrap().is_gone);
    store
        .set_webhook("lab", "https://lab.example/back", false)
        .await
        .unwrap();
    store
        .note_delivery(id, Delivery::Received(204), None)
        .await
        .unwrap();
    store
        .note_delivery(id, Delivery::Again(Some(400), 0), None)
        .await
        .unwrap();
    let notice = open(&house)
        .into_iter()
        .find(|notice| notice.id == id)
        .unwrap();
    assert_eq!(
        (notice.state, notice.status),
        (NotificationState::Received, Some(204)),
        "received is not taken back"
    );
    house.forward(365 * DAY - HOUR);
    assert_eq!(store.forget_notices().await.unwrap(), 0);
    house.forward(DAY);
    assert_eq!(store.forget_notices().await.unwrap(), 2);
}

#[tokio::test]
async fn a_secret_is_exchanged_and_the_one_before_ends() {
    let house = House::new();
    let store = house.store();
    assert!(
        store
            .set_webhook("nobody", "https://lab.example/", false)
            .await
            .is_err()
    );
    let first = store
        .set_webhook("lab", "https://lab.example/", false)
        .await
        .unwrap()
        .secret
        .unwrap();
    assert!(
        store
            .set_webhook("lab", "https://lab.example/", false)
            .await
            .unwrap()
            .secret
            .is_none()
    );
    let second = store
        .set_webhook("lab", "https://lab.example/", true)
        .await
        .unwrap();
    assert_eq!(second.before_until, Some(house.now().plus(DAY)));
    let second = second.secret.unwrap();
    assert_eq!(
        store.webhook("lab").unwrap().unwrap().secrets,
        [second.clone(), first.clone()]
    );
    house.forward(DAY);
    assert_eq!(store.webhook("lab").unwrap().unwrap().secrets, [second]);
    for entry in std::fs::read_dir(house.folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
        assert!(
            !bytes
                .windows(32)
                .any(|window| window == first.disclose_ref()),
            "the secret is in a file"
        );
    }
    assert!(
        store.remove_webhook("lab").await.unwrap() && !store.remove_webhook("lab").await.unwrap()
    );
    assert!(store.webhook("lab").unwrap().is_none());
}

#[tokio::test]
async fn an_older_copy_that_brings_somebody_back_tells_again() {
    let house = House::new();
    let family = house.family("ann").await;
    let ben = family.adds(&house, Role::Adult, "ben").await;
    family.gave(&house, "maker", "training", Some(ben)).await;
    let request = house
        .store()
        .request_erasure(family.household, ben)
        .await
        .unwrap();
    // As after an older `data.db`: the secrets are destroyed, and nothing is known of why.
    let _ = house
        .store()
        .vault()
        .destroy_subjects(&request.subjects, house.now())
        .unwrap();
    let data = rusqlite::Connection::open(house.folder.path().join("data.db")).unwrap();
    data.execute("DELETE FROM request", []).unwrap();
    drop(data);
    assert_eq!(house.store().find_erased_again().await.unwrap(), 1);
    assert_eq!(said(&house), [of("maker", "erasure", true, "training")]);
}

#[tokio::test]
async fn an_erasure_is_written_down_for_every_connector_and_everybody_who_goes() {
    let house = House::new();
    let family = house.family("ann").await;
    let ben = family.adds(&house, Role::Adult, "ben").await;
    let store = house.store();
    let named = |names: &[(&str, &str)]| {
        names
            .iter()
            .map(|(name, of)| ((*name).to_owned(), (*of).to_owned()))
            .collect::<Vec<_>>()
    };
    store
        .set_connectors(named(&[("crm", "maker"), ("shop", "lab")]))
        .await
        .unwrap();
    store
        .set_webhook("lab", "https://lab.example/", false)
        .await
        .unwrap();
    family.is_forgotten(&house, family.ann).await;
    let due = |house: &House| -> Vec<(String, Option<PersonId>)> {
        let mut due: Vec<_> = house
            .store()
            .due_at_connectors()
            .unwrap()
            .into_iter()
            .map(|due| (due.connector.unwrap(), due.person))
            .collect();
        due.sort();
        due
    };
    let ann = Some(family.ann);
    assert_eq!(
        due(&house),
        [("crm".to_owned(), ann), ("shop".to_owned(), ann)]
    );
    assert!(
        store.outboxes().unwrap().is_empty(),
        "a connector's work is no message"
    );
    assert!(
        store.open_notices(Some("lab")).unwrap().is_empty(),
        "and its organisation does not see it"
    );
    for notice in open(&house) {
        let by = Some(notice.organisation.clone());
        assert!(
            store.settle_notice(notice.id, by).await.unwrap().is_none(),
            "nor say that it is done"
        );
        store.settle_notice(notice.id, None).await.unwrap().unwrap();
    }
    assert!(due(&house).is_empty() && open(&house).is_empty());
    family.is_forgotten(&house, ben).await;
    let crm = |person| ("crm".to_owned(), person);
    let shop = |person| ("shop".to_owned(), person);
    let mut all = [crm(None), crm(Some(ben)), shop(None), shop(Some(ben))];
    all.sort();
    assert_eq!(due(&house), all, "the last adult takes the home along");
    store
        .set_connectors(named(&[("crm", "maker")]))
        .await
        .unwrap();
    assert_eq!(due(&house), [crm(None), crm(Some(ben))]);
    let overdue = store.escalate_notices().await.unwrap();
    assert!(
        overdue.len() == 2
            && overdue
                .iter()
                .all(|notice| notice.connector.as_deref() == Some("shop"))
    );
}
