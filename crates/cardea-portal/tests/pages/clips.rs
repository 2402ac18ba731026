//! Clips on the pages: each sees their own and the home's, and nobody another's.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it must be"
)]

use std::io::{Cursor, Read};

use axum::http::{StatusCode, header};
use cardea_portal::Who;
use cardea_store::{MediaAdmission, MediaKind, MediaOffer, StopKind};
use zip::ZipArchive;

use crate::house::{Browser, Home, SIGN_UP, form};

/// A badge that its wearer takes pictures with, and that sees the home.
const BADGE: &str = r"
cardea: 1
product: { id: badge, name: Badge, kind: other, models: [B1], markets: [GB], children: likely }
organisations:
  maker: { name: Maker Ltd, does: [manufacturer], country: GB }
streams:
  mine: { title: What I see, about: wearer, fields: { picture: { type: media, data: image } } }
  home: { title: The home, about: household, fields: { picture: { type: media, data: image } } }
purposes:
  show:
    title: Show
    explain: Shows.
    class: core
    basis: contract
    controller: maker
    uses: { mine: { fields: [picture], keep: 2d }, home: { fields: [picture], keep: 2d } }
  keep:
    title: Keep
    explain: Keeps.
    class: core
    basis: { legitimate_interests: LIA }
    controller: maker
    uses: { home: { fields: [picture], keep: 9d } }
";

const BEN: [(&str, &str); 3] = [
    ("name", "Ben"),
    ("email", "ben@example.org"),
    ("password", "three words you like"),
];

struct Scene {
    home: Home,
    ada: Browser,
    ben: Browser,
    who: [Who; 2],
}

impl Scene {
    async fn set() -> Self {
        let home = Home::serving_own(BADGE);
        let mut ada = home.signed_up().await;
        home.claim_a(&mut ada, "badge", "hall").await;
        ada.post("/people/adult", &form(&BEN)).await;
        let mut ben = home.browser();
        ben.post("/sign-in", &form(&BEN[1..])).await;
        let members = home.house.store.members(home.household()).unwrap();
        let who = |name: &str| {
            let found = members
                .iter()
                .find(|member| member.details.name.disclose_ref() == name);
            Who {
                household: home.household(),
                person: found.unwrap().id,
                since: home.house.clock.now(),
            }
        };
        let who = [who(SIGN_UP[1].1), who("Ben")];
        let store = &home.house.store;
        store
            .assign_device(home.household(), home.device(), Some(who[0].person))
            .await
            .unwrap();
        Self {
            home,
            ada,
            ben,
            who,
        }
    }

    async fn send(&self, stream: &str, picture: &[u8]) {
        let store = &self.home.house.store;
        let (_, product) = store.products().named("badge").unwrap();
        let offer = MediaOffer {
            device: self.home.device(),
            stream: product.gate.stream_named(stream).unwrap().0,
            field: 0,
            kind: MediaKind::Jpeg,
            at: self.home.house.clock.now(),
            mark: None,
            profile: None,
        };
        let MediaAdmission::Take(mut upload) = store.begin_media(offer).await.unwrap() else {
            panic!("it is permitted");
        };
        upload.write(picture).unwrap().unwrap();
        let durable = upload.finish().unwrap().unwrap();
        store.commit_media(durable).await.unwrap().unwrap();
        self.home.later(1_000);
    }
}

/// The addresses of the pictures on a page.
fn pictures(page: &str) -> Vec<String> {
    let tags = page.split("<img src=\"").skip(1);
    tags.map(|tag| tag.split('"').next().unwrap().to_owned())
        .filter(|path| path.starts_with("/my-data/"))
        .collect()
}

#[tokio::test]
async fn each_sees_their_own_and_the_homes_and_erases_it() {
    let mut scene = Scene::set().await;
    scene.send("mine", b"what Ada sees").await;
    scene.send("home", b"the hall").await;
    let hers = pictures(&scene.ada.get("/my-data").await.body);
    let his = pictures(&scene.ben.get("/my-data").await.body);
    // What is kept for two times is shown once.
    assert_eq!((hers.len(), his.len()), (2, 1));
    let own = hers.iter().find(|path| !his.contains(path)).unwrap();
    let answer = scene.ada.get(own).await;
    assert_eq!(answer.bytes, b"what Ada sees".as_slice());
    assert_eq!(answer.header(header::CONTENT_TYPE), "image/jpeg");
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(scene.ben.get(own).await.status, StatusCode::NOT_FOUND);
    let erase = format!("{own}/erase");
    assert_eq!(
        scene.ben.post(&erase, "").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(scene.ada.get(own).await.status, StatusCode::OK);
    assert_eq!(
        scene.ada.post(&erase, "").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(scene.ada.get(own).await.status, StatusCode::NOT_FOUND);
    assert_eq!(scene.ben.get(&his[0]).await.bytes, b"the hall".as_slice());
    // With one of its copies goes the other.
    let store = &scene.home.house.store;
    let home = scene.home.household();
    assert_eq!(store.media_readable(home, home.into()).unwrap(), 2);
    scene.ben.post(&format!("{}/erase", his[0]), "").await;
    assert_eq!(store.media_readable(home, home.into()).unwrap(), 0);
    assert!(pictures(&scene.ada.get("/my-data").await.body).is_empty());
    let mut nobody = scene.home.browser();
    assert_eq!(
        nobody.get(&his[0]).await.header(header::LOCATION),
        "/sign-in"
    );
    for wrong in ["/my-data/clips/x", "/my-data/clips/00", "/my-data/clips/"] {
        let answer = scene.ada.get(wrong).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[tokio::test]
async fn a_package_has_ones_own_clips_and_says_how_many() {
    let scene = Scene::set().await;
    scene.send("mine", b"what Ada sees").await;
    scene.send("home", b"the hall").await;
    let [ada, ben] = scene.who;
    for (who, clips) in [(ada, 3), (ben, 2)] {
        let package = scene.home.house.access_package(who).await.unwrap();
        assert_eq!((package.clips, package.clips_stored), (clips, clips));
        let mut zip = Vec::new();
        package.write(&mut zip).unwrap();
        let holds = |what: &[u8]| zip.windows(what.len()).any(|some| some == what);
        assert!(holds(b"the hall"));
        assert_eq!(holds(b"what Ada sees"), who == ada);
    }
    // What goes after it was counted is left out, and that is said.
    let package = scene.home.house.access_package(ada).await.unwrap();
    let (product, _) = scene.home.house.store.products().named("badge").unwrap();
    scene
        .home
        .house
        .store
        .stop_purpose(
            ada.household,
            ada.person,
            product,
            "keep",
            StopKind::Objection,
        )
        .await
        .unwrap();
    let mut zip = Vec::new();
    package.write(&mut zip).unwrap();
    let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut counts = String::new();
    let mut file = zip.by_name("counts.json").unwrap();
    file.read_to_string(&mut counts).unwrap();
    drop(file);
    // The other copy of the hall is still held, and so it is there.
    assert!(
        zip.file_names()
            .filter(|name| name.as_ref().is_ok_and(|name| name.starts_with("clips/")))
            .count()
            == 2,
        "{counts}"
    );
}
