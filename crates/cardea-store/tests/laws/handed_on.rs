//! Devices that change hands: what is refused, what is deleted, and what nobody gets.

use cardea_gate::{Answer, Role};
use cardea_rights::ConsentEvent::Grant;
use cardea_rights::ConsentState;
use cardea_store::{HandOn, NoticeKind, Provisioned};
use cardea_units::{DeviceId, HouseholdId, Sensitive};

use crate::house::{DAY, Family, House, number, read_for, reading};
use crate::raw;

const MINUTES: i64 = 60_000;

async fn brings(house: &House, household: HouseholdId, name: &str) -> (Provisioned, DeviceId) {
    let made = house
        .store()
        .provision_device("hearth", name)
        .await
        .unwrap();
    let claimed = house
        .store()
        .claim(household, &made.claim_code)
        .await
        .unwrap();
    assert!(claimed.token.is_none(), "from its maker it has a token");
    (made, claimed.device.id)
}

async fn sends(house: &House, device: DeviceId, count: i64) -> Vec<Answer> {
    let readings = (0..count).map(|minute| {
        let at = house.now().plus(-minute * 1_000);
        reading(
            house,
            device,
            "room",
            at,
            &[("warmth", number(200 + minute))],
        )
    });
    house.keep(readings.collect()).await
}

fn rows(house: &House, family: &Family) -> usize {
    read_for(
        house,
        family.home(),
        family.household,
        "room",
        Some("heating"),
    )
    .len()
}

fn blocks_of(house: &House, device: DeviceId) -> Vec<Vec<u8>> {
    let db = raw::data(house.folder.path());
    let mut found = db
        .prepare("SELECT data FROM block WHERE device = ?1")
        .unwrap();
    let found = found
        .query_map([device.to_column()], |row| row.get(0))
        .unwrap();
    found.map(Result::unwrap).collect()
}

fn signs_in(house: &House, name: &str, token: &str) -> bool {
    house
        .store()
        .sign_in_device(name, token.as_bytes())
        .unwrap()
        .is_some()
}

#[tokio::test]
async fn a_device_that_is_sold_forgets_and_its_old_codes_open_nothing() {
    let house = House::new();
    let family = house.family("ann").await;
    let home = family.household;
    let store = house.store();
    let (made, sold) = brings(&house, home, "watch").await;
    let token = made.token.disclose_ref();
    sends(&house, sold, 3).await;
    sends(&house, family.device, 2).await;
    store.seal().await.unwrap();
    house.forward(MINUTES);
    sends(&house, sold, 1).await;
    assert_eq!(
        rows(&house, &family),
        6,
        "some in blocks, one in the journal"
    );
    let gone = blocks_of(&house, sold);
    assert!(
        !gone.is_empty()
            && gone
                .iter()
                .all(|data| raw::holds(house.folder.path(), data))
    );
    let seat = store
        .sign_in_device("watch", token.as_bytes())
        .unwrap()
        .unwrap();

    let handed = store
        .hand_on(home, sold, family.ann, HandOn::ToBuyer)
        .await
        .unwrap();
    assert!(seat.is_revoked() && !signs_in(&house, "watch", token));
    assert_eq!(sends(&house, sold, 1).await, [Answer::NotPermitted]);
    let erased = store.forget_device(home, sold).await.unwrap();
    assert_eq!(erased.rows, 4);
    assert_eq!(rows(&house, &family), 2, "what the other sent stays");
    assert!(blocks_of(&house, sold).is_empty());
    for data in &gone {
        assert!(
            !raw::holds(house.folder.path(), data),
            "a deleted block is still in a file"
        );
    }
    assert!(store.devices_to_forget().unwrap().is_empty());

    // The code of the box is worth nothing, to the seller and to anybody.
    let buyer = house.family("eve").await;
    assert!(store.claim(home, &made.claim_code).await.is_err());
    assert!(
        store
            .claim(buyer.household, &made.claim_code)
            .await
            .is_err()
    );
    let code = handed.code.unwrap();
    let claimed = store.claim(buyer.household, &code).await.unwrap();
    assert_ne!(
        claimed.device.id, sold,
        "nothing leads from one home to the other"
    );
    let fresh = claimed.token.unwrap();
    assert!(signs_in(&house, "watch", fresh.disclose_ref()));
    assert!(!signs_in(&house, "watch", token));
    for used in [&code, &made.claim_code] {
        assert!(
            store.claim(home, used).await.is_err(),
            "the seller takes it back"
        );
    }
    sends(&house, claimed.device.id, 2).await;
    assert_eq!((rows(&house, &buyer), rows(&house, &family)), (2, 2));
    assert!(!raw::holds(
        house.folder.path(),
        code.disclose_ref().as_bytes()
    ));
}

