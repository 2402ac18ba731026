//! How data fades: for each stream its tiers, finest first, with what is in each, how often, how long, and a bar on one scale of time.

use core::fmt::Write as _;

use cardea_gate::{Tier, ValueForm};
use cardea_manifest::model::Stream;
use cardea_store::Product;
use cardea_units::{Quantum, UnixMillis};

use crate::pages::wording::{begun, day, how_often, listed, unit, words_of};

/// One stream.
pub(super) struct Fade {
    pub(super) title: String,
    pub(super) tiers: Vec<Faded>,
}

/// One tier.
pub(super) struct Faded {
    pub(super) what: String,
    pub(super) how_often: String,
    pub(super) keep: String,
    /// The day on which what is read today goes.
    pub(super) gone_on: String,
    /// The bar, as SVG that says the same in words.
    pub(super) picture: String,
}

pub(super) fn of(product: &Product, now: UnixMillis) -> Vec<Fade> {
    let of_stream = |(_, rules): (cardea_gate::StreamIndex, &cardea_gate::StreamRules)| {
        let stream = product.manifest.streams.get(&rules.name)?;
        let what = |tier: &Tier| {
            let field = |held: &cardea_gate::TierField| {
                let rule = rules.fields.get(held.field)?;
                Some(field_words(stream, &rule.name, &rule.form, held))
            };
            listed(&tier.fields.iter().filter_map(field).collect::<Vec<_>>())
        };
        let tier = |tier: &Tier| Faded {
            what: what(tier),
            how_often: begun(&how_often(tier.every_millis)),
            keep: tier.keep.to_string(),
            gone_on: day(tier.keep.after(now)),
            picture: picture(tier),
        };
        let tiers: Vec<Faded> = rules.tiers.iter().map(tier).collect();
        (!tiers.is_empty()).then(|| Fade {
            title: stream.title.to_string(),
            tiers,
        })
    };
    product.gate.streams().filter_map(of_stream).collect()
}

/// A field and, where it is a number, to what step it is kept; whole numbers go without saying.
fn field_words(
    stream: &Stream,
    name: &str,
    form: &ValueForm,
    held: &cardea_gate::TierField,
) -> String {
    let words = words_of(name);
    match (form, held.step) {
        (ValueForm::Number { .. }, Some(step)) if step != Quantum::ONE => {
            let code = stream
                .fields
                .get(name)
                .and_then(|field| field.unit.as_ref())
                .map(|code| unit(code.as_str()))
                .unwrap_or_default();
            format!("{words} (to the nearest {step}{code})")
        }
        _ => words,
    }
}

const WIDTH: f64 = 320.0;
const BAR_TOP: f64 = 4.0;
const BAR_HEIGHT: f64 = 14.0;
/// Marks of the scale, in seconds, with what stands under them. Between them it is logarithmic: an hour to five years.
const MARKS: [(f64, &str); 5] = [
    (3_600.0, "hour"),
    (86_400.0, "day"),
    (604_800.0, "week"),
    (2_629_746.0, "month"),
    (31_556_952.0, "year"),
];
const LONGEST: f64 = 5.2 * 31_556_952.0;

fn picture(tier: &Tier) -> String {
    let words = format!(
        "A bar: {} for {}, then gone",
        how_often(tier.every_millis),
        tier.keep
    );
    #[expect(
        clippy::cast_precision_loss,
        reason = "a picture has 320 points across"
    )]
    let end = across(tier.keep.mean_seconds() as f64).max(4.0);
    let mut svg = format!(
        "<svg class=\"fade\" viewBox=\"0 0 {WIDTH} 38\" role=\"img\" aria-label=\"{words}\">"
    );
    let _ = write!(
        svg,
        "<rect class=\"gone\" x=\"0\" y=\"{BAR_TOP}\" width=\"{WIDTH}\" height=\"{BAR_HEIGHT}\" rx=\"3\"/>"
    );
    match tier.every_millis {
        None => {
            let _ = write!(
                svg,
                "<rect class=\"held\" x=\"0\" y=\"{BAR_TOP}\" width=\"{end:.1}\" height=\"{BAR_HEIGHT}\" rx=\"3\"/>"
            );
        }
        Some(every) => {
            // The rarer the values, the wider apart the strokes.
            let gap = match every {
                ..=900_000 => 4.0,
                900_001..=3_600_000 => 6.0,
                3_600_001..=21_600_000 => 9.0,
                _ => 13.0,
            };
            let mut x = 0.0;
            while x + 2.5 <= end {
                let _ = write!(
                    svg,
                    "<rect class=\"held\" x=\"{x:.1}\" y=\"{BAR_TOP}\" width=\"2.5\" height=\"{BAR_HEIGHT}\"/>"
                );
                x += gap;
            }
        }
    }
    for (seconds, name) in MARKS {
        let x = across(seconds);
        let _ = write!(
            svg,
            "<line class=\"mark\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"2\" y2=\"22\"/><text x=\"{x:.1}\" y=\"34\" text-anchor=\"middle\">{name}</text>"
        );
    }
    svg.push_str("</svg>");
    svg
}

fn across(seconds: f64) -> f64 {
    const FIRST: f64 = 600.0;
    let place = (seconds.max(FIRST) / FIRST).ln() / (LONGEST / FIRST).ln();
    (place * WIDTH).clamp(0.0, WIDTH)
}
