//! Payloads of every shape: what is declared is found, what does not fit is left out, and nothing stops us.

use crate::stage::{GAUGE, Stage};

#[tokio::test]
async fn values_are_found_where_they_are_declared() {
    let stage = Stage::with(GAUGE, "g1").await;
    for (payload, becomes) in [
        (r#"{"warmth": 20.04}"#, "warmth=20"),
        (r#"{"warmth": "20.06"}"#, "warmth=20.1"),
        (r#"{"warmth": " 20 "}"#, "warmth=20"),
        (r#"{"warmth": 2e1}"#, "warmth=20"),
        (r#"{"warmth": -0}"#, "warmth=0"),
        (r#"{"deep": {"er": {"free": 7.3}}}"#, "free=7.5"),
        (r#"{"deep": {"er": [], "free": 7.3}}"#, "undeclared"),
        (r#"{"list": [1, 2, 3]}"#, "third=3"),
        (
            r#"{"list": [1, {"x": 9}, 3, {"x": 4, "y": 5}, 6]}"#,
            "third=3 inner=4",
        ),
        (r#"{"list": {"2": 5}}"#, "third=5"),
        (r#"{"a/b": {"m~n": 5}}"#, "slash=5"),
        (r#"{"a": {"b": {"m": {"n": 5}}}}"#, "undeclared"),
        (
            r#"{"there": true, "mode": "auto", "note": "x"}"#,
            "there=true mode=auto note=x",
        ),
        (r#"{"there": 1}"#, "there=true"),
        (r#"{"there": 0.0}"#, "there=false"),
        (r#"{"there": "ON"}"#, "there=true"),
        (
            r#"{"ssid": "Attic", "latitude": 51.5, "warmth": 20, "more": {"warmth": 99}}"#,
            "warmth=20",
        ),
    ] {
        assert_eq!(
            stage.becomes("room", payload.as_bytes()),
            becomes,
            "{payload}"
        );
    }
}

#[tokio::test]
async fn what_does_not_fit_is_left_out() {
    let stage = Stage::with(GAUGE, "g1").await;
    for payload in [
        r#"{"warmth": 60.1}"#,
        r#"{"warmth": -20.01}"#,
        r#"{"warmth": 1e308}"#,
        r#"{"warmth": "NaN"}"#,
        r#"{"warmth": "inf"}"#,
        r#"{"warmth": "-Infinity"}"#,
        r#"{"warmth": true}"#,
        r#"{"warmth": null}"#,
        r#"{"warmth": [20]}"#,
        r#"{"warmth": {"value": 20}}"#,
        r#"{"deep": {"er": {"free": "NaN"}}}"#,
        r#"{"deep": {"er": {"free": 1e300}}}"#,
        r#"{"deep": {"er": {"free": 18446744073709551615}}}"#,
        r#"{"third": 3}"#,
        r#"{"list": [1, 2]}"#,
        r#"{"there": 2}"#,
        r#"{"there": "yes"}"#,
        r#"{"mode": "boost"}"#,
        r#"{"mode": "AUTO"}"#,
        r#"{"note": 5}"#,
        r#"{"WARMTH": 20}"#,
        "{}",
        "[]",
        "null",
        "20",
        "\"warmth\"",
    ] {
        assert_eq!(
            stage.becomes("room", payload.as_bytes()),
            "undeclared",
            "{payload}"
        );
    }
}

#[tokio::test]
async fn what_is_no_json_is_said_to_be_none_without_a_word_of_it() {
    let stage = Stage::with(GAUGE, "g1").await;
    for payload in [
        &b""[..],
        b"{",
        b"{\"warmth\": 20",
        b"{\"warmth\": 20} {\"warmth\": 21}",
        b"{\"warmth\": NaN}",
        b"{\"warmth\": 020}",
        b"{\"warmth\": 1e999}",
        b"{'warmth': 20}",
        b"\xff\xfe",
        b"{\"warmth\": 20}\0",
        b"\xef\xbb\xbf{\"warmth\": 20}",
        b"secret-word",
    ] {
        assert_eq!(stage.becomes("room", payload), "unreadable", "{payload:?}");
        if let cardea_gateway::Decoded::Unreadable(reason) = stage.of_stream("room", payload) {
            assert!(!reason.contains("secret"));
        }
    }
}

#[tokio::test]
async fn of_a_key_that_comes_twice_the_last_one_counts() {
    let stage = Stage::with(GAUGE, "g1").await;
    assert_eq!(
        stage.becomes("room", br#"{"warmth": 20, "warmth": 21}"#),
        "warmth=21"
    );
    assert_eq!(
        stage.becomes("room", br#"{"warmth": 20, "warmth": "x", "there": true}"#),
        "there=true"
    );
    assert_eq!(
        stage.becomes("room", br#"{"deep": {"er": {"free": 1}}, "deep": 5}"#),
        "free=1"
    );
}

#[tokio::test]
async fn a_text_ends_with_a_whole_character() {
    let stage = Stage::with(GAUGE, "g1").await;
    for (text, bytes) in [
        ("a".repeat(256), 256),
        ("a".repeat(257), 256),
        ("é".repeat(200), 256),
        (format!("a{}", "é".repeat(200)), 255),
        ("😀".repeat(100), 256),
        (format!("abc{}", "😀".repeat(100)), 255),
    ] {
        let payload = format!(r#"{{"note": "{text}"}}"#);
        let becomes = stage.becomes("room", payload.as_bytes());
        let kept = becomes.strip_prefix("note=").unwrap();
        assert_eq!(kept.len(), bytes);
        assert!(text.starts_with(kept));
    }
    assert_eq!(
        stage.becomes("room", br#"{"note": "a\u0000b\n\ud83d\ude00"}"#),
        "note=a\0b\n😀"
    );
    assert_eq!(
        stage.becomes("room", br#"{"note": "\ud83d"}"#),
        "unreadable",
        "half a character"
    );
}

#[tokio::test]
async fn bare_values_are_read_where_the_whole_payload_is_one() {
    let stage = Stage::with(GAUGE, "g1").await;
    for (stream, payload, becomes) in [
        ("bare", "21.5", "warmth=21.5"),
        ("bare", " -0.32\n", "warmth=-0.3"),
        ("bare", "\"21.5\"", "warmth=21.5"),
        ("bare", "{\"warmth\": 21.5}", "undeclared"),
        ("bare", "ON", "unreadable"),
        ("bare", "21,5", "unreadable"),
        ("bare", "21.5 C", "unreadable"),
        ("switch", "ON", "on=true"),
        ("switch", "off\r\n", "on=false"),
        ("switch", "true", "on=true"),
        ("switch", "0", "on=false"),
        ("switch", "maybe", "unreadable"),
        ("word", "hello", "word=hello"),
        ("word", "\"hello\"", "word=hello"),
        // A message that was cut short is not the word it begins with.
        (
            "word",
            "{\"word\": \"x\", \"ssid\": \"Attic\"",
            "unreadable",
        ),
        ("word", "[\"Attic\"", "unreadable"),
        ("word", "\"Attic", "unreadable"),
        ("word", "{\"ssid\": \"Attic\"}", "undeclared"),
    ] {
        assert_eq!(
            stage.becomes(stream, payload.as_bytes()),
            becomes,
            "{stream} {payload}"
        );
    }
}

#[tokio::test]
async fn depth_and_size_cost_an_error_and_not_the_stack() {
    let stage = Stage::with(GAUGE, "g1").await;
    for (open, close) in [
        ("[", "]"),
        ("{\"a\":", "}"),
        ("{\"deep\":", "}"),
        ("{\"list\":[", "]}"),
    ] {
        for depth in [100, 10_000, 100_000] {
            let payload = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            // Whatever it is called, it is no reading, and it is over soon.
            let becomes = stage.becomes("room", payload.as_bytes());
            assert!(
                becomes == "undeclared" || becomes == "unreadable",
                "{becomes}"
            );
            let unclosed = open.repeat(depth);
            assert_eq!(stage.becomes("room", unclosed.as_bytes()), "unreadable");
        }
    }
    let digits = format!(r#"{{"warmth": {}}}"#, "9".repeat(100_000));
    assert_eq!(stage.becomes("room", digits.as_bytes()), "unreadable");
    let small = format!(r#"{{"warmth": 0.{}1}}"#, "0".repeat(100_000));
    assert_eq!(stage.becomes("room", small.as_bytes()), "warmth=0");
    let long = format!(r#"{{"ssid": "{}", "warmth": 20}}"#, "x".repeat(200_000));
    assert_eq!(stage.becomes("room", long.as_bytes()), "warmth=20");
}

#[tokio::test]
async fn topics_of_others_are_told_from_topics_of_nobody() {
    use cardea_gateway::Decoded;
    let stage = Stage::with(GAUGE, "g1").await;
    let payload = br#"{"warmth": 20}"#;
    assert!(matches!(
        stage.on_topic("gauge/g1/room", payload),
        Decoded::Reading(_)
    ));
    assert!(matches!(
        stage.on_topic("gauge/g2/room", payload),
        Decoded::NotYours
    ));
    assert!(matches!(
        stage.on_topic("gauge/g11/room", payload),
        Decoded::NotYours
    ));
    for topic in [
        "gauge/g1/roo",
        "gauge/g1/room/",
        "/gauge/g1/room",
        "gauge//room",
        "gauge/g1/x/room",
        "GAUGE/g1/room",
        "",
        "room",
    ] {
        assert!(
            matches!(stage.on_topic(topic, payload), Decoded::Undeclared),
            "{topic}"
        );
    }
    assert!(matches!(
        stage.of_stream("rooms", payload),
        Decoded::Undeclared
    ));
}
