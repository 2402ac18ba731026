//! Single values, and keys.

use std::borrow::Cow;

use granit_parser::ScalarStyle;

use super::super::open::{Holds, Key, Open};
use super::super::{characters, gaps, syntax};
use super::{Builder, Flow, Place};
use crate::{At, Node, NodeKind, Quoted};

impl<'a> Builder<'a> {
    pub(super) fn scalar(&mut self, text: Cow<'a, str>, style: ScalarStyle, place: Place) -> Flow {
        let quoted = if style == ScalarStyle::Plain {
            Quoted::No
        } else {
            Quoted::Yes
        };
        let written = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => self.block(place),
            _ => place,
        };
        if written.start == written.end {
            return self.nothing(place);
        }
        if quoted == Quoted::No {
            self.lines_of_bare_text(written)?;
            self.bare = Some(syntax::Bare {
                start: written.start,
                end: written.end,
                line: written.line,
                line_end: written.line_end,
                is_value: self.open.last().is_some_and(|open| !open.awaits_key()),
            });
        } else if written.line_end > written.line {
            self.texts.push((written.start, written.end));
        }
        if style == ScalarStyle::DoubleQuoted
            && let Some((message, help)) = text.chars().find_map(characters::fault)
        {
            let help = format!("{help}: it is written as an escape with `\\` in this text");
            self.problem(written, &syntax::Words { message, help })?;
        }
        let gap = core::mem::replace(&mut self.read_to, written.end);
        if self.open.last().is_some_and(Open::awaits_key) {
            let mark = gaps::find(&self.source, gap, b"?").filter(|mark| *mark < written.start);
            if let Some(mark) = mark {
                let mark = Place {
                    start: mark,
                    end: mark.saturating_add(1),
                    ..written
                };
                self.problem(mark, &syntax::Words::question_mark())?;
            }
            return self.key(text, quoted, written);
        }
        let kind = match (&*text, quoted) {
            ("~" | "null" | "Null" | "NULL", Quoted::No) => NodeKind::Null,
            _ => NodeKind::Scalar {
                text: text.into_owned(),
                quoted,
            },
        };
        self.place(Node {
            span: self.source.span(written.start, written.end),
            kind,
        });
        Flow::Continue(())
    }

    /// The parser gives a block's content with the empty lines behind it; what was written begins
    /// at `|` or `>`.
    fn block(&self, place: Place) -> Place {
        let start = gaps::find(&self.source, self.read_to, b"|>").unwrap_or(place.start);
        let header = self.source.slice(start, self.source.line_end(start));
        let header = header.split([' ', '\t']).next().unwrap_or_default();
        let content = self.source.slice(place.start, place.end);
        let content = content.trim_end_matches([' ', '\t', '\r', '\n']);
        let end = if content.is_empty() {
            start.saturating_add(header.len())
        } else {
            place.start.saturating_add(content.len())
        };
        Place {
            start,
            end,
            line: place.line,
            line_end: place.line_end.max(place.line.saturating_add(1)),
        }
    }

    /// Where a key, entry or value should be, nothing is written.
    fn nothing(&mut self, place: Place) -> Flow {
        let colon = self.source.byte(place.start) == Some(b':');
        let span = match self.open.last() {
            Some(open) if open.awaits_key() => {
                self.problem(
                    Place {
                        end: place.start.saturating_add(usize::from(colon)),
                        ..place
                    },
                    &syntax::Words::no_key(),
                )?;
                return self.refused(place);
            }
            Some(Open {
                holds: Holds::Map(map),
                ..
            }) => {
                if let (false, Some(Key::Text(key))) = (colon, &map.key) {
                    let start = key.span.start.saturating_sub(self.source.base);
                    let end = key.span.end.saturating_sub(self.source.base);
                    let words = syntax::Words::no_value(self.source.slice(start, end));
                    self.problem(
                        Place {
                            start,
                            end,
                            ..place
                        },
                        &words,
                    )?;
                }
                place.start.saturating_add(usize::from(colon))
            }
            Some(open) => gaps::find(&self.source, self.read_to.max(open.start), b"-")
                .map_or(place.start, |dash| dash.saturating_add(1)),
            None => place.start,
        };
        self.read_to = span;
        self.place(Node {
            span: self.source.span(span, span),
            kind: NodeKind::Null,
        });
        Flow::Continue(())
    }

    /// Bare text of several lines. `- a` and on the next line, one space further in, `- b` is one
    /// text to YAML, `a - b`; and behind a tab the parser takes a comment for a blank line.
    fn lines_of_bare_text(&mut self, place: Place) -> Flow {
        if place.line == place.line_end {
            return Flow::Continue(());
        }
        let mut at = place.start;
        for line in self.text(place).split_inclusive('\n') {
            let text = line.trim_start_matches([' ', '\t']);
            let start = at.saturating_add(line.len().saturating_sub(text.len()));
            let words = match text {
                _ if at == place.start => None,
                text if text.starts_with("- ") => Some(syntax::Words::list_swallowed()),
                text if text.starts_with('#') => Some(syntax::Words::comment_within_text()),
                _ => None,
            };
            if let Some(words) = words {
                let end = self.source.text_end(start).min(place.end);
                return self.problem(
                    Place {
                        start,
                        end,
                        ..place
                    },
                    &words,
                );
            }
            at = at.saturating_add(line.len());
        }
        Flow::Continue(())
    }

    fn key(&mut self, text: Cow<'a, str>, quoted: Quoted, place: Place) -> Flow {
        let refusal = if place.line_end > place.line {
            Some(syntax::Words::key_of_several_lines())
        } else if text == "<<" && quoted == Quoted::No {
            Some(syntax::Words::merge())
        } else if let Some(Open {
            holds: Holds::Map(map),
            ..
        }) = self.open.last()
        {
            map.lines
                .get(&text)
                .map(|line| syntax::Words::duplicate(&text, *line))
        } else {
            None
        };
        if let Some(words) = refusal {
            self.problem(place, &words)?;
            return self.refused(place);
        }
        let key = At::new(
            text.clone().into_owned(),
            self.source.span(place.start, place.end),
        );
        if let Some(Open {
            holds: Holds::Map(map),
            ..
        }) = self.open.last_mut()
        {
            map.lines.insert(text, place.line);
            map.key = Some(Key::Text(key));
        }
        Flow::Continue(())
    }
}
