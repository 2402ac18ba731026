//! L1 and L2 with hubs: one credential speaks for what is attached to it in its own home, and for nobody else.

use std::sync::Arc;

use cardea_gate::{Answer, Reading};
use cardea_rights::ConsentEvent::Grant;
use cardea_store::{Attached, DeviceSeat, StoreError};
use cardea_units::{DeviceId, HouseholdId, Sensitive, UnixMillis};

use crate::house::{Family, House, number, reading};

const LAMP: &str = "Living Room/Grandmothers lamp";

/// A hub that is signed in.
struct Hub {
    seat: Arc<DeviceSeat>,
    code: Sensitive<String>,
    token: String,
}

impl Hub {
    async fn new(house: &House, name: &str) -> Self {
        let made = house.store().provision_hub("hearth", name).await.unwrap();
        let token = made.token.disclose();
        Self {
            seat: sign_in(house, name, &token),
            code: made.claim_code,
            token,
        }
    }

    async fn of(house: &House, home: HouseholdId, name: &str) -> Self {
        let hub = Self::new(house, name).await;
        house.store().claim_device(home, &hub.code).await.unwrap();
        hub
    }

    /// For which device it may speak under a name, now.
    fn named(&self, house: &House, name: &str) -> Option<DeviceId> {
        let mark = house.store().fingerprinter().of_name(self.seat.id, name);
        Some(self.seat.behind().unwrap().named(mark)?.0)
    }
}

fn sign_in(house: &House, name: &str, token: &str) -> Arc<DeviceSeat> {
    let found = house.store().sign_in_device(name, token.as_bytes());
    found.unwrap().unwrap()
}

async fn attach(house: &House, hub: &str, name: &str) -> Result<Attached, StoreError> {
    let name = Sensitive::new(name.to_owned());
    house.store().attach_device(hub, "hearth", &name).await
}

fn warm(house: &House, device: DeviceId, minute: i64) -> Reading {
    let at = UnixMillis(house.now().0 - minute * 60_000);
    reading(
        house,
        device,
        "room",
        at,
        &[("warmth", number(200)), ("damp", number(40))],
    )
}

#[tokio::test]
async fn a_hub_speaks_for_a_device_from_its_claim_to_its_release() {
    let house = House::new();
    let ann = house.family("ann").await;
    let hub = Hub::of(&house, ann.household, "lodge").await;
    assert_eq!(hub.named(&house, LAMP), None, "nobody declared it");
    let lamp = attach(&house, "lodge", LAMP).await.unwrap();
    assert_eq!(hub.named(&house, LAMP), None, "nobody has claimed it");
    assert_eq!(
        house.keep_one(warm(&house, lamp.id, 0)).await,
        Answer::NotPermitted
    );
    let claimed = house
        .store()
        .claim_device(ann.household, &lamp.claim_code)
        .await
        .unwrap();
    assert_eq!((claimed.id, claimed.via), (lamp.id, Some(hub.seat.id)));
    assert_eq!(claimed.name.disclose_ref(), LAMP);
    assert_eq!(
        hub.named(&house, LAMP),
        Some(lamp.id),
        "a hub that is signed in hears of it"
    );
    for other in [
        "Living Room",
        "Living Room/Grandmothers lam",
        "living room/Grandmothers lamp",
    ] {
        assert_eq!(hub.named(&house, other), None, "{other}");
    }
    // What is permitted is what the people of its home permit.
    assert_eq!(house.keep_one(warm(&house, lamp.id, 1)).await, Answer::Kept);
    assert!(ann.reads(&house, "research").is_empty());
    ann.says(&house, ann.ann, "research", Grant).await;
    assert_eq!(house.keep_one(warm(&house, lamp.id, 2)).await, Answer::Kept);
    assert_eq!(ann.reads(&house, "research"), ["damp=40"]);
    assert_eq!(
        house.keep_one(warm(&house, lamp.id, 2)).await,
        Answer::Duplicate
    );
    house
        .store()
        .release_device(ann.household, lamp.id)
        .await
        .unwrap();
    assert_eq!(hub.named(&house, LAMP), None, "released");
    assert!(!hub.seat.is_revoked());
    assert_eq!(
        house.keep_one(warm(&house, lamp.id, 3)).await,
        Answer::NotPermitted
    );
    assert_eq!(ann.reads(&house, "heating").len(), 2, "what was kept stays");
    let again = attach(&house, "lodge", LAMP).await.unwrap();
    assert_ne!(
        again.id, lamp.id,
        "nothing leads from the new one to the old one"
    );
}

