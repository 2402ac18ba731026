//! Where the underline lands when the same word stands in several places, or in no place at all.

use crate::changed::changed;
use crate::told::problems;

/// The line (from 1) and the column (in bytes, from 1) at which the one problem of a text begins, and how long it is.
#[track_caller]
fn underline(text: &str) -> (usize, usize, usize) {
    let problems = problems(text);
    let [problem] = problems.as_slice() else {
        panic!("not one problem: {problems:?}")
    };
    let before = &text[..problem.span.start];
    let line = before.matches('\n').count() + 1;
    let column = before.len() - before.rfind('\n').map_or(0, |newline| newline + 1) + 1;
    (line, column, problem.span.end - problem.span.start)
}

/// The line on which a piece of text stands.
fn line_of(text: &str, piece: &str) -> usize {
    text[..text.find(piece).unwrap()].matches('\n').count() + 1
}

#[test]
fn of_two_equal_names_it_is_the_second_that_is_one_too_many() {
    let text = changed(&[(
        "fields: [temperature, occupied]",
        "fields: [occupied, temperature, occupied]",
    )]);
    let line = line_of(&text, "[occupied, temperature, occupied]");
    assert_eq!(
        underline(&text),
        (
            line,
            "        fields: [occupied, temperature, ".len() + 1,
            "occupied".len()
        )
    );
}

#[test]
fn of_two_streams_with_one_topic_it_is_the_second() {
    let second = "  more: { title: More, about: household, topic: \"{device}/climate\", fields: { on: { type: boolean, data: presence } } }\n";
    let text = changed(&[("other_access:   ", &format!("{second}other_access:   "))]);
    let line = line_of(&text, "  more: {");
    assert_eq!(
        underline(&text),
        (
            line,
            "  more: { title: More, about: household, topic: ".len() + 1,
            "\"{device}/climate\"".len()
        )
    );
}

#[test]
fn what_a_section_lacks_is_told_on_one_line() {
    // The section of the purpose is 15 lines long; its heading is enough to find it.
    let text = changed(&[("    title: Heat your home when you need it\n", "")]);
    assert_eq!(
        underline(&text),
        (line_of(&text, "  heating:\n"), 3, "heating".len())
    );
    // A use has no name of its own but that of its stream.
    let text = changed(&[("        keep: 30d\n", "")]);
    let line = line_of(&text, "      climate:\n        fields: [temperature");
    assert_eq!(underline(&text), (line, 7, "climate".len()));
}

#[test]
fn what_the_file_lacks_is_told_at_its_first_key() {
    let text = "# mine\ncardea: 1\n";
    let problems = problems(text);
    let [product] = problems.as_slice() else {
        panic!("{problems:?}")
    };
    assert_eq!(product.message, "`product` is missing");
    assert_eq!(
        product.help,
        "add `product`: what the product is, what it senses, how people meet it"
    );
    assert_eq!(underline(text), (2, 1, "cardea".len()));
}

#[test]
fn where_nothing_is_written_the_underline_is_behind_the_colon() {
    let text = changed(&[("    class: core\n", "    class:\n")]);
    let line = line_of(&text, "    class:\n");
    assert_eq!(underline(&text), (line, "    class:".len() + 1, 0));
}

#[test]
fn quotes_belong_to_what_is_underlined() {
    let text = changed(&[("tls: \"1.3\"", "tls: \"\"")]);
    let line = line_of(&text, "tls: \"\"");
    assert_eq!(underline(&text), (line, "  transit: { tls: ".len() + 1, 2));
}

#[test]
fn letters_of_several_bytes_before_it_do_not_move_it() {
    let text = changed(&[
        ("name: Warmly Ltd", "name: Wärmlï €uro Ltd"),
        ("country: IE", "country: Irlande"),
    ]);
    let problem = problems(&text).remove(0);
    assert_eq!(&text[problem.span.start..problem.span.end], "Irlande");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_not_move_it() {
    let text = changed(&[("country: IE", "country: Irlande")]);
    for text in [format!("\u{feff}{text}"), text.replace('\n', "\r\n")] {
        let problem = problems(&text).remove(0);
        assert_eq!(&text[problem.span.start..problem.span.end], "Irlande");
    }
}

#[test]
fn a_file_without_a_manifest_is_told_how_to_begin() {
    for (text, message) in [
        ("", "this file is empty"),
        ("\n\n", "this file is empty"),
        ("# only a comment\n", "this file is empty"),
        ("~\n", "nothing is written in this file"),
    ] {
        let problems = problems(text);
        let [problem] = problems.as_slice() else {
            panic!("{text:?}: {problems:?}")
        };
        assert_eq!(problem.message, message, "{text:?}");
        assert!(!problem.help.is_empty(), "{text:?}");
    }
    let problem = problems("- a\n- b\n").remove(0);
    assert_eq!(problem.message, "a list is written here");
    assert!(
        problem
            .help
            .starts_with("write a section with the keys `cardea`, `product`, "),
        "{}",
        problem.help
    );
}
