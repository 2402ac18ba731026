use super::*;

/// What texts are made of: what a message is written in, often with a hyphen or a bracket in it, and what [`wrap`] does not know.
const PIECES: [&str; 19] = [
    "a",
    "purpose",
    "`savings_report`",
    "Art 5(1)(b)",
    "opt-in",
    "2026-03-01",
    "(since",
    "once)",
    "it,",
    "so;",
    "kept.",
    "note:",
    "UK GDPR",
    "a-1",
    "`x`-y",
    "1.5",
    "a·b",
    "x_y(z)",
    "every.1(2)-3",
];
const STRANGE: [&str; 9] = [
    "-", "and/or", "é", "\"so\"", "really!", "\t", "—", " ", "- (",
];

/// A small generator, so that what fails fails again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let drawn = usize::try_from(self.0.wrapping_shr(33)).unwrap();
        drawn.checked_rem(bound).unwrap()
    }

    fn text(&mut self, most: usize, strange: bool) -> String {
        let pieces = self.below(most.saturating_add(1));
        let pieces: Vec<&str> = (0..pieces)
            .map(|_| match self.below(20) {
                0 if strange => STRANGE[self.below(STRANGE.len())],
                _ => PIECES[self.below(PIECES.len())],
            })
            .collect();
        match self.below(12) {
            0 => pieces.concat(),
            1 => pieces.join("  "),
            _ => pieces.join(" "),
        }
    }
}

fn by_miette(picture: &Picture<'_>) -> String {
    let mut text = String::new();
    picture.draw_by_miette(Style::Plain, &mut text);
    text
}

#[test]
fn a_picture_is_drawn_as_miette_draws_it() {
    const PICTURES: usize = 6_000;
    let mut chance = Chance(7);
    let mut quickly = 0;
    for _ in 0..PICTURES {
        let strange = chance.below(4) == 0;
        let lines: Vec<String> = (0..chance.below(14))
            .map(|_| chance.text(8, strange))
            .collect();
        let text = lines.join(["\n", "\n", "\n", "\r\n"][chance.below(4)]);
        let ends: Vec<usize> = (0..=text.len())
            .filter(|at| text.is_char_boundary(*at))
            .collect();
        let (one, other) = (
            ends[chance.below(ends.len())],
            ends[chance.below(ends.len())],
        );
        let source = source("cardea.yaml", text.as_bytes());
        let help = format!("{}\n{}", chance.text(60, strange), chance.text(18, false));
        let message = chance.text(80, strange);
        let picture = Picture {
            source: &source,
            span: Span {
                start: one.min(other),
                end: one.max(other),
            },
            label: "",
            message: &message,
            help: Some(help),
            code: Some("broken STO-01 kept-too-long (MUST)".to_owned()),
            severity: [Severity::Error, Severity::Warning][chance.below(2)],
        };
        let expected = by_miette(&picture);
        let mut drawn = String::new();
        if quick::draw(&picture, &mut drawn).is_some() {
            quickly += 1;
            assert_eq!(drawn, expected, "{picture:?}");
        }
        drawn.clear();
        picture.draw_into(Style::Plain, &mut drawn);
        assert_eq!(drawn, format!("{expected}\n"));
    }
    assert!(quickly > PICTURES / 20, "only {quickly} were drawn here");
}

#[test]
fn findings_as_they_are_worded_are_drawn_here() {
    let source = source("cardea.yaml", b"cardea: 1\nproduct: { id: lamp }\n");
    let picture = Picture {
        source: &source,
        span: Span { start: 10, end: 17 },
        label: "",
        message: "the app that sets up the product is in scope as well, but the manifest leaves it out (since 2026-03-01); list \
                  what it stores and reads under `other_access` with `surface: app`, opt-in or not",
        help: Some(
            "say it plainly\nUK GDPR Art 5(1)(b), PECR Sch A1 para 5, UK GDPR Art 30 · cardea explain ACC-22".to_owned(),
        ),
        code: Some("broken ACC-22 scope-not-decided (MUST)".to_owned()),
        severity: Severity::Error,
    };
    let mut drawn = String::new();
    assert!(quick::draw(&picture, &mut drawn).is_some());
    assert_eq!(drawn, by_miette(&picture));
}

#[test]
fn what_is_not_known_is_left_to_miette() {
    let source = source("cardea.yaml", "é: 1\n".as_bytes());
    let mut picture = Picture {
        source: &source,
        span: Span { start: 0, end: 2 },
        label: "",
        message: "",
        help: Some("x".to_owned()),
        code: Some("x".to_owned()),
        severity: Severity::Error,
    };
    for message in ["and/or", "x", ""] {
        picture.message = message;
        assert!(quick::draw(&picture, &mut String::new()).is_none());
    }
}
