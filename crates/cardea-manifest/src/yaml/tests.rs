#![expect(
    clippy::string_slice,
    reason = "a span that cuts a character fails the test"
)]

use super::parse;
use crate::limits::{DEPTH_MAX, MANIFEST_BYTES_MAX, NODES_MAX, PROBLEMS_MAX};
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
fn what_yaml_offers_beyond_is_refused() {
    refused(
        "a: &x b\n",
        1,
        "&x",
        "`&x` is an anchor, by which YAML repeats a part elsewhere",
    );
    refused(
        "a: *x\n",
        1,
        "*x",
        "`*x` is an alias, by which YAML repeats a part from elsewhere",
    );
    refused(
        "<<: {a: b}\n",
        1,
        "<<",
        "`<<` is a merge key, by which YAML takes in another section",
    );
    refused(
        "a: !!str 1\n",
        1,
        "!!str",
        "`!!str` is a tag, by which YAML changes what a value is",
    );
    refused(
        "a: !x!y 1\n",
        1,
        "!x!y",
        "`!x!y` is a tag, by which YAML changes what a value is",
    );
    refused(
        "%YAML 1.2\n---\na: b\n",
        1,
        "%YAML 1.2",
        "this line is a directive, by which YAML changes how the file is read",
    );
    let second = "a second document begins here, and a file holds one manifest";
    refused("a: b\n---\nc: d\n", 2, "---", second);
    refused("a: b\n...\nc: d # note\n", 3, "c: d # note", second);
    refused(
        "a: {? b: c}\n",
        1,
        "?",
        "`?` is YAML's other way to begin a key",
    );
    refused(
        "? a\n: b\n",
        1,
        "?",
        "`?` is YAML's other way to begin a key",
    );
    // In quotes it is text like other text.
    assert_eq!(
        tree("'<<': '*x'\nb: \"&x !y\"\n"),
        "{<<: \"*x\", b: \"&x !y\"}"
    );
}

#[test]
fn keys_are_text_on_one_line() {
    let parts = "a list or section stands here as a key";
    refused("[a, b]: c\n", 1, "[a, b]", parts);
    refused("a: {{b: c}: d}\n", 1, "{b: c}", parts);
    refused(
        "{a\n b: c}\n",
        1,
        "a\n b",
        "this key runs over several lines",
    );
    refused(": a\n", 1, ":", "there is no key before this `:`");
    refused(
        "a: {b: c, : d}\n",
        1,
        ":",
        "there is no key before this `:`",
    );
    refused("a: {b, c: d}\n", 1, "b", "`b` has no colon and no value");
    refused(
        "a: {b:c}\n",
        1,
        "b:c",
        "a space is missing after the colon of `b`",
    );
}

#[test]
fn every_duplicate_is_told_at_its_place_with_the_line_of_the_first() {
    let text = "a: 1\nb: {c: 1, 'c': 2}\n\"a\": 2\nb:\n  c: 1\na: 3\n";
    assert_eq!(
        told(text),
        [
            (2, "'c'", "`c` is already on line 2".to_owned()),
            (3, "\"a\"", "`a` is already on line 1".to_owned()),
            (4, "b", "`b` is already on line 2".to_owned()),
            (6, "a", "`a` is already on line 1".to_owned()),
        ]
    );
    // The same name in two sections is two keys.
    assert_eq!(tree("a: {c: 1}\nb: {c: 1}\n"), "{a: {c: 1}, b: {c: 1}}");
}

#[test]
fn problems_are_collected_until_the_grammar_breaks() {
    let text = "a: &x 1\nb: *x\na: 2\nc: !t 3\nd: [1\ne: *y\n";
    let lines: Vec<_> = told(text).into_iter().map(|(line, ..)| line).collect();
    assert_eq!(lines, [1, 2, 3, 4, 6]);
    let many = "a: *x\n".repeat(1_000);
    assert_eq!(problems(many.as_bytes()).len(), PROBLEMS_MAX);
}

#[test]
fn an_empty_file_is_told() {
    for text in [
        "",
        "\n",
        "# note\n",
        "---\n",
        "~\n",
        "null",
        "\u{feff}",
        " \r\n",
        "---\n...\n",
    ] {
        let problems = problems(text.as_bytes());
        assert_eq!(problems.len(), 1, "{text:?}");
        assert_eq!(problems[0].message, "this file is empty", "{text:?}");
        assert!(problems[0].help.contains("`cardea new`"));
    }
}