#[tokio::test]
async fn what_another_home_claimed_is_not_writable_by_the_hub() {
    let house = House::new();
    let (ann, eve) = (house.family("ann").await, house.family("eve").await);
    let hub = Hub::new(&house, "lodge").await;
    let (first, second) = (
        attach(&house, "lodge", "first").await.unwrap(),
        attach(&house, "lodge", "second").await.unwrap(),
    );
    house
        .store()
        .claim_device(eve.household, &first.claim_code)
        .await
        .unwrap();
    assert_eq!(hub.named(&house, "first"), None, "nobody has the hub");
    house
        .store()
        .claim_device(ann.household, &hub.code)
        .await
        .unwrap();
    assert_eq!(hub.named(&house, "first"), None, "it is in another home");
    let refused = house
        .store()
        .claim_device(eve.household, &second.claim_code)
        .await;
    let wrong = house
        .store()
        .claim_device(eve.household, &Sensitive::new("ABCDEFGHJK".to_owned()))
        .await;
    assert_eq!(
        refused.unwrap_err().to_string(),
        wrong.unwrap_err().to_string(),
        "a code behind another home's hub is as one that is wrong"
    );
    house
        .store()
        .claim_device(ann.household, &second.claim_code)
        .await
        .unwrap();
    assert_eq!(hub.named(&house, "second"), Some(second.id));
    // Devices and hubs of others, by any name: nothing.
    let other = Hub::of(&house, eve.household, "other").await;
    let theirs = attach(&house, "other", LAMP).await.unwrap();
    house
        .store()
        .claim_device(eve.household, &theirs.claim_code)
        .await
        .unwrap();
    for name in [LAMP, "other", "h-eve", "h-ann", "lodge", ""] {
        assert_eq!(hub.named(&house, name), None, "{name}");
    }
    assert_eq!(other.named(&house, LAMP), Some(theirs.id));
    // Two homes may call theirs the same.
    let ours = attach(&house, "lodge", LAMP).await.unwrap();
    house
        .store()
        .claim_device(ann.household, &ours.claim_code)
        .await
        .unwrap();
    assert_eq!(
        (hub.named(&house, LAMP), other.named(&house, LAMP)),
        (Some(ours.id), Some(theirs.id))
    );
}

