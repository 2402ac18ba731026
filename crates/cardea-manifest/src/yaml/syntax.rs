//! Broken grammar in plain words.

mod words;

use granit_parser::ErrorKind;

use super::open::Bracket;
use super::quotes;
use super::source::{Source, shown};
use crate::{Problem, Span};
pub(super) use words::Words;

/// What had been read when the grammar broke.
pub(super) struct Context<'a> {
    pub(super) source: &'a Source<'a>,
    /// Behind the last thing that was read.
    pub(super) read_to: usize,
    /// The last bare text.
    pub(super) bare: Option<Bare>,
    /// The innermost open bracket and the line it is on.
    pub(super) bracket: Option<(Bracket, usize)>,
}

/// A bare text, with its place.
#[derive(Clone, Copy)]
pub(super) struct Bare {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) line: usize,
    pub(super) line_end: usize,
    /// Whether it stands where a value or entry belongs.
    pub(super) is_value: bool,
}

/// Characters behind which YAML looks for no colon any more.
const KEY_CHARS_MAX: usize = 1024;

/// Whether the parser stopped at a tab.
pub(super) fn is_about_a_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::InvalidBlockEntryWhitespace
            | ErrorKind::InvalidMappingValueWhitespace
    )
}

/// What is wrong at an offset, and what to do.
pub(super) fn problem(kind: &ErrorKind, at: usize, context: &Context<'_>) -> Problem {
    use ErrorKind as E;

    let source = context.source;
    let one = source.character(at);
    let line = source.rest_of_line(at);
    match kind {
        E::UnclosedQuotedScalar => Words::unclosed_quote(quote(source, at)).at(line),
        E::DocumentIndicatorInQuotedScalar => Words::document_in_quote().at(line),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            behind_quote(at, context)
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => Words::bad_escape().at(line),
        E::UnclosedFlowCollection { open } => Words::unclosed_bracket(*open).at(one),
        E::MismatchedFlowCollectionEnd { open, close } => {
            Words::mismatched_bracket(*open, *close).at(one)
        }
        E::MisplacedFlowCollectionEnd => {
            Words::stray_bracket(source.slice(at, at.saturating_add(1))).at(one)
        }
        E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::InvalidColonPlacement
        | E::UnexpectedEndOfPlainScalar => {
            Words::no_comma(context.bracket).at(key_before(source, at))
        }
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnexpectedEofBlockSequence
        | E::UnexpectedEofBlockMapping
        | E::ExpectedNodeContent
        | E::UnexpectedEof => unexpected(at, context),
        E::FlowMappingValueAdjacentCollection => Words::no_space_after(":").at(one),
        E::PlainScalarStartsWithDashFlowIndicator | E::BlockEntryInFlowCollection => {
            Words::dash_in_brackets().at(one)
        }
        kind => of_lines(kind, at, context),
    }
}

/// The same for what is neither about quotes nor about brackets.
fn of_lines(kind: &ErrorKind, at: usize, context: &Context<'_>) -> Problem {
    use ErrorKind as E;

    let source = context.source;
    let one = source.character(at);
    let line = source.rest_of_line(at);
    match kind {
        E::BlockSequenceEntryNotAllowed => Words::list_behind_key().at(line),
        E::SimpleKeyExpected | E::InvalidSimpleKey => no_colon(at, context),
        E::MappingValueNotAllowed => second_colon(at, context),
        E::MappingKeyNotAllowed => Words::question_mark().at(line),
        E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry | E::ExpectedDocumentStart => {
            not_of_this_section(at, context)
        }
        E::InvalidIndentation
        | E::InvalidBlockScalarIndent
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent => Words::indentation().at(line),
        E::UnexpectedCharacter { character } => Words::bad_beginning(*character).at(one),
        E::CommentNotSeparated => Words::no_space_before_comment().at(one),
        E::CommentInterceptedScalar => Words::comment_within_text().at(line),
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => Words::bad_block().at(line),
        E::MissingAnchorOrAliasName => {
            Words::bad_beginning(char::from(source.byte(at).unwrap_or(b'*'))).at(one)
        }
        E::RecursionLimitExceeded => Words::too_deep().at(one),
        E::InvalidDocumentEnd | E::MissingDocumentEndBeforeDirective => {
            Words::second_document().at(line)
        }
        E::DirectiveDisallowed => Words::directive().at(line),
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::ExpectedTagDirectiveBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8 => Words::tag(first_word(source, at)).at(first_word_span(source, at)),
        other => Words::other(other).at(line),
    }
}