#[tokio::test]
async fn a_crash_before_it_was_forgotten_does_not_keep_it() {
    let house = House::new();
    let family = house.family("ann").await;
    let home = family.household;
    sends(&house, family.device, 3).await;
    house.store().seal().await.unwrap();
    house
        .store()
        .hand_on(home, family.device, family.ann, HandOn::EndOfLife)
        .await
        .unwrap();
    let house = house.power_cut();
    let open = house.store().devices_to_forget().unwrap();
    assert_eq!(open, [(home, family.device)]);
    let erased = house
        .store()
        .forget_device(home, family.device)
        .await
        .unwrap();
    assert_eq!(erased.rows, 3);
    assert!(blocks_of(&house, family.device).is_empty());
    assert!(house.store().devices_to_forget().unwrap().is_empty());
}

#[tokio::test]
async fn the_last_of_a_product_takes_the_consents_with_it_and_a_reset_does_not() {
    let house = House::new();
    let family = house.family("ann").await;
    let home = family.household;
    let store = house.store();
    let bob = family.adds(&house, Role::Adult, "bob").await;
    family.says(&house, family.ann, "research", Grant).await;
    let reset = store
        .hand_on(home, family.device, family.ann, HandOn::Reset)
        .await
        .unwrap();
    let token = reset.token.unwrap();
    assert!(reset.code.is_none() && signs_in(&house, "h-ann", token.disclose_ref()));
    let states = || {
        let all = store.consents(home, family.ann).unwrap();
        all.iter().map(|record| record.state).collect::<Vec<_>>()
    };
    assert_eq!(states(), [ConsentState::Granted]);
    store
        .hand_on(home, family.device, family.ann, HandOn::EndOfLife)
        .await
        .unwrap();
    assert_eq!(states(), [ConsentState::Void]);
    let told = store.notices(home, bob).unwrap();
    let kinds: Vec<NoticeKind> = told.iter().map(|notice| notice.kind).collect();
    assert_eq!(kinds, [NoticeKind::DeviceLeft, NoticeKind::DeviceReset]);
    let again = store
        .hand_on(home, family.device, family.ann, HandOn::ToBuyer)
        .await;
    assert!(again.is_err(), "it is not theirs any more");
}

#[tokio::test]
async fn a_lost_device_is_refused_at_once_and_found_by_its_home_alone() {
    let house = House::new();
    let family = house.family("ann").await;
    let home = family.household;
    let store = house.store();
    let other = house.family("eve").await;
    let (made, lost) = brings(&house, home, "watch").await;
    let token = made.token.disclose_ref();
    let seat = store
        .sign_in_device("watch", token.as_bytes())
        .unwrap()
        .unwrap();
    assert!(
        store
            .report_lost(other.household, lost, other.ann)
            .await
            .is_err()
    );
    store.report_lost(home, lost, family.ann).await.unwrap();
    assert!(seat.is_revoked() && !signs_in(&house, "watch", token));
    assert_eq!(sends(&house, lost, 1).await, [Answer::NotPermitted]);
    assert!(
        store
            .claim(other.household, &made.claim_code)
            .await
            .is_err()
    );
    assert!(store.provision_device("hearth", "watch").await.is_err());
    assert!(store.note_pressed(&seat).await.is_ok());
    let asked = store
        .ask_recovery(other.household, other.ann, &made.claim_code)
        .await;
    assert!(asked.is_err(), "who finds it cannot ask for it");
    assert!(
        store
            .report_found(other.household, lost, other.ann)
            .await
            .is_err()
    );
    store.report_found(home, lost, family.ann).await.unwrap();
    assert!(signs_in(&house, "watch", token));
    assert_eq!(sends(&house, lost, 1).await, [Answer::Kept]);
}

