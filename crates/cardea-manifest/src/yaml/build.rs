//! Events of the parser to a tree.

mod scalars;

use core::ops::ControlFlow;

use granit_parser::{Event, Options, Parser, ScanError, StructureStyle, Tag};

use super::open::{Bracket, Holds, Key, Map, Open};
use super::source::Source;
use super::{gaps, syntax, tabs};
use crate::limits::{DEPTH_MAX, NODES_MAX, PROBLEMS_MAX};
use crate::{Node, NodeKind, Problem};

/// Reads the text into a tree.
pub(super) fn tree(source: Source<'_>) -> Result<Node, Vec<Problem>> {
    let mut builder = Builder::new(source);
    let mut stop = tabs::Stop::End;
    for event in Parser::new_from_str_with_options(source.text, options()) {
        let flow = match event {
            Ok((event, span)) => builder.event(event, &span),
            Err(error) => builder.syntax(&error),
        };
        if let ControlFlow::Break(why) = flow {
            stop = why;
            break;
        }
    }
    builder.finish(stop)
}

fn options() -> Options {
    let mut options = granit_parser::options! {
        disallow_directives: true,
        // Both are refused here; with these the parser goes on, so that all of them are told.
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: DEPTH_MAX,
        block_nesting_limit: DEPTH_MAX,
    };
    // Else a hundred lines of comment in a row would be an error.
    options.set_emit_comments(false);
    options
}

type Flow = ControlFlow<tabs::Stop>;

struct Builder<'a> {
    source: Source<'a>,
    problems: Vec<Problem>,
    open: Vec<Open<'a>>,
    root: Option<Node>,
    documents: usize,
    nodes: usize,
    /// Behind the last thing that was read.
    read_to: usize,
    /// The last bare text, which syntax errors are often about.
    bare: Option<syntax::Bare>,
    /// Quoted texts and blocks of several lines.
    texts: Vec<(usize, usize)>,
}

/// Where a thing stands in the text.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    end: usize,
    /// From 1.
    line: usize,
    line_end: usize,
}

impl<'a> Builder<'a> {
    fn new(source: Source<'a>) -> Self {
        Self {
            source,
            problems: Vec::new(),
            open: Vec::new(),
            root: None,
            documents: 0,
            nodes: 0,
            read_to: 0,
            bare: None,
            texts: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'a>, span: &granit_parser::Span) -> Flow {
        let bytes = span.byte_range().unwrap_or(self.read_to..self.read_to);
        let place = Place {
            start: bytes.start,
            end: bytes.end,
            line: span.start.line(),
            line_end: span.end.line(),
        };
        match event {
            Event::DocumentStart(..) => self.document(place),
            Event::Anchor(..) => self.problem(place, &syntax::Words::anchor(self.text(place))),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.problem(place, &syntax::Words::alias(self.text(place)))?;
                self.refused(place)
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag.as_deref(), span)?;
                self.count(place)?;
                if place.start == place.end && (anchor != 0 || tag.is_some()) {
                    return self.refused(place);
                }
                self.scalar(text, style, place)
            }
            Event::SequenceStart(style, _, tag) => {
                self.tag(tag.as_deref(), span)?;
                self.begin(style, place, Bracket::Square, Holds::List(Vec::new()))
            }
            Event::MappingStart(style, _, tag) => {
                self.tag(tag.as_deref(), span)?;
                self.begin(style, place, Bracket::Curly, Holds::Map(Map::default()))
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(place),
            _ => Flow::Continue(()),
        }
    }

    fn document(&mut self, place: Place) -> Flow {
        self.documents = self.documents.saturating_add(1);
        if self.documents == 1 {
            return Flow::Continue(());
        }
        let end = self.source.text_end(place.start);
        self.problem(Place { end, ..place }, &syntax::Words::second_document())?;
        Flow::Break(tabs::Stop::Refused(place.start))
    }

    fn tag(&mut self, tag: Option<&Tag>, span: &granit_parser::Span) -> Flow {
        if tag.is_none() {
            return Flow::Continue(());
        }
        let tag = span.tag_span();
        let bytes = tag
            .and_then(|tag| tag.byte_range())
            .unwrap_or(self.read_to..self.read_to);
        let place = Place {
            start: bytes.start,
            end: bytes.end,
            line: span.start.line(),
            line_end: span.start.line(),
        };
        self.problem(place, &syntax::Words::tag(self.text(place)))
    }

