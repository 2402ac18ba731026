//! Bounds: the first thing that is one too many is told, in bounded time.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use cardea_manifest::limits::{
    FIELDS_MAX, MODELS_MAX, NAME_CHARS_MAX, ORGANISATIONS_MAX, PROBLEMS_MAX, PURPOSES_MAX,
    STREAMS_MAX, TEXT_CHARS_MAX,
};
use cardea_manifest::model::Manifest;

use crate::changed::changed;
use crate::told::problems;

/// On a quiet machine of two cores the slowest takes about a second in a debug build.
const LONGEST: Duration = Duration::from_secs(10);

/// So many lines, each with its number in the place of `#`.
fn lines(count: usize, line: &str) -> String {
    (0..count).fold(String::new(), |mut text, n| {
        writeln!(text, "{}", line.replace('#', &n.to_string())).unwrap();
        text
    })
}

const ORGANISATION: &str = "  o#: { name: O, does: [cloud_provider], country: GB }";
const PURPOSE: &str =
    "  p#: { title: P, explain: P, class: core, basis: contract, controller: warmly }";
const STREAM: &str =
    "  s#: { title: S, about: household, fields: { on: { type: boolean, data: presence } } }";
const FIELD: &str = "      f#: { type: boolean, data: presence }";
const MODEL: &str = "  m#: { from: [presence], says: f }";

/// The example with that many more of one kind, and how many it has of its own.
fn with_more(kind: &str, count: usize) -> (String, usize) {
    let (heading, line, own) = match kind {
        "organisations" => ("organisations:\n", ORGANISATION, 4),
        "purposes" => ("purposes:                              # why\n", PURPOSE, 3),
        "streams" => (
            "streams:                               # what the product sends\n",
            STREAM,
            1,
        ),
        "fields" => ("    fields:\n", FIELD, 3),
        _ => panic!("{kind}"),
    };
    (
        changed(&[(heading, &format!("{heading}{}", lines(count, line)))]),
        own,
    )
}

#[test]
fn as_many_as_allowed_are_read_and_one_more_is_told() {
    for (kind, max, prefix) in [
        ("organisations", ORGANISATIONS_MAX, "o"),
        ("purposes", PURPOSES_MAX, "p"),
        ("streams", STREAMS_MAX, "s"),
        ("fields", FIELDS_MAX, "f"),
    ] {
        let (_, own) = with_more(kind, 0);
        let (text, _) = with_more(kind, max - own);
        assert_eq!(problems(&text), [], "{kind}");

        let (text, _) = with_more(kind, max + 5);
        let problems = problems(&text);
        let [problem] = problems.as_slice() else {
            panic!("{kind}: {problems:?}")
        };
        assert_eq!(
            problem.message,
            format!("{} {kind} are more than {max}", max + 5 + own)
        );
        let underlined = &text[problem.span.start..problem.span.end];
        assert_eq!(
            underlined,
            format!("{prefix}{max}"),
            "the first that is one too many"
        );
    }
}

#[test]
fn models_have_a_bound_too() {
    let text = changed(&[(
        "models:\n",
        &format!("models:\n{}", lines(MODELS_MAX, MODEL)),
    )]);
    let problems = problems(&text);
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].message,
        format!("{} models are more than {MODELS_MAX}", MODELS_MAX + 1)
    );
}

#[test]
fn names_and_texts_are_as_long_as_they_may_be_and_no_longer() {
    let id = |length: usize| {
        changed(&[(
            "id: warmly-thermostat",
            &format!("id: {}", "a".repeat(length)),
        )])
    };
    assert_eq!(problems(&id(NAME_CHARS_MAX)), []);
    assert_eq!(problems(&id(NAME_CHARS_MAX + 1)).len(), 1);
    let explain = |length: usize| {
        let text = "é".repeat(length);
        changed(&[(
            "explain: We use room readings to switch your heating.",
            &format!("explain: {text}"),
        )])
    };
    assert_eq!(problems(&explain(TEXT_CHARS_MAX)), []);
    assert_eq!(problems(&explain(TEXT_CHARS_MAX + 1)).len(), 1);
}

