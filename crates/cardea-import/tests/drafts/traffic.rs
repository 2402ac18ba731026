//! Real messages, watched: the draft made of them takes them all, and says nothing of anybody.

use std::path::Path;

use cardea_import::{Message, Watch, draft};
use cardea_manifest::model::Manifest;
use cardea_store::DriftKind;
use cardea_units::UnixMillis;
use serde_json::Value;

use super::{manifest, odd};

/// The messages of the examples: topic, device, payload.
fn messages(firmware: &str) -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("../../examples/firmware/{firmware}/payloads"));
    let index: Value =
        serde_json::from_slice(&std::fs::read(folder.join("index.json")).unwrap()).unwrap();
    let text = |message: &Value, key: &str| message[key].as_str().unwrap().to_owned();
    let all = index.as_array().unwrap().iter();
    all.map(|message| {
        let payload = std::fs::read_to_string(folder.join(text(message, "file"))).unwrap();
        (text(message, "topic"), text(message, "device"), payload)
    })
    .collect()
}

fn watch(messages: &[(String, String, String)]) -> Watch {
    let mut watch = Watch::new(Vec::new());
    for (topic, _, payload) in messages {
        watch.see(&Message {
            topic: topic.clone(),
            payload: payload.clone().into_bytes(),
            at: None,
        });
    }
    watch
}

fn drafted(messages: &[(String, String, String)]) -> (Manifest, String) {
    let sends = watch(messages).sends();
    (manifest(&sends), draft(&sends, "a test").text)
}

#[test]
fn what_was_watched_is_as_declared() {
    for firmware in ["zigbee2mqtt", "tasmota", "shelly"] {
        let messages = messages(firmware);
        let (manifest, text) = drafted(&messages);
        for (topic, device, payload) in &messages {
            for (kind, name) in odd(&manifest, topic, payload) {
                // Lists, empty objects and second times have no form; a message of nulls has nothing in it.
                assert!(
                    matches!(
                        kind,
                        DriftKind::UndeclaredField
                            | DriftKind::NothingDeclared
                            | DriftKind::ClockAhead
                    ),
                    "{topic}: {kind:?} {name}\n{text}"
                );
            }
            assert!(!text.contains(device.as_str()), "{device}\n{text}");
        }
        assert!(!manifest.streams.is_empty());
    }
}

#[test]
fn no_text_of_a_message_is_told() {
    let all: Vec<_> = ["zigbee2mqtt", "tasmota", "shelly"]
        .into_iter()
        .flat_map(messages)
        .collect();
    let (_, text) = drafted(&all);
    for secret in [
        "Okafor",
        "E6:8D:8C",
        "B8D61A",
        "b8d61a8b17cc",
        "192.168",
        "0x00158d",
        "hallway",
        "kitchen_plug",
        "10:11:12",
        "2026-11-23",
    ] {
        assert!(!text.contains(secret), "{secret}\n{text}");
    }
}

/// Texts and keys that people gave, in every place where a message has one.
#[test]
fn whatever_people_put_into_a_message_stays_there() {
    let personal = [
        "Ana Ruiz",
        "ana",
        "07700900123",
        "ana@beech.example",
        "Beech Cottage",
        "51.5007,-0.1246",
        "\u{202e}x",
        "a,b;c",
    ];
    for text in personal {
        let key = serde_json::to_string(text).unwrap();
        let payload = format!(
            r#"{{"user":{key},"state":{key},"nested":{{"deep":{key}}},"list":[{key}],"mixed":{key},"where":{{"street":{key},"n":1}}}}"#
        );
        let of = |topic: &str| (topic.to_owned(), String::new(), payload.clone());
        let many: Vec<_> = (0..3)
            .flat_map(|_| {
                [
                    of("tele/plug/SENSOR"),
                    of("home/kitchen"),
                    of(&format!("zigbee2mqtt/{text}")),
                    of(&format!("acme/{text}/7")),
                ]
            })
            .chain([("a/b/c".to_owned(), String::new(), text.to_owned())])
            .collect();
        let (_, told) = drafted(&many);
        assert!(!told.contains(text), "{text}\n{told}");
        assert!(
            !format!("{:?}", watch(&many)).contains(text),
            "held: {text}"
        );
    }
    // As a key, what does not look like a programmer's name.
    let sends = watch(&[(
        "tele/plug/SENSOR".to_owned(),
        String::new(),
        r#"{"Ana's phone":1,"aa:bb:cc:dd:ee:ff":2,"447700900123":3,"ok":4}"#.to_owned(),
    )])
    .sends();
    let told = draft(&sends, "a test").text;
    assert!(
        told.contains("3 times a key")
            && !told.contains("Ana")
            && !told.contains("aa:bb")
            && !told.contains("4477"),
        "{told}"
    );
}

