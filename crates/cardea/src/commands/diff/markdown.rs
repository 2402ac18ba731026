//! A comparison for a pull request. Whatever a maker wrote is shown as text and never taken for markup.

use cardea_manifest::diff::{Change, Class};

use super::comparison::Comparison;

/// The whole comparison. The first line is the verdict.
pub(super) fn document(comparison: &Comparison<'_>) -> String {
    let verdict = comparison.verdict(&code(&comparison.old.name), &code(&comparison.new.name));
    let mut lines = vec![format!("**{verdict}.**")];
    if !comparison.diff.changes.is_empty() {
        purposes(comparison, &mut lines);
        product(comparison, &mut lines);
        law(comparison, &mut lines);
        notices(comparison, &mut lines);
        impact(comparison, &mut lines);
        heading("What `cardea serve` does", &mut lines);
        for does in comparison.serve() {
            lines.push(format!("- {}", prose(&does)));
        }
    }
    lines.join("\n")
}

fn heading(text: &str, lines: &mut Vec<String>) {
    lines.extend([String::new(), format!("### {text}"), String::new()]);
}

fn notices(comparison: &Comparison<'_>, lines: &mut Vec<String>) {
    heading("Notices to publish again", lines);
    if comparison.notices.is_empty() {
        lines.push("None says anything else.".to_owned());
    }
    for notice in &comparison.notices {
        let places: Vec<&str> = notice.places.iter().map(|place| place.word()).collect();
        lines.push(if places.is_empty() {
            "- People have to be told of a change, and `notices.change` names no place for it."
                .to_owned()
        } else {
            format!(
                "- `{}`: {}",
                notice.moment.word(),
                prose(&places.join(", "))
            )
        });
    }
}

fn impact(comparison: &Comparison<'_>, lines: &mut Vec<String>) {
    heading("Assessment of impact (UK GDPR Art 35(11))", lines);
    let reasons = comparison.reasons();
    if reasons.is_empty() {
        lines.push("No change of risk was found that reopens it.".to_owned());
    }
    for (trigger, paths) in reasons {
        let paths: Vec<String> = paths.iter().map(|path| code(path)).collect();
        lines.push(format!(
            "- Look at it again: {} ({})",
            trigger.words(),
            paths.join(", ")
        ));
    }
}

fn purposes(comparison: &Comparison<'_>, lines: &mut Vec<String>) {
    if comparison.diff.purposes.is_empty() {
        return;
    }
    lines.extend(
        [
            "",
            "| purpose | class | changes | consents | what is kept |",
            "| --- | --- | --- | --- | --- |",
        ]
        .map(str::to_owned),
    );
    for purpose in &comparison.diff.purposes {
        let changes: Vec<String> = comparison.of_purpose(purpose).map(sentence).collect();
        lines.push(format!(
            "| {}<br>{} | {} | {} | {} | {} |",
            code(&purpose.name),
            code(&purpose.title),
            class(purpose.class),
            changes.join("<br>"),
            prose(purpose.consents.words()),
            prose(purpose.kept.words()),
        ));
    }
}

fn product(comparison: &Comparison<'_>, lines: &mut Vec<String>) {
    let mut changes = comparison.of_the_product().peekable();
    if changes.peek().is_none() {
        return;
    }
    lines.extend(["", "| the product as a whole | class |", "| --- | --- |"].map(str::to_owned));
    for change in changes {
        lines.push(format!(
            "| {} | {} |",
            sentence(change),
            class(change.class)
        ));
    }
}

fn law(comparison: &Comparison<'_>, lines: &mut Vec<String>) {
    let findings = comparison.findings();
    if findings.come.is_empty() && findings.gone.is_empty() {
        return;
    }
    heading("`cardea check`", lines);
    for finding in findings.come {
        lines.push(format!(
            "- Not found before: {} ({}): {}",
            code(finding.code()),
            finding.level(),
            prose(&finding.message)
        ));
    }
    for finding in findings.gone {
        lines.push(format!(
            "- Found no more: {} ({}): {}",
            code(finding.code()),
            finding.level(),
            prose(&finding.message)
        ));
    }
}

/// A change in a cell of a table.
fn sentence(change: &Change) -> String {
    let what = format!("{} {}", code(&change.path.to_string()), prose(change.words));
    let values = match (change.before_shown(), change.after_shown()) {
        (Some(before), Some(after)) => format!(": {} → {}", code(&before), code(&after)),
        (None, Some(value)) | (Some(value), None) => format!(": {}", code(&value)),
        (None, None) => String::new(),
    };
    let renamed = match (&change.renamed, change.renaming()) {
        (Some(name), Some(words)) => format!(" ({}: {})", code(name), prose(words)),
        _ => String::new(),
    };
    format!("{what}{values}{renamed}")
}

fn class(class: Class) -> String {
    if class >= Class::Widens {
        format!("**{}**", class.word())
    } else {
        class.word().to_owned()
    }
}

/// A text as code: on one line, in a fence longer than any in it, and with the bars of a table escaped. Markup in it is text, and an `@name`
/// calls nobody.
fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let mut fence = String::from("`");
    while text.contains(&fence) {
        fence.push('`');
    }
    let gap = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{gap}{}{gap}{fence}", text.replace('|', "\\|"))
}

/// A sentence in which names stand in backticks. What stands between them is escaped.
fn prose(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return escaped(text);
    }
    let pieces = pieces.iter().enumerate().map(|(place, piece)| {
        if place.is_multiple_of(2) {
            escaped(piece)
        } else {
            code(piece)
        }
    });
    pieces.collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // Nobody is called by a name behind it.
            '@' => escaped.push_str("@<!-- -->"),
            c if c.is_control() => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_maker_wrote_is_never_markup() {
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`x"), "`` `x ``");
        assert_eq!(code("two\nlines"), "`two lines`");
        assert_eq!(code("<img src=x> @someone"), "`<img src=x> @someone`");
        assert_eq!(
            escaped("<b> *x* [y](z) @someone #1 a|b"),
            "&lt;b&gt; \\*x\\* \\[y\\](z) @<!-- -->someone \\#1 a\\|b"
        );
        assert_eq!(prose("write `a|b` *now*"), "write `a\\|b` \\*now\\*");
        assert_eq!(prose("an odd ` one"), "an odd \\` one");
    }
}
