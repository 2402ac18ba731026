//! Trees, places and limits.

#![expect(
    clippy::string_slice,
    reason = "a span that cuts a character fails the test"
)]

mod refused;

use super::parse;
use crate::limits::{DEPTH_MAX, MANIFEST_BYTES_MAX, NODES_MAX};
use crate::{Node, NodeKind, Problem, Quoted};

/// A tree on one line: bare text as it is, quoted text in quotes, `~` for nothing.
fn sketch(node: &Node) -> String {
    match &node.kind {
        NodeKind::Null => "~".to_owned(),
        NodeKind::Scalar {
            text,
            quoted: Quoted::No,
        } => text.clone(),
        NodeKind::Scalar {
            text,
            quoted: Quoted::Yes,
        } => format!("{text:?}"),
        NodeKind::List(list) => {
            format!(
                "[{}]",
                list.iter().map(sketch).collect::<Vec<_>>().join(", ")
            )
        }
        NodeKind::Map(map) => {
            let entries: Vec<_> = map
                .iter()
                .map(|(key, value)| format!("{}: {}", key.value, sketch(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn tree(text: &str) -> String {
    sketch(&parse(text.as_bytes()).unwrap())
}

fn problems(bytes: &[u8]) -> Vec<Problem> {
    parse(bytes).unwrap_err().problems
}

/// Line, underlined text and message of each problem.
fn told(text: &str) -> Vec<(usize, &str, String)> {
    problems(text.as_bytes())
        .into_iter()
        .map(|problem| {
            assert!(!problem.help.is_empty());
            let line = text[..problem.span.start].split('\n').count();
            (
                line,
                &text[problem.span.start..problem.span.end],
                problem.message,
            )
        })
        .collect()
}

/// The one problem of a text.
#[track_caller]
fn refused(text: &str, line: usize, underlined: &str, message: &str) {
    let told = told(text);
    assert_eq!(told.len(), 1, "{text:?} told {told:?}");
    assert_eq!(told[0], (line, underlined, message.to_owned()), "{text:?}");
}

/// What is written at a place in the tree; a number picks an entry, a name a value.
fn written<'a>(text: &'a str, path: &str) -> &'a str {
    let mut node = parse(text.as_bytes()).unwrap();
    for step in path.split('.').filter(|step| !step.is_empty()) {
        node = match node.kind {
            NodeKind::Map(map) => {
                map.into_iter()
                    .find(|(key, _)| key.value == step)
                    .unwrap()
                    .1
            }
            NodeKind::List(list) => list.into_iter().nth(step.parse().unwrap()).unwrap(),
            other => panic!("{step} of {other:?}"),
        };
    }
    &text[node.span.start..node.span.end]
}

#[test]
fn sections_lists_and_values() {
    assert_eq!(
        tree("a: b\nc:\n  d: [1, 'x', \"y\"]\n"),
        "{a: b, c: {d: [1, \"x\", \"y\"]}}"
    );
    assert_eq!(
        tree("- a: 1\n  b: 2\n- - c\n  - d\n-\n"),
        "[{a: 1, b: 2}, [c, d], ~]"
    );
    assert_eq!(
        tree("a:\n- b\n-\n- c: d\ne: f"),
        "{a: [b, ~, {c: d}], e: f}"
    );
    assert_eq!(
        tree("a: {b: [], c: {}}\nd: [\n  e,\n]\n"),
        "{a: {b: [], c: {}}, d: [e]}"
    );
    assert_eq!(tree("---\na: b # note\n# note\n...\n"), "{a: b}");
    assert_eq!(
        tree("a: |\n  x\n  y\nb: >-\n  x\n  y\n"),
        "{a: \"x\\ny\\n\", b: \"x y\"}"
    );
    assert_eq!(
        tree("a: one\n  two\nb: 'it''s'\nc: \"\\u00e9\\t\"\n"),
        "{a: one two, b: \"it's\", c: \"é\\t\"}"
    );
}

#[test]
fn values_stay_text() {
    assert_eq!(
        tree("[no, yes, true, 1.0, 0x1f, 2026-03-01, .inf]"),
        "[no, yes, true, 1.0, 0x1f, 2026-03-01, .inf]"
    );
}

#[test]
fn nothing_is_only_what_is_bare() {
    assert_eq!(tree("- ~\n- null\n- Null\n- NULL\n-\n"), "[~, ~, ~, ~, ~]");
    assert_eq!(
        tree("- '~'\n- \"null\"\n- ''\n- nULL\n- none\n- |\n  null\n"),
        "[\"~\", \"null\", \"\", nULL, none, \"null\\n\"]"
    );
    // As keys they are names like others.
    assert_eq!(tree("~: a\nnull: b\n"), "{~: a, null: b}");
}

#[test]
fn spans_are_what_was_written() {
    let text = "\
é: 'it''s' # note
😀:   plain text   # note
list:
- one

- \"two\\n\"
  # note
block: >-  # note

    folded

    on

# note
flow: { a: [ 1,2 ],
  b:  }
last: several
  lines # note

# the end
";
    assert_eq!(written(text, "é"), "'it''s'");
    assert_eq!(written(text, "😀"), "plain text");
    assert_eq!(written(text, "list"), "- one\n\n- \"two\\n\"");
    assert_eq!(written(text, "list.1"), "\"two\\n\"");
    assert_eq!(written(text, "block"), ">-  # note\n\n    folded\n\n    on");
    assert_eq!(written(text, "flow"), "{ a: [ 1,2 ],\n  b:  }");
    assert_eq!(written(text, "flow.a"), "[ 1,2 ]");
    assert_eq!(written(text, "last"), "several\n  lines");
    assert_eq!(
        written(text, ""),
        text.strip_suffix(" # note\n\n# the end\n").unwrap()
    );
}

#[test]
fn where_nothing_is_written_the_span_is_empty_and_behind_the_mark() {
    for (text, path, at) in [
        ("a:\nb: c\n", "a", 2),
        ("a:   # note\nb: c\n", "a", 2),
        ("a: {b: , c: d}\n", "a.b", 6),
        ("- # note\n- b\n", "0", 1),
        ("- - # - x\n  -\n-\n", "0.0", 3),
        ("- - # - x\n  -\n-\n", "0.1", 13),
        ("- - # - x\n  -\n-\n", "1", 15),
        ("a:\n-\n- b\n", "a.0", 4),
    ] {
        let mut node = parse(text.as_bytes()).unwrap();
        assert_eq!(written(text, path), "", "{text:?}");
        for step in path.split('.') {
            node = match node.kind {
                NodeKind::Map(map) => {
                    map.into_iter()
                        .find(|(key, _)| key.value == step)
                        .unwrap()
                        .1
                }
                NodeKind::List(mut list) => list.swap_remove(step.parse().unwrap()),
                other => panic!("{other:?}"),
            };
        }
        assert_eq!(node.span.start, at, "{text:?} {path}");
    }
}

#[test]
fn limits_are_exact() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(parse(nested(DEPTH_MAX).as_bytes()).is_ok());
    let deep = problems(nested(DEPTH_MAX + 1).as_bytes());
    assert!(deep[0].message.contains("more than 32 deep"), "{deep:?}");
    assert_eq!(deep[0].span.start, DEPTH_MAX);
    // Lists with dashes, and sections in brackets within them, count together.
    let mixed = |dashes: usize, brackets: usize| {
        format!(
            "{}{}a{}",
            "- ".repeat(dashes),
            "[".repeat(brackets),
            "]".repeat(brackets)
        )
    };
    assert!(parse(mixed(20, DEPTH_MAX - 20).as_bytes()).is_ok());
    assert!(
        problems(mixed(20, DEPTH_MAX - 19).as_bytes())[0]
            .message
            .contains("deep")
    );

    let list = |entries: usize| format!("[{}]", "a,".repeat(entries));
    assert!(parse(list(NODES_MAX - 1).as_bytes()).is_ok());
    assert!(
        problems(list(NODES_MAX).as_bytes())[0]
            .message
            .contains("more than 200000 keys")
    );

    let sized = |bytes: usize| format!("a: {}", "b".repeat(bytes - 3));
    assert!(parse(sized(MANIFEST_BYTES_MAX).as_bytes()).is_ok());
    let big = problems(sized(MANIFEST_BYTES_MAX + 1).as_bytes());
    assert!(big[0].message.contains("2097153 bytes"), "{big:?}");
}

#[test]
fn messages_quote_little_of_the_text() {
    let key = "k".repeat(900);
    let problems = problems(format!("{key}: a\n{key}: b\n").as_bytes());
    assert!(problems[0].message.len() < 100, "{}", problems[0].message);
}