#[test]
fn a_person_mends_a_screen_or_two_at_a_time() {
    let (text, _) = with_more("purposes", 60);
    let problems = problems(&text.replace("class: core, basis", "class: cor, basis"));
    assert_eq!(problems.len(), PROBLEMS_MAX);
    assert!(
        problems
            .iter()
            .all(|problem| problem.help == "did you mean `core`?")
    );
    assert!(
        problems.is_sorted_by_key(|problem| problem.span),
        "in the order of the file"
    );
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long it takes is what is tested"
)]
fn told_in_time(what: &str, text: &str) {
    let start = Instant::now();
    let read = Manifest::read(text.as_bytes());
    let took = start.elapsed();
    assert!(took < LONGEST, "{what}: {took:?} for {} bytes", text.len());
    let problems = read.unwrap_err().problems;
    assert!(
        (1..=PROBLEMS_MAX).contains(&problems.len()),
        "{what}: {}",
        problems.len()
    );
    for problem in problems {
        assert!(
            problem.message.len() + problem.help.len() < 6_000,
            "{what}: {} bytes",
            problem.message.len()
        );
        assert!(
            text.get(problem.span.start..problem.span.end).is_some(),
            "{what}: {:?}",
            problem.span
        );
    }
}

#[test]
fn what_repeats_without_end_is_told_in_time() {
    let many = |kind| with_more(kind, 15_000).0;
    told_in_time("organisations", &many("organisations"));
    told_in_time("purposes", &many("purposes"));
    told_in_time("streams", &many("streams"));
    told_in_time("fields", &many("fields"));

    let chain: String = (0..15_000).fold(String::new(), |mut text, n| {
        writeln!(
            text,
            "  o{n}: {{ name: O, does: [], country: GB, under: o{} }}",
            n + 1
        )
        .unwrap();
        text
    });
    told_in_time(
        "a chain of processors",
        &changed(&[("organisations:\n", &format!("organisations:\n{chain}"))]),
    );

    let names: String = (0..60_000).fold(String::new(), |mut text, n| {
        write!(text, "f{n}, ").unwrap();
        text
    });
    told_in_time(
        "fields that are not there",
        &changed(&[(
            "fields: [temperature, occ",
            &format!("fields: [{names}temperature, occ"),
        )]),
    );
    told_in_time(
        "words that are not there",
        &changed(&[("outputs: [", &format!("outputs: [{names}"))]),
    );
    told_in_time(
        "senses that are not there",
        &changed(&[("from: [presence]", &format!("from: [{names}presence]"))]),
    );

    let keys = lines(60_000, "  k#: 1");
    told_in_time(
        "keys that are not there",
        &changed(&[("product:\n", &format!("product:\n{keys}"))]),
    );
    let keys = lines(60_000, "k#: 1");
    told_in_time(
        "keys where others are missing",
        &format!("cardea: 1\n{keys}"),
    );
}

#[test]
fn a_word_as_long_as_the_file_is_told_in_time() {
    let long = "thermostat".repeat(150_000);
    told_in_time(
        "a word",
        &changed(&[("kind: thermostat  ", &format!("kind: {long}  "))]),
    );
    told_in_time(
        "a name",
        &changed(&[("under: nimbus", &format!("under: {long}"))]),
    );
    told_in_time(
        "a text",
        &changed(&[("name: Warmly Ltd", &format!("name: {long}"))]),
    );
    told_in_time(
        "a number",
        &changed(&[(
            "expected_users: 200000",
            &format!("expected_users: {}", "9".repeat(1_500_000)),
        )]),
    );
    told_in_time(
        "a length",
        &changed(&[("keep: 30d", &format!("keep: P{}D", "9".repeat(1_500_000)))]),
    );
    told_in_time(
        "a step",
        &changed(&[(
            "step: 0.1,",
            &format!("step: 0.{}1,", "0".repeat(1_500_000)),
        )]),
    );
}