#[tokio::test]
async fn a_hub_that_is_let_go_takes_along_what_it_spoke_for() {
    let house = House::new();
    let (ann, eve) = (house.family("ann").await, house.family("eve").await);
    let hub = Hub::of(&house, ann.household, "lodge").await;
    let lamp = attach(&house, "lodge", LAMP).await.unwrap();
    house
        .store()
        .claim_device(ann.household, &lamp.claim_code)
        .await
        .unwrap();
    let waiting = attach(&house, "lodge", "waiting").await.unwrap();
    assert_eq!(house.store().devices(ann.household).unwrap().len(), 3);
    let released = house
        .store()
        .release_device(ann.household, hub.seat.id)
        .await
        .unwrap();
    assert_eq!(released.behind, [lamp.id]);
    assert!(hub.seat.is_revoked());
    assert_eq!(hub.named(&house, LAMP), None);
    assert_eq!(
        house.keep_one(warm(&house, lamp.id, 0)).await,
        Answer::NotPermitted
    );
    let left: Vec<DeviceId> = house
        .store()
        .devices(ann.household)
        .unwrap()
        .iter()
        .map(|device| device.id)
        .collect();
    assert_eq!(left, [ann.device]);
    assert!(
        house
            .store()
            .sign_in_device("lodge", hub.token.as_bytes())
            .unwrap()
            .is_none()
    );
    // Its next home finds nothing behind it, whether by the old code or made known anew.
    let again = released.again.unwrap();
    house
        .store()
        .claim_device(eve.household, &again.claim_code)
        .await
        .unwrap();
    let seat = sign_in(&house, "lodge", &again.token.disclose());
    assert!(seat.behind().unwrap().products().is_empty());
    assert!(
        house
            .store()
            .claim_device(eve.household, &waiting.claim_code)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn what_is_attached_has_no_credential_and_a_device_is_no_hub() {
    let house = House::new();
    let ann = house.family("ann").await;
    Hub::of(&house, ann.household, "lodge").await;
    let lamp = attach(&house, "lodge", "lamp").await.unwrap();
    let code = lamp.claim_code.disclose_ref().clone();
    house
        .store()
        .claim_device(ann.household, &lamp.claim_code)
        .await
        .unwrap();
    for name in ["lamp".to_owned(), format!("lodge/{}", lamp.id)] {
        for token in ["", code.as_str()] {
            let signed_in = house
                .store()
                .sign_in_device(&name, token.as_bytes())
                .unwrap();
            assert!(signed_in.is_none(), "{name}");
        }
    }
    assert!(matches!(
        attach(&house, "h-ann", "x").await,
        Err(StoreError::Unknown("hub"))
    ));
    assert!(matches!(
        attach(&house, "nobody", "x").await,
        Err(StoreError::Unknown("hub"))
    ));
    for name in [
        "",
        "/x",
        "x/",
        "a+b",
        "a#",
        "a\nb",
        "lodge",
        "lamp",
        &"x".repeat(129),
    ] {
        assert!(
            matches!(
                attach(&house, "lodge", name).await,
                Err(StoreError::Refused(_))
            ),
            "{name:?}"
        );
    }
    for name in [
        "Living Room/Lamp",
        "K\u{fc}che",
        "0x00158d0008aa5a0d",
        &"x".repeat(128),
    ] {
        attach(&house, "lodge", name).await.unwrap();
    }
    let made = house
        .store()
        .provision_device("hearth", "plain")
        .await
        .unwrap();
    let seat = sign_in(&house, "plain", &made.token.disclose());
    assert!(seat.behind().is_none());
}

#[tokio::test]
async fn after_a_restart_a_hub_speaks_for_the_same() {
    let mut house = House::new();
    let ann = house.family("ann").await;
    let hub = Hub::of(&house, ann.household, "lodge").await;
    let lamp = attach(&house, "lodge", LAMP).await.unwrap();
    house
        .store()
        .claim_device(ann.household, &lamp.claim_code)
        .await
        .unwrap();
    let Hub { token, code, seat } = hub;
    drop(seat);
    house.reopen();
    let seat = sign_in(&house, "lodge", &token);
    let hub = Hub { seat, code, token };
    assert_eq!(hub.named(&house, LAMP), Some(lamp.id));
}

#[tokio::test]
async fn what_a_home_calls_its_devices_is_in_no_file() {
    let house = House::new();
    let ann = house.family("ann").await;
    let hub = Hub::of(&house, ann.household, "lodge").await;
    let lamp = attach(&house, "lodge", LAMP).await.unwrap();
    house
        .store()
        .claim_device(ann.household, &lamp.claim_code)
        .await
        .unwrap();
    house
        .store()
        .assign_device(ann.household, lamp.id, Some(ann.ann))
        .await
        .unwrap();
    let in_a_file = |needle: &[u8]| {
        let files = std::fs::read_dir(house.folder.path()).unwrap();
        files
            .map(|file| std::fs::read(file.unwrap().path()).unwrap_or_default())
            .any(|bytes| bytes.windows(needle.len()).any(|window| window == needle))
    };
    assert!(in_a_file(b"lodge"), "the search finds what is there");
    assert!(!in_a_file(b"Grandmothers"));
    let mark = house.store().fingerprinter().of_name(hub.seat.id, LAMP);
    assert!(in_a_file(&mark.to_be_bytes()), "its mark is there");
    forget(&house, &ann).await;
    assert_eq!(hub.named(&house, LAMP), None, "the home is forgotten");
    assert_eq!(
        house.keep_one(warm(&house, lamp.id, 0)).await,
        Answer::NotPermitted
    );
    assert!(!in_a_file(&mark.to_be_bytes()), "not even its mark is left");
}

async fn forget(house: &House, family: &Family) {
    let erasure = house
        .store()
        .request_erasure(family.household, family.ann)
        .await
        .unwrap();
    house.store().destroy_secrets(&erasure).await.unwrap();
    house.store().sweep(&erasure).await.unwrap();
}
