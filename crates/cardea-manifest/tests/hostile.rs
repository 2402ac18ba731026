//! Files meant to break the reader: none makes it panic, wait, grow, or read what is not shown.
#![cfg(test)]
#![expect(
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::format_push_string,
    clippy::format_collect,
    reason = "a test may panic, and builds its texts once"
)]

#[path = "hostile/invariants.rs"]
mod invariants;
#[path = "hostile/printed.rs"]
mod printed;

use std::time::{Duration, Instant};

use cardea_manifest::limits::{MANIFEST_BYTES_MAX, NODES_MAX, PROBLEMS_MAX};
use cardea_manifest::{Node, NodeKind, Problem, Unreadable, parse};
use invariants::check;
use proptest::prelude::*;

/// On a quiet machine of two cores each takes about half a second in a debug build.
const LONGEST: Duration = Duration::from_secs(8);

#[expect(
    clippy::disallowed_methods,
    reason = "how long it takes is what is tested"
)]
fn timed(bytes: &[u8]) -> Result<Node, Unreadable> {
    let start = Instant::now();
    let result = parse(bytes);
    let took = start.elapsed();
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]);
    assert!(
        took < LONGEST,
        "{took:?} for {} bytes that begin with {head:?}",
        bytes.len()
    );
    result
}

fn in_time(bytes: &[u8]) -> Result<Node, Unreadable> {
    let result = timed(bytes);
    check(bytes, &result);
    result
}

fn problems(bytes: &[u8]) -> Vec<Problem> {
    in_time(bytes).unwrap_err().problems
}

fn first(bytes: &[u8]) -> String {
    problems(bytes)[0].message.clone()
}

/// A text of the largest size a manifest may have.
fn filled(before: &str, repeated: &str, after: &str) -> String {
    let room = MANIFEST_BYTES_MAX - before.len() - after.len();
    format!("{before}{}{after}", repeated.repeat(room / repeated.len()))
}

#[test]
fn alias_bomb() {
    let mut bomb = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for n in 1..40 {
        let before = n - 1;
        let aliases = vec![format!("*a{before}"); 9].join(", ");
        bomb.push_str(&format!("a{n}: &a{n} [{aliases}]\n"));
    }
    let problems = problems(bomb.as_bytes());
    assert_eq!(problems.len(), PROBLEMS_MAX);
    assert!(
        problems[0].message.contains("`&a0` is an anchor"),
        "{problems:?}"
    );
    assert!(
        problems[2].message.contains("`*a0` is an alias"),
        "{problems:?}"
    );
    // One that holds itself.
    assert_eq!(
        problems_of("a: &a [*a]\n"),
        ["`&a` is an anchor", "`*a` is an alias"]
    );
}

fn problems_of(text: &str) -> Vec<String> {
    problems(text.as_bytes())
        .into_iter()
        .map(|problem| problem.message.split(',').next().unwrap().to_owned())
        .collect()
}

#[test]
fn ten_megabytes_are_refused_unread() {
    for file in [
        "a: b\n".repeat(2_000_000),
        "[".repeat(10_000_000),
        "\u{0}".repeat(10_000_000),
    ] {
        assert_eq!(
            first(file.as_bytes()),
            "this file has 10000000 bytes, and a manifest at most 2097152"
        );
    }
}

#[test]
fn brackets_and_sections_within_each_other() {
    let deep = "sections and lists stand within each other more than 32 deep";
    for text in [
        "[".repeat(100_000),
        "{".repeat(100_000),
        "[{a: ".repeat(100_000),
        "- ".repeat(100_000),
        filled("", "[", ""),
        filled("", "{a: ", ""),
        filled("", "- ", ""),
        (0..1_400)
            .map(|n| format!("{}a:\n", " ".repeat(n)))
            .collect(),
        (0..1_400)
            .map(|n| format!("{}-\n", " ".repeat(n)))
            .collect(),
    ] {
        assert_eq!(first(text.as_bytes()), deep);
    }
    assert_eq!(first("? ".repeat(100_000).as_bytes()), deep);
    // Closed again and again at the greatest depth it is only long.
    let text = filled(&"[".repeat(31), "[],", &"]".repeat(31));
    assert!(first(text.as_bytes()).starts_with("the file has more than 200000"));
}

