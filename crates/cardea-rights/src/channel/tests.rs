use core::fmt::Write as _;

use cardea_manifest::model::Manifest;

use super::{Means, Plan, Speaker, plans};
use crate::Channel;

const INPUTS: [&str; 7] = [
    "touch",
    "buttons",
    "voice",
    "gesture",
    "companion_app",
    "remote",
    "web",
];
const OUTPUTS: [&str; 7] = [
    "screen",
    "light",
    "sound",
    "companion_app",
    "packaging",
    "web",
    "email",
];

/// Every form of asking: plainly, expressly, both, for taking data off the device.
const PURPOSES: [(&str, &str); 4] = [
    ("plain", "basis: consent"),
    (
        "express",
        "basis: contract, special_category: explicit_consent",
    ),
    ("both", "basis: consent, special_category: explicit_consent"),
    ("access", "basis: contract, device_access: consent"),
];

fn chosen(of: [&str; 7], bits: usize) -> String {
    let chosen = of
        .iter()
        .enumerate()
        .filter(|(place, _)| bits >> place & 1 == 1);
    chosen.map(|(_, word)| *word).collect::<Vec<_>>().join(", ")
}

fn manifest(inputs: &str, outputs: &str, code: bool, lasts: bool) -> Manifest {
    let code = if code {
        "notices: { qr: https://maker.example/p }\n"
    } else {
        ""
    };
    let lasts = if lasts {
        "choices:\n  plain: { when: settings, where: [portal], lasts: 2y, without_it: [charts] }\n"
    } else {
        ""
    };
    let mut purposes = String::new();
    for (name, basis) in PURPOSES {
        let about = "title: Coach you to sleep better, explain: Looks at your nights.";
        let uses = "uses: { body: { fields: [beats], keep: 1d } }";
        let rest = format!("class: analytics, {basis}, controller: maker, {uses}");
        writeln!(purposes, "  {name}: {{ {about}, {rest} }}").unwrap();
    }
    let text = format!(
        "cardea: 1
product: {{ id: one, name: One, kind: other, models: [R], markets: [GB], children: likely, inputs: [{inputs}], outputs: [{outputs}] }}
organisations:
  maker: {{ name: Maker Ltd, does: [manufacturer], country: GB }}
people: {{ guests: pause }}
streams:
  body: {{ title: Body, about: wearer, fields: {{ beats: {{ type: integer, data: heart_rate }} }} }}
purposes:
{purposes}  upkeep: {{ title: Up, explain: Keeps up., class: security, basis: contract, controller: maker, uses: {{ body: {{ fields: [beats], keep: 1d }} }} }}
{lasts}{code}"
    );
    Manifest::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error:?}\n{text}"))
}

fn every_product(mut look: impl FnMut(&Manifest, &[Plan])) {
    for inputs in 0..128_usize {
        for outputs in 0..128_usize {
            // One in five of all pairs, so that each input meets each output.
            if (inputs ^ outputs) % 5 == 0 {
                let (inputs, outputs) = (chosen(INPUTS, inputs), chosen(OUTPUTS, outputs));
                let manifest = manifest(
                    &inputs,
                    &outputs,
                    inputs.len() % 2 == 0,
                    outputs.len() % 2 == 0,
                );
                look(&manifest, &plans(&manifest));
            }
        }
    }
}

#[test]
fn on_no_way_of_any_product_is_a_no_or_an_end_harder_than_a_yes() {
    let mut seen = 0;
    every_product(|_, plans| {
        assert_eq!(
            plans.len(),
            PURPOSES.len(),
            "whoever is asked, and nobody else"
        );
        for way in plans.iter().flat_map(|plan| &plan.ways) {
            assert!(way.is_fair(), "{way:#?}");
            assert!(way.withdraw.steps() > 0 && way.refuse.steps() > 0);
            seen += 1;
        }
    });
    assert!(seen > 1_000, "{seen}");
}

#[test]
fn every_question_says_what_by_whom_and_that_a_no_costs_nothing() {
    every_product(|_, plans| {
        for plan in plans {
            for way in &plan.ways {
                let said: String = way
                    .grant
                    .0
                    .iter()
                    .filter(|turn| turn.speaker == Speaker::Product)
                    .map(|turn| turn.words.as_str())
                    .collect();
                for words in [
                    "oach you to sleep better",
                    "Looks at your nights.",
                    "Maker Ltd",
                    "works as before",
                ] {
                    assert!(said.contains(words), "{words}: {said}");
                }
                assert_eq!(
                    said.contains("I agree that Maker Ltd may use my heart rate data"),
                    plan.express
                );
                assert_eq!(
                    way.grant.0.last().map(|turn| turn.speaker),
                    Some(Speaker::Product),
                    "it is confirmed"
                );
            }
        }
    });
}

#[test]
fn the_first_way_is_one_that_the_product_has() {
    for (inputs, outputs, code, first) in [
        (
            "touch, companion_app",
            "screen, companion_app",
            true,
            Some(Channel::Device),
        ),
        (
            "voice, companion_app",
            "sound, companion_app",
            true,
            Some(Channel::CompanionApp),
        ),
        ("voice", "sound", true, Some(Channel::Voice)),
        ("buttons", "light, sound", true, Some(Channel::Card)),
        ("buttons", "light", false, None),
        // A screen that cannot be answered, a voice that cannot be heard.
        ("gesture", "screen", false, None),
        ("voice", "light", false, None),
        ("companion_app", "web", false, None),
    ] {
        let manifest = manifest(inputs, outputs, code, false);
        let ways = Means::of(&manifest).ways();
        assert_eq!(ways.first().copied(), first, "{inputs} / {outputs}");
        assert!(
            plans(&manifest)
                .iter()
                .all(|plan| plan.ways.len() == ways.len())
        );
    }
}

#[test]
fn a_spoken_yes_is_read_back_before_it_counts_and_a_spoken_no_is_not() {
    let plans = plans(&manifest("voice", "sound", false, true));
    let plain = &plans[0].ways[0];
    let words: Vec<&str> = plain
        .grant
        .0
        .iter()
        .map(|turn| turn.words.as_str())
        .collect();
    assert_eq!(
        words,
        [
            "One has a question about your data. Coach you to sleep better: Looks at your nights. This is decided by Maker Ltd. It is off unless you say yes. Without it you do not get: charts. Everything else works as before. Your yes lasts 2 years. Do you say yes or no?",
            "Yes.",
            "I heard yes, to this: coach you to sleep better. Is that right?",
            "Yes.",
            "Done. It is on. To end it, say to me at any time: stop, coach you to sleep better.",
        ]
    );
    assert_eq!(plain.refuse.steps(), 1);
    assert_eq!(
        plain.withdraw.0[0].words,
        "Stop, coach you to sleep better."
    );
    assert_eq!(
        plans[2].ways[0].grant.steps(),
        4,
        "each of the two acts is read back"
    );
}
