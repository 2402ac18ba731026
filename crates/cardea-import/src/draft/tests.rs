//! Whatever a device sends, the draft can be read, says it all, and keeps nothing.

use cardea_manifest::model::{DataCategory, Manifest};

use super::*;
use crate::{Field, Form};

fn field(name: &str, path: &str, form: Form) -> Field {
    Field {
        name: name.to_owned(),
        path: path.to_owned(),
        form,
        class: None,
        seen: None,
    }
}

fn one(fields: Vec<Field>) -> Sends {
    let mut sends = Sends::default();
    sends
        .stream("readings", Some("home/{device}"))
        .unwrap()
        .fields = fields;
    sends
}

fn read(sends: &Sends) -> Manifest {
    let draft = draft(sends, "a test");
    Manifest::read(draft.text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{}", draft.text))
}

#[test]
fn nothing_at_all_can_be_read() {
    assert!(read(&Sends::default()).streams.is_empty());
}

#[test]
fn a_reading_is_declared_as_it_is_sent() {
    let temperature = Form::Number {
        unit: Some("°C".to_owned()),
        low: Some(-20.0),
        high: Some(60.5),
        step: Some(0.5),
    };
    let manifest = read(&one(vec![
        field("temperature", "/sensors/temperature", temperature),
        field("occupancy", "/occupancy", Form::Flag),
    ]));
    let stream = manifest.streams.get("readings").unwrap();
    let temperature = stream.fields.get("temperature").unwrap();
    assert_eq!(temperature.unit.as_ref().unwrap().as_str(), "Cel");
    assert_eq!(
        temperature.path.as_ref().unwrap().as_str(),
        "/sensors/temperature"
    );
    assert_eq!(temperature.between.unwrap().high.to_string(), "60.5");
    let occupancy = stream.fields.get("occupancy").unwrap();
    assert_eq!(*occupancy.data, DataCategory::Presence);
    assert!(occupancy.path.is_none());
    assert!(manifest.purposes.is_empty(), "a draft keeps nothing");
}

#[test]
fn no_text_of_others_leaves_its_quotes() {
    let evil = "x\"\npurposes: {}\n#\u{2028}y: \\";
    let mut sends = one(vec![
        field(evil, "/a\"b", Form::Text(vec![evil.to_owned()])),
        field(
            "a",
            "/a",
            Form::Text(vec!["\"".to_owned(), "\\".to_owned(), "yes".to_owned()]),
        ),
        field("b", "/b", Form::number(Some(evil.to_owned()))),
    ]);
    sends.name = evil.to_owned();
    sends.maker = Some(evil.to_owned());
    sends.model = Some(evil.to_owned());
    sends.leave_out(evil, "it is only written to");
    let manifest = read(&sends);
    assert!(manifest.purposes.is_empty());
    let stream = manifest.streams.get("readings").unwrap();
    assert_eq!(stream.fields.len(), 3);
    let words: Vec<&str> = stream
        .fields
        .get("a")
        .unwrap()
        .one_of
        .iter()
        .map(|word| word.as_str())
        .collect();
    assert_eq!(words, ["\"", "\\", "yes"]);
}

#[test]
fn names_are_made_to_fit_and_stay_apart() {
    let names = ["on", "ON", "1", "Büro", "", "a b", "a-b", "a_b", "null"];
    let fields = names
        .iter()
        .enumerate()
        .map(|(n, name)| field(name, &format!("/{n}"), Form::Flag));
    let manifest = read(&one(fields.collect()));
    assert_eq!(
        manifest.streams.get("readings").unwrap().fields.len(),
        names.len()
    );
}

#[test]
fn more_than_fits_is_named() {
    let fields = (0..70).map(|n| field(&format!("f{n}"), &format!("/f{n}"), Form::Flag));
    let sends = one(fields.collect());
    let draft = draft(&sends, "a test");
    assert_eq!(
        (draft.fields, draft.left_out),
        (FIELDS_MAX, 70 - FIELDS_MAX)
    );
    assert!(
        draft
            .text
            .contains("#   f69: a stream has at most 64 fields")
    );
    read(&sends);
}

#[test]
fn an_odd_number_refuses_nothing() {
    for (low, high, step) in [
        (5.0, 5.0, 0.0),
        (f64::NAN, 1.0, -1.0),
        (9.0, 1.0, f64::INFINITY),
        (-1e300, 1e300, 1e-30),
    ] {
        let number = Form::Number {
            unit: None,
            low: Some(low),
            high: Some(high),
            step: Some(step),
        };
        read(&one(vec![field("n", "/n", number)]));
    }
}

#[test]
fn the_largest_of_all_can_be_read() {
    let words: Vec<String> = (0..64).map(|n| format!("{n:0>250}")).collect();
    let mut sends = Sends::default();
    for stream in 0..300 {
        let topic = format!("t/{{device}}/{stream}");
        let fields = (0..70).map(|n| {
            field(
                &format!("f{n}"),
                &format!("/f{n}"),
                Form::Text(words.clone()),
            )
        });
        sends
            .stream(&format!("s{stream}"), Some(&topic))
            .unwrap()
            .fields = fields.collect();
    }
    assert!(draft(&sends, "a test").left_out > 0);
    read(&sends);
    for stream in &mut sends.streams {
        for field in &mut stream.fields {
            field.form = Form::Text(vec!["a".to_owned(); 64]);
        }
    }
    read(&sends);
}

#[test]
fn a_stream_without_a_place_for_its_fields_is_left_out() {
    let long = format!("/{}", "x".repeat(300));
    let mut sends = one(vec![
        field("a", &long, Form::Flag),
        field("b", "no pointer", Form::Flag),
    ]);
    assert!(read(&sends).streams.is_empty());
    sends.stream("other", Some("x/{device}")).unwrap().fields = vec![field("c", "/c", Form::Flag)];
    let manifest = read(&sends);
    assert_eq!(manifest.streams.names().count(), 1);
    assert_eq!(draft(&sends, "a test").left_out, 2);
}

#[test]
fn what_tells_of_one_body_is_about_who_wears_it() {
    use cardea_manifest::model::About;
    let about = |name: &str| {
        let manifest = read(&one(vec![field(name, "/x", Form::number(None))]));
        manifest.streams.get("readings").unwrap().about.clone()
    };
    assert!(matches!(about("heart_rate"), About::Wearer { .. }));
    assert!(matches!(about("stepCount"), About::Wearer { .. }));
    assert!(matches!(about("temperature"), About::Household { .. }));
}

#[test]
fn titles_are_words() {
    for (name, said) in [
        ("room_readings", "Room readings"),
        ("heartRate", "Heart rate"),
        ("SENSOR", "SENSOR"),
        ("co2", "Co2"),
    ] {
        assert_eq!(title(name), said);
    }
}