#[test]
fn tabs() {
    for text in [
        "\ta: b\n",
        "a:\n\tb: c\n",
        "a:\n- b\n\t- c\n",
        "a: {\n\tb: c }\n",
        "a:\r\n\tb: c\r\n",
    ] {
        assert_eq!(
            first(text.as_bytes()),
            "this line is indented with a tab",
            "{text:?}"
        );
    }
    let file = filled("a:\n", "\tb: c\n", "");
    assert_eq!(problems(file.as_bytes()).len(), 1);
}

#[test]
fn byte_order_mark_moves_nothing() {
    let text = "\u{feff}# note\na: b\nc: 'd'\n";
    let node = in_time(text.as_bytes()).unwrap();
    let NodeKind::Map(map) = &node.kind else {
        panic!("{node:?}")
    };
    let at = |span: cardea_manifest::Span| &text[span.start..span.end];
    assert_eq!((at(map[0].0.span), at(map[0].1.span)), ("a", "b"));
    assert_eq!((at(map[1].0.span), at(map[1].1.span)), ("c", "'d'"));
    assert_eq!(at(node.span), "a: b\nc: 'd'");
    // Of problems too.
    let text = "\u{feff}a: 1\nb: &x 2\na: 3\nc: [4\n";
    let shown: Vec<_> = problems(text.as_bytes())
        .iter()
        .map(|problem| at_of(text, problem))
        .collect();
    assert_eq!(shown, ["&x", "a", "["]);
}

fn at_of(text: &str, problem: &Problem) -> String {
    text[problem.span.start..problem.span.end].to_owned()
}

#[test]
fn carriage_returns_move_nothing() {
    let text = "a: b\r\nc:\r\n  - d\r\n  - |\r\n    e\r\n    f\r\n\r\ng: \"h\r\n  i\"\r\n";
    let node = in_time(text.as_bytes()).unwrap();
    let mut written = Vec::new();
    invariants::scalars(&node, &mut |span, text_of, _| {
        written.push((text[span.start..span.end].to_owned(), text_of.to_owned()));
    });
    let written: Vec<_> = written
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    assert_eq!(
        written,
        [
            ("a", "a"),
            ("b", "b"),
            ("c", "c"),
            ("d", "d"),
            ("|\r\n    e\r\n    f", "e\nf\n"),
            ("g", "g"),
            ("\"h\r\n  i\"", "h i"),
        ]
    );
    let problem = &problems(b"a: b\r\nb: c\r\na: d\r\n")[0];
    assert_eq!(
        (problem.span.start, problem.message.as_str()),
        (12, "`a` is already on line 1")
    );
}

#[test]
fn other_encodings() {
    let latin_1 = b"a: b\nname: Caf\xe9\nc: \xe9\n";
    let problem = &problems(latin_1)[0];
    assert_eq!(problem.message, "line 2 has a byte that is not UTF-8: 0xe9");
    assert_eq!((problem.span.start, problem.span.end), (14, 15));
    assert!(problem.help.contains("save the file as UTF-8"));

    let text = "a: b\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [
        [&[0xff, 0xfe][..], &little].concat(),
        [&[0xfe, 0xff][..], &big].concat(),
        little,
        big,
        b"\xff\xfe\0\0a\0\0\0".to_vec(),
    ] {
        assert_eq!(
            first(&bytes),
            "line 1 shows that this file is saved as UTF-16"
        );
    }
    // Cut off within a character, overlong, and a lone surrogate.
    for (bytes, byte) in [
        (&b"a: \xe2\x82"[..], "0xe2"),
        (b"a: \xc0\x80", "0xc0"),
        (b"a: \xed\xa0\x80", "0xed"),
    ] {
        assert_eq!(
            first(bytes),
            format!("line 1 has a byte that is not UTF-8: {byte}")
        );
    }
    let zip = b"PK\x03\x04\x14\x00\x08\x08";
    assert!(first(zip).contains("control character"));
}