#[test]
fn tabs_do_not_indent() {
    let tab = "this line is indented with a tab";
    refused("a:\n\tb: c\n", 2, "\t", tab);
    refused("a:\n  b: c\n\t\td: e\n", 3, "\t\t", tab);
    refused("\ta: b\n", 1, "\t", tab);
    refused("a:\n  - b\n \t- c\n", 3, "\t", tab);
    refused("a: [\n\tb,\n]\n", 2, "\t", tab);
    refused("a: b\n\tc\n", 2, "\t", tab);
    refused("a: |\n\tb\n", 2, "\t", tab);
    refused("a: |\n  b\n \tc\n", 3, "\t", tab);
    refused("-\ta: b\n", 1, "\t", tab);
    refused("- -\t- a\n", 1, "\t", tab);
    let many = problems(b"a: [\n\tb,\n\tc,\n\td ]\n");
    assert_eq!(many.len(), 1);
    assert!(many[0].help.contains("the 2 lines like it"), "{many:?}");
}

#[test]
fn tabs_elsewhere_are_blanks_or_text() {
    assert_eq!(
        tree("a:\tb\t# note\n\t# note\n\t\nc: {d:\te}\n"),
        "{a: b, c: {d: e}}"
    );
    assert_eq!(
        tree("a: |\n  b\n  \tc\nd: \"e\n\tf\"\ng: 'h\ti'\n"),
        "{a: \"b\\n\\tc\\n\", d: \"e f\", g: \"h\\ti\"}"
    );
}

#[test]
fn quotes_left_open_are_shown_where_they_begin() {
    let open = "this quote is not closed";
    refused("a: \"b\nc: d\n", 1, "\"b", open);
    refused("a: 'b # c\n", 1, "'b # c", open);
    refused("a: \"b\nc: \"d\"\n", 1, "\"b", open);
    refused(
        "a: {b: 'c, d: 'e'\n",
        1,
        "e'",
        "something follows the closing quote",
    );
    refused("a: [x, \"b, c]\nd: [y, \"e\"]\n", 1, "\"b, c]", open);
    refused(
        "a: 'it's'\n",
        1,
        "s'",
        "something follows the closing quote",
    );
    refused(
        "a: \"b\" c\n",
        1,
        "c",
        "something follows the closing quote",
    );
    refused(
        "a: \"b\n---\nc\"\n",
        1,
        "\"b",
        "this quote is not closed before a line that begins with `---` or `...`",
    );
    refused(
        "a: \"\\d\"\n",
        1,
        "\"\\d\"",
        "this text has a `\\` followed by something that means nothing to YAML",
    );
}

#[test]
fn brackets() {
    refused("a: [b, c\n", 1, "[", "this `[` is not closed");
    refused(
        "a: {b: [c, d}\n",
        1,
        "[",
        "this `[` is followed by `}` before it is closed",
    );
    refused("a: b\nc: ]\n", 2, "]", "this `]` closes nothing");
    let square = "before this, a `,` is missing, or the `]` that closes `[` of line 1";
    refused("a: [b, c\nd: e\n", 2, "d:", square);
    refused("a: [b: c: d]\n", 1, ":", square);
    let curly = "before this, a `,` is missing, or the `}` that closes `{` of line 1";
    refused("a: {\n  b: c\n  d: e\n}\n", 3, "d:", curly);
    refused("a: [b,, c]\n", 1, ",", "there is nothing before this `,`");
    refused(
        "a: {b: |\n  c\n}\n",
        1,
        "|",
        "a block of text cannot begin with `|` within brackets",
    );
    refused(
        "a: [\n- b\n]\n",
        2,
        "-",
        "a list with dashes stands within brackets",
    );
    refused(
        "a: [b] c\n",
        1,
        "c",
        "`c` follows a value that is already complete",
    );
}

