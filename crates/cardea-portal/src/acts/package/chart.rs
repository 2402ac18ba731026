//! A line of numbers as a picture with words, drawn without a script.

use core::fmt::Write as _;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 160.0;
/// Points drawn at least, where there are as many; never twice as many.
const POINTS_MIN: usize = 500;

/// What is drawn of one column: some of its points at even distances, and its bounds.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    points: Vec<(i64, f64)>,
    /// One of so many is drawn.
    every: usize,
    count: usize,
    low: f64,
    high: f64,
    last: (i64, f64),
}

impl Default for Line {
    fn default() -> Self {
        Self {
            points: Vec::new(),
            every: 1,
            count: 0,
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
            last: (0, 0.0),
        }
    }
}

impl Line {
    /// One more point, later than those before.
    pub(crate) fn add(&mut self, at: i64, value: f64) {
        if self.count.checked_rem(self.every) == Some(0) {
            self.points.push((at, value));
        }
        self.count = self.count.saturating_add(1);
        (self.low, self.high) = (self.low.min(value), self.high.max(value));
        self.last = (at, value);
        if self.points.len() >= POINTS_MIN.saturating_mul(2) {
            let mut even = false;
            self.points.retain(|_| {
                even = !even;
                even
            });
            self.every = self.every.saturating_mul(2);
        }
    }

    /// How many there were.
    #[cfg(test)]
    pub(crate) const fn count(&self) -> usize {
        self.count
    }
}

/// A picture of one column of a tier; nothing where it has no numbers.
pub(crate) fn svg(line: &Line, title: &str) -> Option<String> {
    let Line {
        points, low, high, ..
    } = line;
    let (low, high) = (*low, *high);
    let (first, last) = (points.first()?, line.last);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a picture has 640 points across"
    )]
    let across = |at: i64| {
        at.saturating_sub(first.0) as f64 / (last.0.saturating_sub(first.0).max(1)) as f64 * WIDTH
    };
    let span = if high > low { high - low } else { 1.0 };
    let up = |value: f64| HEIGHT - 8.0 - (value - low) / span * (HEIGHT - 16.0);
    let mut drawn = String::new();
    for (at, value) in points.iter().chain([&last]) {
        let _ = write!(drawn, "{:.1},{:.1} ", across(*at), up(*value));
    }
    let words = format!("{title}: {} values, from {low} to {high}", line.count);
    let words = super::page::escape(&words);
    Some(format!(
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{words}\"><title>{words}</title>\
         <polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" points=\"{drawn}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_thinned_evenly_and_keeps_its_bounds_and_its_ends() {
        let mut line = Line::default();
        for at in 0..100_000 {
            let value = if at == 77_777 { 9.0 } else { 1.0 };
            line.add(at, value);
        }
        assert!((POINTS_MIN..2 * POINTS_MIN).contains(&line.points.len()));
        let gaps: Vec<i64> = line
            .points
            .windows(2)
            .map(|two| two[1].0 - two[0].0)
            .collect();
        assert!(gaps.iter().all(|gap| *gap == gaps[0]), "evenly");
        let picture = svg(&line, "warmth").unwrap();
        assert!(picture.contains("warmth: 100000 values, from 1 to 9"));
        assert!(svg(&Line::default(), "nothing").is_none());
    }
}
