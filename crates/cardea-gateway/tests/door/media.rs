//! Clips by HTTP, over a socket: what is taken, and for what reasons not.

use std::net::{Ipv4Addr, SocketAddr};

use cardea_store::{MediaItem, ProductIndex, Question, StopKind, Whose};
use cardea_units::{Sensitive, SubjectId, UnixMillis};
use serde_json::json;
use tokio::net::TcpListener;

use crate::client::{Answer, basic, exchange};
use crate::stage::{Stage, at};

/// A camera: one stream that is seen by all and heard by some, one that is heard and seen by the same.
const CAMERA: &str = r"
cardea: 1
product: { id: camera, name: Camera, kind: other, models: [C1], markets: [GB], children: likely }
organisations:
  maker: { name: Maker Ltd, does: [manufacturer], country: GB }
streams:
  yard:
    title: Yard
    about: household
    clock: { source: ntp, skew: 5m }
    fields:
      film: { type: media, data: video }
      noise: { type: media, data: audio }
      still: { type: media, data: image }
  hall:
    title: Hall
    about: household
    fields: { film: { type: media, data: video }, noise: { type: media, data: audio } }
  voices:
    title: Voices
    about: { profile: person }
    fields:
      person: { type: text, data: account_identifier }
      phrase: { type: media, data: voice }
  warmth: { title: Warmth, about: household, fields: { warmth: { type: number, step: 0.1, data: home_environment } } }
purposes:
  watch:
    title: Watch
    explain: Watches.
    class: core
    basis: contract
    controller: maker
    uses: { yard: { fields: [film, still], keep: 2d }, hall: { fields: [film, noise], keep: 2d }, voices: { fields: [phrase], keep: 2d } }
  listen:
    title: Listen
    explain: Listens.
    class: core
    basis: { legitimate_interests: LIA }
    controller: maker
    uses: { yard: { fields: [film, noise], keep: 9d }, warmth: { fields: [warmth], keep: 2d } }
";

struct Served {
    stage: Stage,
    address: SocketAddr,
}

impl Served {
    async fn new() -> Self {
        let stage = Stage::with(CAMERA, "c1").await;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = cardea_gateway::http::router(stage.door());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { stage, address }
    }

    async fn put(&self, path: &str, kind: &str, more: &[&str], clip: &[u8]) -> Answer {
        let sign_in = basic("c1", &self.stage.token);
        let more = [more, &[""]].concat().join("\r\n");
        let head = format!(
            "PUT /v1/media/{path} HTTP/1.1\r\nhost: camera.example\r\nconnection: close\r\n{sign_in}\r\ncontent-type: {kind}\r\n{more}content-length: {}\r\n\r\n",
            clip.len()
        );
        exchange(self.address, &[head.as_bytes(), clip].concat()).await
    }

    /// The clips of a stream that are held.
    fn held(&self, stream: &str) -> Vec<MediaItem> {
        let store = &self.stage.store;
        let product = store.products().get(ProductIndex(0)).unwrap();
        let question = Question {
            household: self.stage.household,
            subject: SubjectId::Household(self.stage.household),
            product: ProductIndex(0),
            stream: product.gate.stream_named(stream).unwrap().0,
            from: UnixMillis(0),
            until: UnixMillis(i64::MAX / 2),
        };
        store.media(&question, Whose::Own).unwrap()
    }
}

fn boxed(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap();
    [&length.to_be_bytes()[..], name, content].concat()
}

fn film(tracks: &[&[u8]]) -> Vec<u8> {
    let track = |handler: &&[u8]| {
        let handler = boxed(b"hdlr", &[&[0; 8], *handler, &[0; 13]].concat());
        boxed(b"trak", &boxed(b"mdia", &handler))
    };
    let tracks: Vec<u8> = tracks.iter().flat_map(track).collect();
    [
        boxed(b"ftyp", b"isom\0\0\0\0mp41"),
        boxed(b"moov", &tracks),
        boxed(b"mdat", b"frames"),
    ]
    .concat()
}

const SEEN: &[&[u8]] = &[b"vide"];
const SEEN_AND_HEARD: &[&[u8]] = &[b"vide", b"soun"];

#[tokio::test]
async fn sound_is_taken_only_where_all_who_see_may_hear() {
    let served = Served::new().await;
    let both = film(SEEN_AND_HEARD);
    let answer = served.put("yard/film", "video/mp4", &[], &both).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("without sound"), "{}", answer.body);
    assert!(served.held("yard").is_empty());
    let seen = film(SEEN);
    assert_eq!(
        served
            .put("yard/film", "video/mp4", &[], &seen)
            .await
            .status,
        201
    );
    // Two purposes with two ends: two copies.
    assert_eq!(served.held("yard").len(), 2);
    assert_eq!(
        served
            .put("hall/film", "video/mp4", &[], &both)
            .await
            .status,
        201
    );
    assert_eq!(served.held("hall").len(), 1);
}

#[tokio::test]
async fn the_field_follows_from_the_kind_or_is_named() {
    let served = Served::new().await;
    let sound = film(&[b"soun"]);
    assert_eq!(
        served.put("yard", "audio/mp4", &[], &sound).await.status,
        201
    );
    assert_eq!(served.held("yard")[0].field, "noise");
    let seen = film(SEEN);
    assert_eq!(
        served
            .put("yard", "Video/MP4; codecs=avc1", &[], &seen)
            .await
            .status,
        201
    );
    for (path, kind, status, word) in [
        ("yard", "image/jpeg", 404, "name one"),
        ("yard/still", "video/mp4", 415, "pictures"),
        ("yard/noise", "video/mp4", 415, "sound"),
        ("yard/other", "video/mp4", 404, "no field"),
        ("warmth", "video/mp4", 404, "no field"),
        ("cellar", "video/mp4", 404, "no such stream"),
        ("yard/film", "video/webm", 415, "image/jpeg"),
    ] {
        let answer = served.put(path, kind, &[], &seen).await;
        assert_eq!(answer.status, status, "{path} {kind}: {}", answer.body);
        assert!(answer.body.contains(word), "{path} {kind}: {}", answer.body);
        assert!(answer.body.contains("Nothing was kept"), "{path} {kind}");
    }
}