#[test]
fn keys_without_colon_or_space() {
    refused(
        "a:b\nc: d\n",
        1,
        "a:b",
        "a space is missing after the colon of `a`",
    );
    refused(
        "c: d\na:b\n",
        2,
        "a:b",
        "a space is missing after the colon of `a`",
    );
    let none = "is followed by no colon, and a section holds `key: value` lines";
    refused("a: b\nc\nd: e\n", 2, "c", &format!("`c` {none}"));
    refused(
        "a: b\nhttp://c\n",
        2,
        "http://c",
        &format!("`http://c` {none}"),
    );
    refused(
        "a: b: c\n",
        1,
        "b:",
        "a second colon on this line makes it unclear what the key is",
    );
    let long = "k".repeat(1_025);
    for text in [format!("{long}: a\n"), format!("a: b\n{long}: c\n")] {
        assert_eq!(told(&text)[0].2, "this key is longer than a key can be");
    }
    assert!(parse(format!("{}: a\n", &long[1..]).as_bytes()).is_ok());
    let help = &problems(b"a:b\nc: d\n")[0].help;
    assert_eq!(help, "write `a: b`");
}

#[test]
fn indentation() {
    refused(
        "a:\n  b: c\n   d: e\n",
        3,
        "d:",
        "this line is indented below line 2, which already has a value",
    );
    let unfit = "the indentation of this line fits no section around it";
    refused("a:\n  b: c\n d: e\n", 3, "d: e", unfit);
    refused("- a\nb: c # note\n", 2, "b: c # note", unfit);
    refused("  a: b\nc: d\n", 2, "c: d", unfit);
    refused(
        "a:\n  b: c\n  - d\n",
        3,
        "- d",
        "a list entry stands among `key: value` lines",
    );
    refused(
        "a: - b\n",
        1,
        "- b",
        "a list cannot begin on the line of its key",
    );
    refused(
        "- a\n - b\n",
        2,
        "- b",
        "this looks like a list entry, but by its indentation it is more of the text above",
    );
}

#[test]
fn other_beginnings() {
    refused("a: @b\n", 1, "@", "a value cannot begin with `@`");
    refused("a: %b\n", 1, "%", "a value cannot begin with `%`");
    refused("a: `b`\n", 1, "`", "a value cannot begin with a backtick");
    refused("a: * b\n", 1, "*", "a value cannot begin with `*`");
    refused("a: \"b\"#c\n", 1, "#", "a space is missing before this `#`");
    refused(
        "a: b\n\t# c\n  d\n",
        2,
        "# c",
        "a comment stands in the middle of a text",
    );
    refused(
        "a: |x\n  b\n",
        1,
        "|x",
        "behind `|` or `>` nothing but `-`, `+` or an indentation from 1 to 9 can follow",
    );
}

#[test]
fn characters_that_hide_something() {
    for (text, underlined, code) in [
        ("a: b\0c\n", "\0", "U+0000"),
        ("a: b\u{1b}[2K\n", "\u{1b}", "U+001B"),
        ("a: b\u{7f}\n", "\u{7f}", "U+007F"),
        ("# \u{202e}a\nb: c\n", "\u{202e}", "U+202E"),
        ("a: \"\u{2066}\"\n", "\u{2066}", "U+2066"),
        ("# a\u{2028}b: c\nd: e\n", "\u{2028}", "U+2028"),
        ("# a\u{85}b: c\nd: e\n", "\u{85}", "U+0085"),
        ("a: b\n\u{feff}c: d\n", "\u{feff}", "U+FEFF"),
        ("a: \u{ffff}\n", "\u{ffff}", "U+FFFF"),
    ] {
        let told = told(text);
        assert_eq!(told.len(), 1, "{text:?} told {told:?}");
        assert_eq!(told[0].1, underlined, "{text:?}");
        assert!(told[0].2.contains(code), "{text:?} told {told:?}");
    }
    // Written as an escape it is the same text.
    for (text, code) in [("a: \"\\0\"\n", "U+0000"), ("a: \"\\u202E\"\n", "U+202E")] {
        let told = told(text);
        assert!(told[0].2.contains(code), "{text:?} told {told:?}");
    }
    // One a line, so that each line can be found.
    assert_eq!(told("a: \u{1}\u{1}\nb: \u{1}\n").len(), 2);
    refused(
        "# a\rb: c\n",
        1,
        "\r",
        "a line ends here with a carriage return alone",
    );
    // Text in any script, with its marks and joiners, stays what it is.
    assert_eq!(
        tree("a: \"\u{200f}שלום\"\nb: 👨\u{200d}👩\u{200d}👧\n"),
        "{a: \"\u{200f}שלום\", b: 👨\u{200d}👩\u{200d}👧}".replace('\u{200f}', "\\u{200f}")
    );
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