impl Words {
    fn at(self, span: Span) -> Problem {
        Problem::new(span, self.message, self.help)
    }
}

fn quote<'a>(source: &Source<'a>, at: usize) -> &'a str {
    source.slice(at, at.saturating_add(1))
}

fn first_word<'a>(source: &Source<'a>, at: usize) -> &'a str {
    source
        .slice(at, source.line_end(at))
        .split_whitespace()
        .next()
        .unwrap_or_default()
}

fn first_word_span(source: &Source<'_>, at: usize) -> Span {
    source.span(at, at.saturating_add(first_word(source, at).len()))
}

/// Something follows a closing quote. Where the text in quotes ran over several lines, a quote
/// further up was left open.
fn behind_quote(at: usize, context: &Context<'_>) -> Problem {
    let source = context.source;
    let Some(opening) = quotes::opening(source, context.read_to, at) else {
        return Words::behind_quote().at(source.rest_of_line(at));
    };
    if source.line_start(opening) == source.line_start(at) {
        let words = if quote(source, opening) == "'" {
            Words::apostrophe()
        } else {
            Words::behind_quote()
        };
        return words.at(source.rest_of_line(at));
    }
    Words::unclosed_quote(quote(source, opening)).at(source.rest_of_line(opening))
}

/// A value was expected and something else stands there.
fn unexpected(at: usize, context: &Context<'_>) -> Problem {
    let source = context.source;
    match source.byte(at) {
        Some(b',') => Words::nothing_before_comma().at(source.character(at)),
        Some(b'-') => Words::list_behind_key().at(source.rest_of_line(at)),
        Some(b':') if context.bracket.is_none() => Words::no_key().at(source.character(at)),
        _ if context.bracket.is_none() => not_of_this_section(at, context),
        _ => Words::no_comma(context.bracket).at(source.character(at)),
    }
}

/// A colon with the key before it, if that key begins its line; else the character alone.
fn key_before(source: &Source<'_>, at: usize) -> Span {
    let start = source.text_start(at);
    let key = source.slice(start, at);
    if source.byte(at) != Some(b':') || key.contains(['[', ']', '{', '}', ',', ':']) {
        return source.character(at);
    }
    source.span(start, at.saturating_add(1))
}

/// A line of a section that is no `key: value`.
fn no_colon(at: usize, context: &Context<'_>) -> Problem {
    let source = context.source;
    let text = source.slice(at, source.line_end(at)).trim_end();
    let span = source.rest_of_line(at);
    if text.find(": ").is_some_and(|length| length > KEY_CHARS_MAX) {
        return Words::long_key().at(span);
    }
    if text.starts_with(['"', '\'', '[', '{']) {
        return Words::no_colon(text).at(span);
    }
    match text.split_once(':') {
        Some((key, value)) if Words::lacks_space(key, value) => {
            Words::no_space_after_colon(key, value).at(span)
        }
        _ => Words::no_colon(text).at(span),
    }
}

/// A colon where no key can be.
fn second_colon(at: usize, context: &Context<'_>) -> Problem {
    let source = context.source;
    let Some(bare) = context
        .bare
        .filter(|bare| bare.end <= at && source.slice(bare.end, at).trim().is_empty())
    else {
        return Words::colon_in_text().at(source.character(at));
    };
    if !bare.is_value && bare.end.saturating_sub(bare.start) > KEY_CHARS_MAX {
        return Words::long_key().at(source.span(bare.start, bare.end));
    }
    if bare.line == bare.line_end {
        return Words::colon_in_text().at(source.span(bare.start, at.saturating_add(1)));
    }
    // The parser took this line for a continuation of the one before.
    if bare.is_value {
        return Words::section_below_value(bare.line).at(key_before(source, at));
    }
    no_colon(bare.start, context)
}

/// The line fits neither the section it stands in nor one around it.
fn not_of_this_section(at: usize, context: &Context<'_>) -> Problem {
    let source = context.source;
    let start = source.text_start(at);
    if start == at {
        return Words::indentation().at(source.rest_of_line(at));
    }
    // For a dash the parser gives the place behind it.
    if source.slice(start, at).trim_end() == "-" {
        return Words::dash_among_keys().at(source.rest_of_line(start));
    }
    let rest = source.slice(at, source.line_end(at)).trim_end();
    Words::behind_value(rest).at(source.rest_of_line(at))
}

/// A text as it appears in a message, in its first line.
fn first_line(text: &str) -> String {
    shown(text.lines().next().unwrap_or_default().trim())
}
