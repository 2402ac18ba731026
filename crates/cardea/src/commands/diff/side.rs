//! One of the two manifests, with its text and what to call it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use cardea_manifest::diff::{Change, place};
use cardea_manifest::model::Manifest;
use cardea_manifest::{Node, Span, parse};

use super::git;

/// One of the two manifests.
pub(super) struct Side {
    /// The path, or the revision and the path.
    pub(super) name: String,
    pub(super) text: Arc<str>,
    pub(super) manifest: Manifest,
    tree: Node,
}

impl Side {
    /// What an argument names: a file where there is one, else a revision of git.
    pub(super) fn of_argument(argument: &str, path: &Path) -> Result<Self> {
        let file = Path::new(argument);
        let is_named_like_one = file
            .extension()
            .is_some_and(|extension| extension == "yaml" || extension == "yml");
        if file.is_file() || (is_named_like_one && !argument.contains(':')) {
            return Self::of_file(file);
        }
        let name = format!("{argument}:{}", path.display());
        Self::read(name, &git::show(argument, path)?)
    }

    /// A file.
    pub(super) fn of_file(path: &Path) -> Result<Self> {
        let bytes = fs::read(path).with_context(|| {
            format!(
                "cannot read {}; name the manifest, as in `cardea diff OLD.yaml NEW.yaml`, or say with `--path` where it lies",
                path.display()
            )
        })?;
        Self::read(path.display().to_string(), &bytes)
    }

    fn read(name: String, bytes: &[u8]) -> Result<Self> {
        match (Manifest::read(bytes), parse(bytes)) {
            (Ok(manifest), Ok(tree)) => Ok(Self {
                name,
                text: String::from_utf8_lossy(bytes).into(),
                manifest,
                tree,
            }),
            (Err(unreadable), _) | (_, Err(unreadable)) => {
                let first = unreadable.problems.first();
                let (line, message) = first.map_or((1, ""), |problem| {
                    (
                        position(&String::from_utf8_lossy(bytes), problem.span.start).line,
                        problem.message.as_str(),
                    )
                });
                bail!(
                    "{name} cannot be compared: line {line}: {message}; `cardea check` on that text shows everything that is to be mended"
                )
            }
        }
    }

    /// Where a change stands in this text.
    pub(super) fn place_of(&self, change: &Change) -> Span {
        let item = change.after.as_ref().or(change.before.as_ref());
        place(&self.tree, &change.path, item)
    }

    /// Line and column of a place.
    pub(super) fn position(&self, offset: usize) -> Position {
        position(&self.text, offset)
    }
}

/// Line and column, counted from 1; a column is a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset.min(text.len())).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    Position {
        line: before.matches('\n').count().saturating_add(1),
        column: line.chars().count().saturating_add(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_from_one_in_characters() {
        let text = "a: é\nbé: 2\n";
        assert_eq!(position(text, 0), Position { line: 1, column: 1 });
        assert_eq!(position(text, 6), Position { line: 2, column: 1 });
        assert_eq!(position(text, 9), Position { line: 2, column: 3 });
    }
}