#[test]
fn characters_of_several_bytes_before_a_key() {
    let text = "😀é: 👨‍👩‍👧 # 😀\n'𝔘': \"€\"\n# ‱\nlist: [ñ, {ж: ø}]\n";
    let node = in_time(text.as_bytes()).unwrap();
    let mut written = Vec::new();
    invariants::scalars(&node, &mut |span, _, _| {
        written.push(&text[span.start..span.end]);
    });
    assert_eq!(
        written,
        ["😀é", "👨‍👩‍👧", "'𝔘'", "\"€\"", "list", "ñ", "ж", "ø"]
    );
    let text = "😀: 1\n# é\n😀: 2\n";
    assert_eq!(at_of(text, &problems(text.as_bytes())[0]), "😀");
}

#[test]
fn duplicate_keys_by_the_thousand() {
    let text = "a: b\n".repeat(100_000);
    let problems = problems(text.as_bytes());
    assert_eq!(problems.len(), PROBLEMS_MAX);
    assert!(
        problems
            .iter()
            .all(|problem| problem.message == "`a` is already on line 1")
    );
}

#[test]
fn long_comments() {
    let notes = "  # note\n".repeat(2_000);
    let text = format!(
        "{notes}a:\n{notes}  b:\n{notes}  - c\n{notes}  - d\n{notes}e: [\n{notes}f\n{notes}]\n{notes}"
    );
    assert!(in_time(text.as_bytes()).is_ok());
}

#[test]
fn huge_scalars() {
    for (text, length) in [
        (filled("a: ", "b", ""), MANIFEST_BYTES_MAX - 3),
        (filled("a: '", "''", "'"), (MANIFEST_BYTES_MAX - 5) / 2),
        (filled("a: \"", "\\x41", "\""), (MANIFEST_BYTES_MAX - 5) / 4),
    ] {
        let node = in_time(text.as_bytes()).unwrap();
        let NodeKind::Map(map) = node.kind else {
            panic!("no section")
        };
        let NodeKind::Scalar { text, .. } = &map[0].1.kind else {
            panic!("no value")
        };
        assert_eq!(text.len(), length);
    }
    assert!(in_time(filled("a: |\n", "  b\n", "").as_bytes()).is_ok());
    assert!(in_time(filled("a: |+\n  b", "\n", "").as_bytes()).is_ok());
    assert!(in_time(filled("a: b", "\n  c", "").as_bytes()).is_ok());
    // A key may have no more than 1024 characters, so that a colon is not looked for without end.
    assert!(first(filled("a: b\n", "c", ": d").as_bytes()).contains("longer than a key"));
}

#[test]
fn more_keys_than_a_manifest_may_have() {
    let keys: String = (0..1_000_000).map(|n| format!("{n:x}:\n")).collect();
    let keys = &keys[..MANIFEST_BYTES_MAX];
    let problems = problems(keys.as_bytes());
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].message,
        "the file has more than 200000 keys, values and lists"
    );
    // One section, a key and a value for each line.
    let most: String = (0..(NODES_MAX - 1) / 2)
        .map(|n| format!("{n:x}:\n"))
        .collect();
    assert!(in_time(most.as_bytes()).is_ok());
}

/// What costs most for its size, found by trying: what comes before, again and again, and behind.
const WORST: [(&str, &str, &str); 24] = [
    ("", "\t", ""),
    ("", "\t\n", ""),
    ("", "...\n", ""),
    ("", "- a\n", ""),
    ("", "a\n", ""),
    ("", "- |\n\n", ""),
    ("", "- >\n  a\n", ""),
    ("", "- a\n\n   b\n", ""),
    ("", "- 'a\n\n b'\n", ""),
    ("", "- \"a\n  \tb\"\n", ""),
    ("", "- \"\\u0041\"\n", ""),
    ("", "\ta\n", ""),
    ("[", "a,", "]"),
    ("[", "a: b, ", "]"),
    ("[", "[],", "]"),
    ("a: \"", "b\n", "\""),
    ("a: |\n", "  \tx\n", ""),
    ("a: >\n", "  a\n   b\n", ""),
    ("a: b", "\n\n  c", ""),
    ("a: b", "\n", " c"),
    ("\n- \"", "\n\ta", "\""),
    ("a: \"b", "\" ", ""),
    ("a: &", "b", " c"),
    ("a: !", "b", " c"),
];

