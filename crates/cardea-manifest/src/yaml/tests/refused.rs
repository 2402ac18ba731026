//! What is refused, where it is underlined, and in which words.

use super::{problems, refused, told, tree};
use crate::limits::PROBLEMS_MAX;
use crate::yaml::parse;

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
        "\u{feff}",
        " \r\n",
        "---\n...\n",
    ] {
        let problems = problems(text.as_bytes());
        assert_eq!(problems.len(), 1, "{text:?}");
        assert_eq!(problems[0].message, "this file is empty", "{text:?}");
        assert!(problems[0].help.contains("`examples`"));
    }
    // Here something is written, if not much.
    assert_eq!(tree("~\n"), "~");
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