#[tokio::test]
async fn the_time_is_the_devices_where_it_has_a_clock_that_can_be_right() {
    let served = Served::new().await;
    let now = served.stage.clock_now();
    let seen = film(SEEN);
    let yesterday = "x-cardea-at: 2026-11-22T20:00:00Z";
    let tomorrow = "x-cardea-at: 2026-11-24T20:00:00Z";
    assert_eq!(
        served
            .put("yard/film", "video/mp4", &[yesterday], &seen)
            .await
            .status,
        201
    );
    assert_eq!(served.held("yard")[0].at, at("2026-11-22T20:00:00Z"));
    // The same moment again: it is there.
    let again = served
        .put("yard/film", "video/mp4", &[yesterday], &seen)
        .await;
    assert_eq!(
        (again.status, &again.json()["duplicate"]),
        (200, &json!(true))
    );
    assert_eq!(
        served
            .put("yard/film", "video/mp4", &[tomorrow], &seen)
            .await
            .status,
        201
    );
    assert_eq!(served.held("yard").last().unwrap().at, now);
    // The hall's stream has no clock: what the device says of the time is not declared.
    assert_eq!(
        served
            .put("hall/film", "video/mp4", &[yesterday], &seen)
            .await
            .status,
        201
    );
    assert_eq!(served.held("hall")[0].at, now);
    let key = "idempotency-key: 7";
    let sent = [
        served
            .put("hall/film", "video/mp4", &[key], &seen)
            .await
            .status,
        served
            .put("hall/film", "video/mp4", &[key], &seen)
            .await
            .status,
    ];
    assert_eq!(sent, [201, 200]);
    let old = "x-cardea-at: 2026-11-01T00:00:00Z";
    let answer = served.put("yard/film", "video/mp4", &[old], &seen).await;
    assert_eq!(answer.status, 403);
    assert!(answer.body.contains("older"), "{}", answer.body);
    let wrong = "x-cardea-at: yesterday";
    let answer = served.put("yard/film", "video/mp4", &[wrong], &seen).await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn a_clip_is_about_whom_the_device_means() {
    let served = Served::new().await;
    let store = &served.stage.store;
    let person = store.members(served.stage.household).unwrap()[0].id;
    let label = Sensitive::new("Änn".to_owned());
    store
        .name_profile(served.stage.household, ProductIndex(0), &label, person)
        .await
        .unwrap();
    let sound = film(&[b"soun"]);
    for (said, status) in [
        (&["x-cardea-profile: Änn"][..], 201),
        (&["x-cardea-profile: Somebody"], 403),
        (&[], 403),
    ] {
        let answer = served.put("voices", "audio/mp4", said, &sound).await;
        assert_eq!(answer.status, status, "{said:?}: {}", answer.body);
    }
    assert!(served.held("voices").is_empty(), "it is not the home's");
    let mine = SubjectId::Person(person);
    let count = store.media_readable(served.stage.household, mine);
    assert_eq!(count.unwrap(), 1);
}

#[tokio::test]
async fn a_device_that_speaks_for_others_names_them() {
    let served = Served::new().await;
    let seen = film(SEEN);
    for (name, status) in [("c1", 201), ("c2", 404)] {
        let header = format!("x-cardea-device: {name}");
        let answer = served
            .put("hall/film", "video/mp4", &[&header], &seen)
            .await;
        assert_eq!(answer.status, status, "{name}: {}", answer.body);
    }
    assert_eq!(served.held("hall").len(), 1);
}

#[tokio::test]
async fn the_directive_asks_for_clips_while_they_are_permitted() {
    let served = Served::new().await;
    let sign_in = basic("c1", &served.stage.token);
    let directive = || async {
        let request = format!(
            "GET /v1/directive HTTP/1.1\r\nhost: camera.example\r\nconnection: close\r\n{sign_in}\r\n\r\n"
        );
        exchange(served.address, request.as_bytes()).await.json()
    };
    let asked = directive().await;
    assert_eq!(asked["streams"]["hall"]["send"], json!(true));
    assert!(asked["streams"]["hall"]["fields"]["film"].is_object());
    let store = &served.stage.store;
    let person = store.members(served.stage.household).unwrap()[0].id;
    store
        .stop_purpose(
            served.stage.household,
            person,
            ProductIndex(0),
            "watch",
            StopKind::Restriction,
        )
        .await
        .unwrap();
    assert_eq!(directive().await["streams"]["hall"]["send"], json!(false));
    let answer = served.put("hall/film", "video/mp4", &[], &film(SEEN)).await;
    assert_eq!(answer.status, 403);
    assert!(served.held("hall").is_empty());
}

#[tokio::test]
async fn what_is_no_clip_leaves_nothing() {
    let served = Served::new().await;
    let seen = film(SEEN);
    for clip in [&b""[..], b"x", &seen[..seen.len() - 1], &film(&[b"meta"])] {
        let answer = served.put("hall/film", "video/mp4", &[], clip).await;
        assert!(matches!(answer.status, 400 | 422), "{}", answer.body);
    }
    assert!(served.held("hall").is_empty());
}