#[test]
fn rates_are_those_of_one_device() {
    let mut watch = Watch::new(vec!["acme/{device}/climate".to_owned()]);
    for minute in 0..30 {
        for device in ["one", "two", "three"] {
            watch.see(&Message {
                topic: format!("acme/{device}/climate"),
                payload: br#"{"t": 20.5}"#.to_vec(),
                at: Some(UnixMillis(1_795_428_000_000 + minute * 60_000)),
            });
        }
    }
    let manifest = manifest(&watch.sends());
    let stream = manifest.streams.get("climate").unwrap();
    assert_eq!(stream.every.as_ref().unwrap().exact_millis(), Some(60_000));
    assert_eq!(
        stream.topic.as_ref().unwrap().as_str(),
        "acme/{device}/climate"
    );
}

#[test]
fn devices_are_found_by_what_topics_have_in_common() {
    let of = |topic: &str, payload: &str| (topic.to_owned(), String::new(), payload.to_owned());
    let (manifest, text) = drafted(&[
        of("home/ana/climate", r#"{"t":20,"h":50}"#),
        of("home/ben/climate", r#"{"t":21,"h":51}"#),
        of("home/ana/door", r#"{"open":true}"#),
    ]);
    assert_eq!(
        manifest
            .streams
            .get("climate")
            .unwrap()
            .topic
            .as_ref()
            .unwrap()
            .as_str(),
        "home/{device}/climate"
    );
    // One device alone tells nothing of where it stands.
    assert!(manifest.streams.get("door").unwrap().topic.is_none());
    assert!(!text.contains("ana") || !text.contains("/ana"), "{text}");
}

#[test]
fn whatever_is_sent_has_an_end() {
    let mut watch = Watch::new(Vec::new());
    let see = |watch: &mut Watch, topic: String, payload: String| {
        watch.see(&Message {
            topic,
            payload: payload.into_bytes(),
            at: None,
        });
    };
    for n in 0..5_000 {
        see(
            &mut watch,
            format!("t{n}/x/{n}/y"),
            format!(r#"{{"f{}":{n}}}"#, n % 9),
        );
        see(
            &mut watch,
            "tele/plug/SENSOR".to_owned(),
            format!(r#"{{"g_{}":1,"{n}":1}}"#, letters(n)),
        );
    }
    see(
        &mut watch,
        "tele/plug/SENSOR".to_owned(),
        "[".repeat(300_000),
    );
    see(&mut watch, "tele/plug/SENSOR".to_owned(), "{".repeat(1_000));
    let counts = watch.counts();
    assert!(
        counts.beyond > 0 && counts.too_long == 1 && counts.unreadable == 1,
        "{counts:?}"
    );
    manifest(&watch.sends());
}

/// A number in letters.
fn letters(mut n: usize) -> String {
    let mut text = String::new();
    loop {
        text.push(char::from(b'a' + u8::try_from(n % 26).unwrap()));
        n /= 26;
        if n == 0 {
            return text;
        }
    }
}

#[test]
fn a_thousand_topics_that_say_nothing_cost_a_moment() {
    let mut watch = Watch::new(Vec::new());
    for n in 0..1_000 {
        watch.see(&Message {
            topic: format!("home/{}/{}", letters(n), letters(n * 7)),
            payload: format!(r#"{{"{}":1}}"#, letters(n)).into_bytes(),
            at: None,
        });
    }
    watch.see(&Message {
        topic: "/".repeat(60_000),
        payload: b"1".to_vec(),
        at: None,
    });
    assert_eq!(watch.counts().too_long, 1);
    let sends = watch.sends();
    assert!(sends.streams.len() > 900);
    assert!(sends.streams.iter().all(|stream| stream.topic.is_none()));
    manifest(&sends);
}
