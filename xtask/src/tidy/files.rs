//! How long a file may be and what it may not be called.

use super::Text;

/// Longest source file, in lines. Split it before you raise this.
const FILE_LINES_MAX: usize = 600;

/// Names that say nothing about what is inside.
const NAMES: &[&str] = &[
    "util", "utils", "common", "helper", "helpers", "types", "misc", "mod",
];

pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let mut complaints = Vec::new();
    for text in texts
        .iter()
        .filter(|text| text.is("rs") && !text.is_generated())
    {
        let path = text.path.display();
        let lines = text.text.lines().count();
        if lines > FILE_LINES_MAX {
            complaints.push(format!("{path}: {lines} lines, limit {FILE_LINES_MAX}"));
        }
        let bad = text.path.with_extension("");
        for name in bad
            .iter()
            .filter(|part| NAMES.iter().any(|name| part == name))
        {
            complaints.push(format!(
                "{path}: `{}` does not say what is inside",
                name.display()
            ));
        }
        // Tests are explained by the file beside them, a control by its page.
        let page = text.path.with_extension("md");
        let told = text.path.file_name().is_some_and(|name| name == "tests.rs")
            || texts.iter().any(|other| other.path == page);
        if !told && !text.text.starts_with("//!") {
            complaints.push(format!(
                "{path}: the first line is not a `//!` line that says what the file is"
            ));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: String) -> usize {
        check(&[Text {
            path: path.into(),
            text,
        }])
        .len()
    }

    fn lines(lines: usize) -> String {
        format!("//! A file.\n{}", "\n".repeat(lines - 1))
    }

    #[test]
    fn six_hundred_lines_are_allowed_and_not_one_more() {
        assert_eq!(file("a/src/x.rs", lines(600)), 0);
        assert_eq!(file("a/src/x.rs", lines(601)), 1);
        assert_eq!(
            file("a/data.json", lines(601)),
            0,
            "only source files are measured"
        );
        assert_eq!(
            file(
                "a/src/x.rs",
                format!("{}{}", crate::codegen::MARK, lines(601))
            ),
            0,
            "generated"
        );
    }

    #[test]
    fn names_that_say_nothing_are_refused_wherever_they_stand() {
        for path in [
            "a/src/util.rs",
            "a/src/x/mod.rs",
            "a/tests/common/setup.rs",
            "a/src/types.rs",
        ] {
            assert_eq!(file(path, lines(3)), 1, "{path}");
        }
        assert_eq!(file("a/src/utility_bill.rs", lines(3)), 0);
    }

    #[test]
    fn a_file_begins_by_saying_what_it_is() {
        assert_eq!(file("a/src/x.rs", "use std::fs;\n".to_owned()), 1);
        assert_eq!(
            file("a/src/x/tests.rs", "use std::fs;\n".to_owned()),
            0,
            "the file beside it says it"
        );
    }
}