    fn begin(
        &mut self,
        style: StructureStyle,
        place: Place,
        bracket: Bracket,
        holds: Holds<'a>,
    ) -> Flow {
        if self.open.len() >= DEPTH_MAX {
            self.problem(place, &syntax::Words::too_deep())?;
            return Flow::Break(tabs::Stop::Refused(place.start));
        }
        // In `[a: b]` the section within the list has no bracket of its own.
        let has_bracket = style == StructureStyle::Flow
            && matches!(self.source.byte(place.start), Some(b'[' | b'{'));
        let bracket = has_bracket.then_some(bracket);
        if has_bracket {
            self.read_to = place.start.saturating_add(1);
        }
        // For a list no further in than its key the parser gives the place behind the dash.
        let start = if bracket.is_none()
            && matches!(holds, Holds::List(_))
            && self
                .open
                .last()
                .is_some_and(|open| matches!(open.holds, Holds::Map(_)))
        {
            gaps::find(&self.source, self.read_to, b"-").unwrap_or(place.start)
        } else {
            place.start
        };
        self.open.push(Open {
            start,
            line: place.line,
            bracket,
            holds,
        });
        self.count(place)
    }

    fn end(&mut self, place: Place) -> Flow {
        let Some(open) = self.open.pop() else {
            return Flow::Continue(());
        };
        if open.bracket.is_some() {
            self.read_to = place.end;
        }
        let place = Place {
            start: open.start,
            end: self.read_to,
            line: open.line,
            ..place
        };
        if self.open.last().is_some_and(Open::awaits_key) {
            self.problem(place, &syntax::Words::key_with_parts())?;
            return self.refused(place);
        }
        let node = open.close(self.source.span(place.start, place.end));
        self.place(node);
        Flow::Continue(())
    }

    /// Puts a node where it belongs.
    fn place(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.take(node),
            None => self.root = Some(node),
        }
    }

    /// Goes on behind something that was refused, as if it were a key or a value.
    fn refused(&mut self, place: Place) -> Flow {
        self.read_to = self.read_to.max(place.end);
        match self.open.last_mut() {
            Some(Open {
                holds: Holds::Map(map),
                ..
            }) if map.key.is_none() => map.key = Some(Key::Refused),
            _ => self.place(Node {
                span: self.source.span(place.start, place.end),
                kind: NodeKind::Null,
            }),
        }
        Flow::Continue(())
    }

    fn count(&mut self, place: Place) -> Flow {
        self.nodes = self.nodes.saturating_add(1);
        if self.nodes <= NODES_MAX {
            return Flow::Continue(());
        }
        self.problem(place, &syntax::Words::too_many_nodes())?;
        Flow::Break(tabs::Stop::Refused(place.start))
    }

    fn problem(&mut self, place: Place, words: &syntax::Words) -> Flow {
        let span = self.source.span(place.start, place.end);
        self.problems
            .push(Problem::new(span, &*words.message, &*words.help));
        if self.problems.len() < PROBLEMS_MAX {
            Flow::Continue(())
        } else {
            Flow::Break(tabs::Stop::Refused(place.start))
        }
    }

    fn text(&self, place: Place) -> &'a str {
        self.source.slice(place.start, place.end)
    }

    fn syntax(&mut self, error: &ScanError) -> Flow {
        let at = error.marker().byte_offset().unwrap_or(self.read_to);
        if syntax::is_about_a_tab(error.kind()) {
            return Flow::Break(tabs::Stop::OnTab(at));
        }
        let bracket = self
            .open
            .iter()
            .rev()
            .find_map(|open| open.bracket.map(|bracket| (bracket, open.line)));
        let context = syntax::Context {
            source: &self.source,
            read_to: self.read_to,
            bare: self.bare,
            bracket,
        };
        self.problems
            .push(syntax::problem(error.kind(), at, &context));
        Flow::Break(tabs::Stop::Broken(at))
    }

    fn finish(mut self, stop: tabs::Stop) -> Result<Node, Vec<Problem>> {
        if self.problems.len() < PROBLEMS_MAX
            && let Some((tab, problem)) = tabs::first(&self.source, &self.texts, stop)
        {
            // On the line where the grammar broke, the tab is why.
            if let tabs::Stop::Broken(at) = stop
                && self.source.line_start(at) == self.source.line_start(tab)
            {
                self.problems.pop();
            }
            self.problems.push(problem);
        }
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        match self.root {
            Some(root) if root.span.start < root.span.end => Ok(root),
            _ => Err(vec![Problem::new(
                self.source.span(0, 0),
                "this file is empty",
                "begin with `cardea: 1`; the manifests under `examples` are whole ones to begin with",
            )]),
        }
    }
}
