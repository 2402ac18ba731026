//! Trees printed as YAML in many ways come back as they were, and each value's span is what was printed for it.

use std::collections::BTreeMap;
use std::ops::Range;

use cardea_manifest::{Node, NodeKind, Quoted, parse};
use proptest::prelude::*;

/// A tree, with the way each part is to be written.
#[derive(Clone, Debug)]
enum Tree {
    Nothing(&'static str),
    Bare(String),
    Single(String),
    Double(String),
    /// Lines of a block, and how its end is written.
    Block(Vec<String>, &'static str),
    List(Vec<Tree>, Layout),
    Map(BTreeMap<String, Tree>, Layout),
}

#[derive(Clone, Copy, Debug)]
enum Layout {
    Brackets { apart: bool },
    Lines { indent: usize, noted: bool },
}

fn bare() -> impl Strategy<Value = String> {
    "[A-Za-z0-9é😀/.+(]([A-Za-z0-9 _.é😀:#'\"/-]{0,12}[A-Za-z0-9é)])?"
        .prop_filter("more than bare text", |text| {
            !text.contains(": ") && !text.contains(" #")
        })
        .prop_filter("a word for nothing", |text| {
            !["null", "Null", "NULL"].contains(&text.as_str())
        })
}

fn layout() -> impl Strategy<Value = Layout> {
    prop_oneof![
        any::<bool>().prop_map(|apart| Layout::Brackets { apart }),
        (1_usize..5, any::<bool>()).prop_map(|(indent, noted)| Layout::Lines { indent, noted }),
        (1_usize..5, any::<bool>()).prop_map(|(indent, noted)| Layout::Lines { indent, noted }),
    ]
}

fn tree() -> impl Strategy<Value = Tree> {
    let lines = prop::collection::vec("[a-z#:'\"{}&*!|?%@é😀-][ -~é😀\t]{0,10}[a-z]", 1..4);
    let leaf = prop_oneof![
        prop::sample::select(vec!["", "~", "null"]).prop_map(Tree::Nothing),
        bare().prop_map(Tree::Bare),
        bare().prop_map(Tree::Bare),
        "[ -~é😀\t]{0,12}".prop_map(Tree::Single),
        "[ -~é😀\t\n]{0,12}".prop_map(Tree::Double),
        (lines, prop::sample::select(vec!["", "-", "+"]))
            .prop_map(|(lines, end)| Tree::Block(lines, end)),
    ];
    leaf.prop_recursive(5, 60, 5, |inner| {
        prop_oneof![
            (prop::collection::vec(inner.clone(), 0..5), layout())
                .prop_map(|(list, layout)| Tree::List(list, layout)),
            (map(inner), layout()).prop_map(|(map, layout)| Tree::Map(map, layout)),
        ]
    })
}

fn map(values: impl Strategy<Value = Tree>) -> impl Strategy<Value = BTreeMap<String, Tree>> {
    let key = prop_oneof![bare(), "[ -~é😀\t\n]{0,8}"];
    prop::collection::btree_map(key, values, 0..5)
}

/// Writes a tree, and down where each key and value went.
struct Printer {
    out: String,
    newline: &'static str,
    written: Vec<(Range<usize>, String, Option<Quoted>)>,
}

impl Printer {
    fn note(&mut self, start: usize, value: &str, quoted: Option<Quoted>) {
        self.written
            .push((start..self.out.len(), value.to_owned(), quoted));
    }

    fn key(&mut self, key: &str) {
        let start = self.out.len();
        let is_bare = !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_alphanumeric() || c == '_' || c == '.')
            && key != "<<";
        if is_bare {
            self.out.push_str(key);
        } else {
            self.out.push_str(&double(key));
        }
        self.note(start, key, None);
        self.out.push(':');
    }

    /// What fits on the rest of a line.
    fn inline(&mut self, tree: &Tree) {
        let start = self.out.len();
        match tree {
            Tree::Nothing(word) => self.out.push_str(word),
            Tree::Bare(text) => {
                self.out.push_str(text);
                self.note(start, text, Some(Quoted::No));
            }
            Tree::Single(text) => {
                self.out
                    .push_str(&format!("'{}'", text.replace('\'', "''")));
                self.note(start, text, Some(Quoted::Yes));
            }
            Tree::Double(text) => {
                self.out.push_str(&double(text));
                self.note(start, text, Some(Quoted::Yes));
            }
            // Within brackets there are no blocks.
            Tree::Block(lines, end) => {
                let text = value_of(lines, end);
                self.out.push_str(&double(&text));
                self.note(start, &text, Some(Quoted::Yes));
            }
            Tree::List(list, layout) => {
                self.out.push('[');
                for entry in list {
                    self.gap(*layout);
                    // An entry that is nothing has to be written to be one.
                    if matches!(entry, Tree::Nothing("")) {
                        self.out.push('~');
                    } else {
                        self.inline(entry);
                    }
                    self.out.push(',');
                }
                self.out.push(']');
            }
            Tree::Map(map, layout) => {
                self.out.push('{');
                for (n, (key, value)) in map.iter().enumerate() {
                    if n > 0 {
                        self.out.push(',');
                    }
                    self.gap(*layout);
                    self.key(key);
                    self.out.push(' ');
                    self.inline(value);
                }
                self.out.push('}');
            }
        }
    }

    fn gap(&mut self, layout: Layout) {
        match layout {
            Layout::Brackets { apart: true } => {
                self.out.push_str(self.newline);
                self.out.push_str(&" ".repeat(40));
            }
            Layout::Brackets { apart: false } => {}
            Layout::Lines { .. } => self.out.push(' '),
        }
    }

    /// A value behind `key:` or `-`, to the end of its last line. What stands below is indented more than `indent`.
    fn value(&mut self, tree: &Tree, indent: usize, behind_dash: bool) {
        match tree {
            Tree::List(
                list,
                Layout::Lines {
                    indent: step,
                    noted,
                },
            ) if !list.is_empty() => {
                // Below a key, a list may stand no further in than the key.
                let step = if behind_dash {
                    step_behind_dash(*step, *noted)
                } else {
                    step.saturating_sub(1)
                };
                self.open(step, behind_dash, *noted);
                for (n, entry) in list.iter().enumerate() {
                    self.begin(indent + step, behind_dash && n == 0 && !*noted);
                    self.out.push('-');
                    self.value(entry, indent + step, true);
                }
            }
            Tree::Map(
                map,
                Layout::Lines {
                    indent: step,
                    noted,
                },
            ) if !map.is_empty() => {
                let step = if behind_dash {
                    step_behind_dash(*step, *noted)
                } else {
                    *step
                };
                self.open(step, behind_dash, *noted);
                for (n, (key, value)) in map.iter().enumerate() {
                    self.begin(indent + step, behind_dash && n == 0 && !*noted);
                    self.key(key);
                    self.value(value, indent + step, false);
                }
            }
            Tree::Block(lines, end) => {
                self.out.push(' ');
                let start = self.out.len();
                self.out.push_str(&format!("|{end}"));
                for line in lines {
                    self.out.push_str(self.newline);
                    self.out
                        .push_str(&format!("{}{line}", " ".repeat(indent + 2)));
                }
                self.note(start, &value_of(lines, end), Some(Quoted::Yes));
                self.out.push_str(self.newline);
            }
            other => {
                self.out.push(' ');
                self.inline(other);
                self.out.push_str(" # é: 'note");
                self.out.push_str(self.newline);
            }
        }
    }

    /// Behind `key:` or `-`, before a list or section of lines.
    fn open(&mut self, step: usize, behind_dash: bool, noted: bool) {
        if !behind_dash || noted {
            self.out.push_str(if noted { " # - note: |" } else { "" });
            self.out.push_str(self.newline);
        } else {
            self.out.push_str(&" ".repeat(step.saturating_sub(1)));
        }
    }

    fn begin(&mut self, indent: usize, on_this_line: bool) {
        if !on_this_line {
            self.out.push_str(&" ".repeat(indent));
        }
    }
}

/// On the line of the dash there has to be a blank behind it.
fn step_behind_dash(step: usize, noted: bool) -> usize {
    if noted { step } else { step.max(2) }
}

fn double(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn value_of(lines: &[String], end: &str) -> String {
    let newline = if end == "-" { "" } else { "\n" };
    format!("{}{newline}", lines.join("\n"))
}

/// Whether the tree that was read is the one that was printed.
fn same(printed: &Tree, read: &Node) -> bool {
    match (printed, &read.kind) {
        (Tree::Nothing(_), NodeKind::Null) => true,
        (printed, NodeKind::Scalar { text, quoted }) => match printed {
            Tree::Bare(printed) => *quoted == Quoted::No && printed == text,
            Tree::Single(printed) | Tree::Double(printed) => {
                *quoted == Quoted::Yes && printed == text
            }
            Tree::Block(lines, end) => *quoted == Quoted::Yes && value_of(lines, end) == *text,
            Tree::Nothing(_) | Tree::List(..) | Tree::Map(..) => false,
        },
        (Tree::List(printed, _), NodeKind::List(read)) => {
            printed.len() == read.len()
                && printed
                    .iter()
                    .zip(read)
                    .all(|(printed, read)| same(printed, read))
        }
        (Tree::Map(printed, _), NodeKind::Map(read)) => {
            printed.len() == read.len()
                && printed
                    .iter()
                    .zip(read)
                    .all(|((name, printed), (key, read))| *name == key.value && same(printed, read))
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000,
        failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn trees_come_back(
        root in map(tree()).prop_filter("no keys", |map| !map.is_empty()),
        marked in any::<bool>(),
        newline in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let mut printer = Printer { out: String::new(), newline, written: Vec::new() };
        if marked {
            printer.out.push('\u{feff}');
        }
        printer.out.push_str(&format!("# é{newline}---{newline}"));
        for (key, value) in &root {
            printer.key(key);
            printer.value(value, 0, false);
        }
        let Printer { out, written, .. } = printer;
        let result = parse(out.as_bytes());
        super::check(out.as_bytes(), &result);
        let read = match result {
            Ok(read) => read,
            Err(unreadable) => return Err(TestCaseError::fail(format!("{unreadable} in:\n{out}"))),
        };
        let printed = Tree::Map(root, Layout::Brackets { apart: false });
        prop_assert!(same(&printed, &read), "{read:#?} from:\n{out}");

        let mut spans = Vec::new();
        super::invariants::scalars(&read, &mut |span, text, quoted| {
            spans.push((span.start..span.end, text.to_owned(), quoted));
        });
        prop_assert_eq!(spans, written, "from:\n{}", out);
    }
}