#[tokio::test]
async fn a_buyer_whose_seller_forgot_gets_the_device_and_nothing_of_before() {
    let house = House::new();
    let seller = house.family("ann").await;
    let buyer = house.family("eve").await;
    let store = house.store();
    let (made, device) = brings(&house, seller.household, "watch").await;
    sends(&house, device, 2).await;
    let seat = store
        .sign_in_device("watch", made.token.disclose_ref().as_bytes())
        .unwrap()
        .unwrap();
    let ask = || store.ask_recovery(buyer.household, buyer.ann, &made.claim_code);
    assert!(ask().await.is_err(), "the code alone is nothing");
    store.note_pressed(&seat).await.unwrap();
    house.forward(15 * MINUTES);
    assert!(ask().await.is_err(), "the button was pressed too long ago");
    store.note_pressed(&seat).await.unwrap();
    ask().await.unwrap();
    let told = store.notices(seller.household, seller.ann).unwrap();
    assert_eq!(told[0].kind, NoticeKind::RecoveryAsked);
    let take = || store.take_recovered(buyer.household, device);
    assert!(take().await.is_err(), "too soon");
    // They object.
    store
        .refuse_recovery(seller.household, device)
        .await
        .unwrap();
    assert_eq!(
        store.notices(buyer.household, buyer.ann).unwrap()[0].kind,
        NoticeKind::RecoveryRefused
    );
    assert!(take().await.is_err());
    assert_eq!(
        sends(&house, device, 1).await,
        [Answer::Kept],
        "it is theirs as before"
    );
    // Asked again, and nobody says no: a jump of the clock does not count.
    store.note_pressed(&seat).await.unwrap();
    ask().await.unwrap();
    house.forward(20 * DAY);
    store.count_recoveries().await.unwrap();
    assert!(take().await.is_err());
    // The rest of it but half a day, since each five minutes are a commit.
    let rest = "UPDATE recovery SET left_millis = left_millis - 13 * 86400000 - 43200000";
    raw::data(house.folder.path()).execute(rest, []).unwrap();
    for _ in 0..(DAY / 2 / (5 * MINUTES)) {
        house.forward(5 * MINUTES);
        store.count_recoveries().await.unwrap();
    }
    let taken = take().await.unwrap();
    assert_ne!(taken.id, device);
    assert!(seat.is_revoked() && !signs_in(&house, "watch", made.token.disclose_ref()));
    assert!(signs_in(
        &house,
        "watch",
        taken.token.unwrap().disclose_ref()
    ));
    sends(&house, taken.id, 1).await;
    assert_eq!(rows(&house, &buyer), 1, "nothing of before");
    assert!(take().await.is_err());
}

#[tokio::test]
async fn the_maker_can_agree_sooner_or_say_no() {
    let house = House::new();
    let seller = house.family("ann").await;
    let buyer = house.family("eve").await;
    let store = house.store();
    let (made, device) = brings(&house, seller.household, "watch").await;
    let seat = store
        .sign_in_device("watch", made.token.disclose_ref().as_bytes())
        .unwrap()
        .unwrap();
    assert!(
        store
            .approve_recovery(seller.household, device)
            .await
            .is_err()
    );
    store.note_pressed(&seat).await.unwrap();
    store
        .ask_recovery(buyer.household, buyer.ann, &made.claim_code)
        .await
        .unwrap();
    assert_eq!(store.recoveries().unwrap().len(), 1);
    store
        .approve_recovery(seller.household, device)
        .await
        .unwrap();
    // Until it is taken its home can still say no.
    assert_eq!(
        store.recoveries_of(seller.household).unwrap()[0].left_millis,
        0
    );
    sends(&house, device, 2).await;
    let third = house.family("bob").await;
    assert!(store.take_recovered(third.household, device).await.is_err());
    store.take_recovered(buyer.household, device).await.unwrap();
    assert!(store.recoveries().unwrap().is_empty());
    assert_eq!(
        (rows(&house, &seller), rows(&house, &buyer)),
        (2, 0),
        "what it sent there stays with the seller"
    );
}

#[tokio::test]
async fn a_hub_says_nothing_for_a_device_that_is_lost() {
    let house = House::new();
    let family = house.family("ann").await;
    let home = family.household;
    let store = house.store();
    let hub = store.provision_hub("hearth", "hub").await.unwrap();
    store.claim(home, &hub.claim_code).await.unwrap();
    let called = Sensitive::new("lamp".to_owned());
    let lamp = store.attach_device("hub", "hearth", &called).await.unwrap();
    store.claim(home, &lamp.claim_code).await.unwrap();
    let token = hub.token.disclose_ref().as_bytes();
    let seat = store.sign_in_device("hub", token).unwrap().unwrap();
    let mark = store.fingerprinter().of_name(seat.id, "lamp");
    let speaks = || seat.behind().unwrap().named(mark).is_some();
    let asked = || store.directives(&seat).unwrap().told.len();
    assert!(speaks());
    assert_eq!(asked(), 2);
    store.report_lost(home, lamp.id, family.ann).await.unwrap();
    assert!(!speaks() && !seat.is_revoked(), "the hub itself goes on");
    assert_eq!(asked(), 1);
    assert_eq!(sends(&house, lamp.id, 1).await, [Answer::NotPermitted]);
    store.report_found(home, lamp.id, family.ann).await.unwrap();
    assert!(speaks());
    let sells = store.hand_on(home, lamp.id, family.ann, HandOn::ToBuyer);
    assert!(sells.await.is_err(), "it has no credential of its own");
    let sold = store
        .hand_on(home, seat.id, family.ann, HandOn::ToBuyer)
        .await
        .unwrap();
    assert_eq!(sold.behind, [lamp.id]);
    assert!(seat.is_revoked() && sold.code.is_some());
    assert_eq!(store.devices_to_forget().unwrap().len(), 2);
}