/// In a process of its own, since what is measured is the most memory that the process ever had.
#[test]
fn worst_cases_take_little_time_and_memory() {
    let child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "measured_alone", "--ignored", "--nocapture"])
        .output()
        .unwrap();
    let said = [child.stdout, child.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(
        child.status.success() && said.contains("1 passed"),
        "{said}"
    );
}

#[test]
#[ignore = "run by worst_cases_take_little_time_and_memory in a process of its own"]
fn measured_alone() {
    for (before, repeated, after) in WORST {
        let _ = timed(filled(before, repeated, after).as_bytes());
    }
    let keys: String = (0..190_000).map(|n| format!("k{n}: 1\n")).collect();
    let _ = timed(keys.as_bytes());
    let keys: String = (0..2_000)
        .map(|n| format!("{}{n:05}: 1\n", "k".repeat(1_000)))
        .collect();
    let _ = timed(keys.as_bytes());
    let anchors: String = (0..110_000).map(|n| format!("&a{n} b: *a\n")).collect();
    let _ = timed(anchors.as_bytes());

    // Only Linux has this file.
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else {
        return;
    };
    let most = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    let kilobytes: usize = most.split_whitespace().nth(1).unwrap().parse().unwrap();
    assert!(kilobytes < 128 * 1024, "{most}");
}

/// A piece of a manifest with something of everything, to be damaged.
const MANIFEST: &str = "\
# A thermostat
cardea: 1

product:
  id: warmly-thermostat
  name: 'Warmly Thermostat 2'   # as on the box
  markets: [GB]
  senses:
    temperature: { reach: room }
    presence:    { reach: room, signal: [light], switch: software }
purposes:
  heating:
    title: \"Heat your home: when you need it\"
    explain: >-
      We use room readings
      to switch your heating.
    uses:
    - climate
    -
    - also: {a: , b: ~}
  research: |
    What it says.
";

fn damage() -> impl Strategy<Value = (usize, usize, String)> {
    let piece = prop::sample::select(vec![
        "", " ", "  ", "\n", "\r\n", "\t", ":", ": ", "-", "- ", "\n- ", "?", "? ", "[", "]", "{",
        "}", ",", "\"", "'", "#", " #", "|", "|\n", ">", ">-\n", "&a ", "*a", "!t ", "<<: ", "%",
        "---\n", "...\n", "é", "😀", "\\", "~", "\u{feff}", "\0", "a", "a: b\n",
    ]);
    (
        0..MANIFEST.len(),
        0_usize..12,
        piece.prop_map(str::to_owned),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes, &parse(&bytes));
    }

    #[test]
    fn random_text(text in r#"[ -~\n\t:\-\[\]{},'"|>#&*!é😀]{0,80}"#) {
        check(text.as_bytes(), &parse(text.as_bytes()));
    }

    #[test]
    fn damaged_manifests(damages in prop::collection::vec(damage(), 1..5)) {
        let mut bytes = MANIFEST.as_bytes().to_vec();
        for (at, removed, piece) in damages {
            let at = at.min(bytes.len());
            let end = at.saturating_add(removed).min(bytes.len());
            bytes.splice(at..end, piece.into_bytes());
        }
        check(&bytes, &parse(&bytes));
    }
}

#[test]
fn the_undamaged_manifest_is_read() {
    check(
        MANIFEST.as_bytes(),
        &Ok(parse(MANIFEST.as_bytes()).unwrap()),
    );
}
