//! What holds for whatever bytes are read.

use cardea_manifest::limits::PROBLEMS_MAX;
use cardea_manifest::{Node, NodeKind, Quoted, Span, Unreadable};

/// Checks a result against the bytes it came from.
pub(crate) fn check(bytes: &[u8], result: &Result<Node, Unreadable>) {
    match result {
        Ok(node) => {
            let text = str::from_utf8(bytes).expect("only UTF-8 is read");
            within(
                node,
                text,
                Span {
                    start: 0,
                    end: text.len(),
                },
            );
            scalars(node, &mut |span, value, quoted| {
                slice(&text[span.start..span.end], value, quoted);
            });
        }
        Err(unreadable) => told(bytes, unreadable),
    }
}

/// Problems: some, not too many, in order, each with its words and a place in the file.
fn told(bytes: &[u8], unreadable: &Unreadable) {
    let problems = &unreadable.problems;
    assert!(
        !problems.is_empty() && problems.len() <= PROBLEMS_MAX,
        "{}",
        problems.len()
    );
    assert!(
        problems.is_sorted_by_key(|problem| problem.span),
        "{problems:?}"
    );
    for problem in problems {
        let Span { start, end } = problem.span;
        assert!(start <= end && end <= bytes.len(), "{problem:?}");
        if let Ok(text) = str::from_utf8(bytes) {
            assert!(
                text.get(start..end).is_some(),
                "{problem:?} cuts a character"
            );
        }
        for words in [&problem.message, &problem.help] {
            assert!(!words.is_empty() && words.len() < 250, "{problem:?}");
            assert!(
                !words.ends_with('.') && !words.contains(char::is_control),
                "{problem:?}"
            );
        }
    }
}

/// Every part lies in what it belongs to, behind the part before it, and ends begin and end it.
fn within(node: &Node, text: &str, outer: Span) {
    let Span { start, end } = node.span;
    assert!(
        outer.start <= start && start <= end && end <= outer.end,
        "{node:?} not in {outer:?}"
    );
    let written = text
        .get(start..end)
        .expect("a span lies between characters");
    let mut rest = node.span;
    match &node.kind {
        NodeKind::Null => assert!(
            ["", "~", "null", "Null", "NULL"].contains(&written),
            "{written:?}"
        ),
        NodeKind::Scalar { .. } => assert!(!written.is_empty()),
        NodeKind::List(list) => {
            assert!(written.starts_with(['[', '-']), "{written:?}");
            for entry in list {
                within(entry, text, rest);
                rest.start = entry.span.end;
            }
        }
        NodeKind::Map(map) => {
            for (n, (key, value)) in map.iter().enumerate() {
                assert!(
                    rest.start <= key.span.start && key.span.start < key.span.end,
                    "{key:?}"
                );
                let again = map
                    .iter()
                    .skip(n.saturating_add(1))
                    .take(50)
                    .any(|(other, _)| other.value == key.value);
                assert!(!again, "{key:?} comes twice");
                rest.start = key.span.end;
                within(value, text, rest);
                rest.start = value.span.end;
            }
        }
    }
    match &node.kind {
        NodeKind::List(_) if written.starts_with('[') => {
            assert!(written.ends_with(']'), "{written:?}");
        }
        NodeKind::Map(_) if written.starts_with('{') => {
            assert!(written.ends_with('}'), "{written:?}");
        }
        NodeKind::List(_) | NodeKind::Map(_) => {
            assert_eq!(rest.start, end, "ends with its last entry");
        }
        NodeKind::Null | NodeKind::Scalar { .. } => {}
    }
}

/// Keys and values in the order of the file.
pub(crate) fn scalars(node: &Node, visit: &mut impl FnMut(Span, &str, Option<Quoted>)) {
    match &node.kind {
        NodeKind::Null => {}
        NodeKind::Scalar { text, quoted } => visit(node.span, text, Some(*quoted)),
        NodeKind::List(list) => list.iter().for_each(|entry| scalars(entry, visit)),
        NodeKind::Map(map) => {
            for (key, value) in map {
                visit(key.span, &key.value, None);
                scalars(value, visit);
            }
        }
    }
}

/// What is written is the value: exactly on one line, and but for the blanks over several.
fn slice(written: &str, value: &str, quoted: Option<Quoted>) {
    let beginning = written.chars().next().expect("something is written");
    let is_quoted = quoted.unwrap_or(if beginning == '"' || beginning == '\'' {
        Quoted::Yes
    } else {
        Quoted::No
    });
    let inner = match (is_quoted, beginning) {
        (Quoted::No, _) => written.to_owned(),
        (Quoted::Yes, quote @ ('"' | '\'')) => {
            let inner = written
                .strip_prefix(quote)
                .and_then(|inner| inner.strip_suffix(quote));
            let inner = inner.expect("a quote at both ends");
            if quote == '"' && inner.contains('\\') {
                return;
            }
            if quote == '\'' {
                inner.replace("''", "'")
            } else {
                inner.to_owned()
            }
        }
        (Quoted::Yes, '|' | '>') => written.lines().skip(1).collect::<Vec<_>>().join("\n"),
        (Quoted::Yes, other) => panic!("{other:?} begins no quoted text"),
    };
    if inner.contains('\n') || matches!(beginning, '|' | '>') {
        assert!(
            inner.split_whitespace().eq(value.split_whitespace()),
            "{written:?} is not {value:?}"
        );
    } else {
        assert_eq!(inner, value);
    }
}
