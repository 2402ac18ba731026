//! A line of numbers as a picture with words, drawn without a script.

use core::fmt::Write as _;

use cardea_gate::Served;
use cardea_store::Rows;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 160.0;
/// Points drawn; more are thinned out evenly, which the words under the picture say.
const POINTS_MAX: usize = 1_000;

/// A picture of one column of a tier; nothing where it has no numbers.
pub(crate) fn svg(rows: &Rows, column: usize, title: &str) -> Option<String> {
    let point = |row: &cardea_store::Row| match row.values.get(column) {
        Some(Some(Served::Number(multiples, step))) => Some((row.at.0, step.value(*multiples))),
        Some(Some(Served::Flag(flag))) => Some((row.at.0, f64::from(u8::from(*flag)))),
        _ => None,
    };
    let points: Vec<(i64, f64)> = rows.rows.iter().filter_map(point).collect();
    let (first, last) = (points.first()?, points.last()?);
    let low = points
        .iter()
        .map(|(_, value)| *value)
        .fold(f64::INFINITY, f64::min);
    let high = points
        .iter()
        .map(|(_, value)| *value)
        .fold(f64::NEG_INFINITY, f64::max);
    let every = points.len().div_ceil(POINTS_MAX).max(1);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a picture has 640 points across"
    )]
    let across = |at: i64| {
        at.saturating_sub(first.0) as f64 / (last.0.saturating_sub(first.0).max(1)) as f64 * WIDTH
    };
    let span = if high > low { high - low } else { 1.0 };
    let up = |value: f64| HEIGHT - 8.0 - (value - low) / span * (HEIGHT - 16.0);
    let mut line = String::new();
    for (at, value) in points.iter().step_by(every) {
        let _ = write!(line, "{:.1},{:.1} ", across(*at), up(*value));
    }
    let words = format!("{title}: {} values, from {low} to {high}", points.len());
    let words = super::page::escape(&words);
    Some(format!(
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{words}\"><title>{words}</title>\
         <polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" points=\"{line}\"/></svg>"
    ))
}
