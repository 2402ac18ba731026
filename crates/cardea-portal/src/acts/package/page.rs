//! The page of an access package: read offline, without a script, printed if somebody wants.

use core::fmt::Write as _;

use cardea_units::SubjectId;

use super::text::{columns, value_text};
use super::{Contents, chart, file_name};

/// Rows of a table shown on the page; all of them are in the files beside it.
pub(super) const ROWS_SHOWN_MAX: usize = 50;

/// Text as it stands safely in a page.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1b19;background:#fff}\
h1,h2,h3{line-height:1.2}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc}\
svg{width:100%;height:auto;color:#1f5c4d}caption{text-align:left;color:#555}.note{background:#f3f1ea;padding:.8rem 1rem}\
@media(prefers-color-scheme:dark){body{color:#eee;background:#181715}svg{color:#7fd1b9}.note{background:#26241f}caption{color:#bbb}}";

pub(crate) fn html(contents: &Contents) -> String {
    let name = contents
        .person
        .get("name")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default();
    let mut page = format!(
        "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Your data</title><style>{STYLE}</style></head><body><main><h1>Your data</h1>\
         <p>This is everything that is held about {} and about the home they live in, as it was on {}. It works without the internet.</p>\
         <p class=\"note\">{} rows of readings are in this package. {} are stored. The two are the same.</p>",
        escape(name),
        contents.made_at,
        contents.rows,
        contents.rows
    );
    data(&mut page, contents);
    clips(&mut page, contents);
    said(&mut page, contents);
    looked(&mut page, contents);
    elsewhere(&mut page, contents);
    page.push_str(
        "<h2>Your rights</h2><p>You can have wrong data put right, have data deleted, limit or object to how it is used, and take your data \
         elsewhere. You can complain to the maker first; then to the Information Commission (ico.org.uk), and you can go to a court.</p>\
         </main></body></html>",
    );
    page
}

fn data(page: &mut String, contents: &Contents) {
    page.push_str("<h2>Readings</h2>");
    for view in &contents.views {
        let whose = match view.stream.subject {
            SubjectId::Household(_) => "about your home",
            SubjectId::Person(_) => "about you",
        };
        let _ = write!(
            page,
            "<h3>{}: {} ({whose})</h3>",
            escape(&view.stream.product_name),
            escape(&view.stream.title)
        );
        for (number, tier) in view.tiers.iter().enumerate() {
            let columns = columns(&tier.head);
            let _ = write!(
                page,
                "<p>{} rows; all of them in <code>data/{}.csv</code>.</p>",
                tier.rows,
                escape(&file_name(&view.stream, number))
            );
            for (line, column) in tier.lines.iter().zip(&columns) {
                if let Some(picture) = chart::svg(line, column) {
                    let _ = write!(
                        page,
                        "<figure>{picture}<figcaption>{}</figcaption></figure>",
                        escape(column)
                    );
                }
            }
            if tier.last.is_empty() {
                continue;
            }
            let _ = write!(
                page,
                "<table><caption>The last {} rows</caption><tr><th scope=\"col\">Time</th>",
                tier.last.len()
            );
            for column in &columns {
                let _ = write!(page, "<th scope=\"col\">{}</th>", escape(column));
            }
            page.push_str("</tr>");
            for row in tier.last.iter().rev() {
                let _ = write!(page, "<tr><td>{}</td>", row.at);
                for value in &row.values {
                    let _ = write!(
                        page,
                        "<td>{}</td>",
                        escape(&value.as_ref().map(value_text).unwrap_or_default())
                    );
                }
                page.push_str("</tr>");
            }
            page.push_str("</table>");
        }
    }
}

fn clips(page: &mut String, contents: &Contents) {
    if contents.clips == 0 {
        return;
    }
    page.push_str("<h2>Clips and pictures</h2><table><tr><th scope=\"col\">Time</th><th scope=\"col\">Product</th><th scope=\"col\">Kept until</th><th scope=\"col\">File</th></tr>");
    for view in &contents.views {
        for clip in &view.clips {
            let name = escape(&super::clips::file_name(&view.stream, &view.clips, clip));
            let _ = write!(
                page,
                "<tr><td>{}</td><td>{}: {}</td><td>{}</td><td><a href=\"{name}\">{}, {} bytes</a></td></tr>",
                clip.at,
                escape(&view.stream.product_name),
                escape(&view.stream.title),
                clip.until,
                clip.kind.media_type(),
                clip.bytes
            );
        }
    }
    page.push_str("</table>");
}

fn said(page: &mut String, contents: &Contents) {
    page.push_str("<h2>What you said</h2>");
    if contents.history.is_empty() {
        page.push_str("<p>You have not said yes or no to anything yet.</p>");
        return;
    }
    page.push_str("<table><tr><th scope=\"col\">When</th><th scope=\"col\">Product</th><th scope=\"col\">Purpose</th><th scope=\"col\">What</th></tr>");
    for record in &contents.history {
        let _ = write!(
            page,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            record.at,
            escape(&record.product),
            escape(&record.purpose),
            record.state.word()
        );
    }
    page.push_str("</table>");
}

fn looked(page: &mut String, contents: &Contents) {
    page.push_str("<h2>Who looked</h2>");
    if contents.looks.is_empty() {
        page.push_str("<p>Nobody has looked at these readings.</p>");
        return;
    }
    page.push_str("<table><tr><th scope=\"col\">When</th><th scope=\"col\">Who</th><th scope=\"col\">For what</th><th scope=\"col\">Rows</th></tr>");
    for looked in &contents.looks {
        let _ = write!(
            page,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            looked.at,
            escape(&looked.organisation),
            escape(&looked.purpose),
            looked.count
        );
    }
    page.push_str("</table>");
}

fn elsewhere(page: &mut String, contents: &Contents) {
    if contents.elsewhere.is_empty() {
        return;
    }
    page.push_str("<h2>Kept elsewhere</h2><ul>");
    for place in &contents.elsewhere {
        let _ = write!(
            page,
            "<li>{}</li>",
            escape(&super::elsewhere::sentence(place))
        );
    }
    page.push_str("</ul>");
}
