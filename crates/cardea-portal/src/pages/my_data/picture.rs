//! A line of numbers as a picture with words, drawn without a script.

use core::fmt::Write as _;
use std::collections::BTreeMap;

use cardea_gate::Served;
use cardea_store::{Row, Rows};
use cardea_units::{DeviceId, UnixMillis};

use crate::limits::PICTURE_POINTS_MAX;
use crate::pages::wording::{counted, short_when};

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 130.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 108.0;

/// A value to be drawn: where, how high, and how it is written.
struct Point {
    at: UnixMillis,
    height: f64,
    text: String,
}

/// A picture of one column, a line for each device; nothing where there are fewer than two numbers. The name is escaped here.
pub(super) fn line(rows: &Rows, column: usize, name: &str, unit: &str) -> Option<String> {
    let mut lines: BTreeMap<DeviceId, Vec<Point>> = BTreeMap::new();
    for row in &rows.rows {
        if let Some(point) = point(row, column) {
            lines.entry(row.device).or_default().push(point);
        }
    }
    let points = || lines.values().flatten();
    let low = points().min_by(|a, b| a.height.total_cmp(&b.height))?;
    let high = points().max_by(|a, b| a.height.total_cmp(&b.height))?;
    let first = points().map(|point| point.at).min()?;
    let last = points().map(|point| point.at).max()?;
    let count = points().count();
    if count < 2 {
        return None;
    }
    let words = format!(
        "{name}: {} from {} to {}. Lowest {}{unit}, highest {}{unit}.",
        counted(u64::try_from(count).unwrap_or(u64::MAX), "value"),
        short_when(first),
        short_when(last),
        low.text,
        high.text
    );
    let words = escape(&words);
    let mut svg = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{words}\">"
    );
    let _ = write!(
        svg,
        "<line class=\"axis\" x1=\"0\" x2=\"{WIDTH}\" y1=\"{TOP}\" y2=\"{TOP}\"/><line class=\"axis\" x1=\"0\" x2=\"{WIDTH}\" y1=\"{BOTTOM}\" y2=\"{BOTTOM}\"/>"
    );
    let span = if high.height > low.height {
        high.height - low.height
    } else {
        1.0
    };
    for points in lines.values() {
        let every = points.len().div_ceil(PICTURE_POINTS_MAX).max(1);
        svg.push_str("<polyline class=\"line\" points=\"");
        for point in points.iter().step_by(every) {
            let up = BOTTOM - (point.height - low.height) / span * (BOTTOM - TOP);
            let _ = write!(svg, "{:.1},{up:.1} ", across(point.at, first, last));
        }
        svg.push_str("\"/>");
    }
    let (high, low) = (
        escape(&format!("{}{unit}", high.text)),
        escape(&format!("{}{unit}", low.text)),
    );
    let _ = write!(
        svg,
        "<text x=\"0\" y=\"12\">{high}</text><text x=\"0\" y=\"{:.0}\">{low}</text><text x=\"0\" y=\"125\">{}</text><text x=\"{WIDTH}\" y=\"125\" text-anchor=\"end\">{}</text></svg>",
        BOTTOM - 4.0,
        short_when(first),
        short_when(last)
    );
    Some(svg)
}

fn point(row: &Row, column: usize) -> Option<Point> {
    match row.values.get(column)?.as_ref()? {
        Served::Number(multiples, step) => Some(Point {
            at: row.at,
            height: step.value(*multiples),
            text: step.text(*multiples),
        }),
        Served::Flag(_) | Served::Text(_) => None,
    }
}

fn across(at: UnixMillis, first: UnixMillis, last: UnixMillis) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a picture has 340 points across"
    )]
    let place = at.since(first) as f64 / last.since(first).max(1) as f64;
    place * WIDTH
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
