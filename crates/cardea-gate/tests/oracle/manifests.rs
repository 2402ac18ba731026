//! Manifests as text, at random: every combination that a decision or a tier depends on.

use core::fmt::Write as _;

use cardea_manifest::model::Manifest;
use proptest::prelude::*;

/// How many purposes each manifest has.
pub(crate) const PURPOSES: usize = 5;

const HEAD: &str = "
cardea: 1
product: { id: random, name: Random, kind: other, models: [R], markets: [GB], children: likely }
organisations:
  maker: { name: Maker Ltd, does: [manufacturer], country: GB }
";

const STREAMS: [(&str, &str); 4] = [
    ("room", "household"),
    ("body", "wearer"),
    ("talk", "{ profile: who }"),
    ("street", "bystander"),
];

const FIELDS: &str = "
      warmth: { type: number, unit: Cel, step: 0.1, data: home_environment }
      light: { type: number, unit: lx, step: 0.25, data: home_environment }
      steps: { type: integer, data: activity }
      there: { type: boolean, data: presence }
      who: { type: text, data: presence }
      place: { type: text, data: coarse_location }
";

pub(crate) fn any_manifest() -> impl Strategy<Value = Manifest> {
    let purposes = prop::collection::vec(any_purpose(), PURPOSES);
    (any::<bool>(), any_guests(), purposes).prop_map(|(each_adult, guests, purposes)| {
        let from = if each_adult {
            "each_adult"
        } else {
            "account_holder"
        };
        let mut yaml =
            format!("{HEAD}people: {{ consent_from: {from}, guests: {guests} }}\nstreams:\n");
        for (name, about) in STREAMS {
            writeln!(
                yaml,
                "  {name}:\n    title: T\n    about: {about}\n    fields:{FIELDS}"
            )
            .unwrap();
        }
        yaml.push_str("purposes:\n");
        for (place, purpose) in purposes.iter().enumerate() {
            writeln!(yaml, "  p{place}:{purpose}").unwrap();
        }
        Manifest::read(yaml.as_bytes()).unwrap_or_else(|error| panic!("{error:?}\n{yaml}"))
    })
}

fn any_guests() -> impl Strategy<Value = String> {
    let some = prop::collection::btree_set(0..PURPOSES, 1..PURPOSES);
    prop_oneof![
        Just("pause".to_owned()),
        some.prop_map(|some| {
            let names: Vec<String> = some.iter().map(|place| format!("p{place}")).collect();
            format!("{{ allow: [{}] }}", names.join(", "))
        }),
    ]
}

fn any_purpose() -> impl Strategy<Value = String> {
    let basis = prop::sample::select(vec![
        "consent",
        "contract",
        "{ legitimate_interests: LIA }",
        "{ legal_obligation: Act }",
        "public_task",
    ]);
    let access = prop::sample::select(vec![
        "",
        "\n    device_access: consent",
        "\n    device_access: strictly_necessary",
    ]);
    let special = prop::sample::select(vec!["none", "explicit_consent", "research"]);
    let children = prop::sample::select(vec!["allowed", "never"]);
    let class = prop::sample::select(vec!["core", "safety", "analytics", "advertising"]);
    let uses = STREAMS.map(|(stream, _)| prop::option::weighted(0.7, any_use(stream)));
    (basis, access, special, children, class, uses).prop_map(|(basis, access, special, children, class, uses)| {
        let uses: String = uses.into_iter().flatten().collect();
        let uses = if uses.is_empty() { " {}\n".to_owned() } else { format!("\n{uses}") };
        format!(
            "\n    title: T\n    explain: E\n    class: {class}\n    basis: {basis}{access}\n    special_category: {special}\n    \
             controller: maker\n    children: {children}\n    uses:{uses}"
        )
    })
}

/// A use of a stream. Steps and intervals come from short lists, so that tiers meet.
fn any_use(stream: &'static str) -> impl Strategy<Value = String> {
    let every = prop::sample::select(vec!["", "1h", "1d"]);
    let keep = prop::sample::select(vec!["2d", "30d", "1mo", "13mo"]);
    let number = |steps: &'static [&'static str]| {
        let ways = prop::sample::select(vec!["", "mean", "min", "max", "last", "sum", "count"]);
        prop::option::of((prop::sample::select(steps), ways))
    };
    let other = || prop::option::of(prop::sample::select(vec!["", "last", "count"]));
    let fields = (
        number(&["", "0.1", "0.2", "0.3", "0.5", "1"]),
        number(&["", "0.25", "0.5", "0.75"]),
        number(&["", "1", "7", "10"]),
        other(),
        other(),
        prop::option::weighted(0.2, Just("last")),
    );
    (every, keep, fields).prop_map(
        move |(every, keep, (warmth, light, steps, there, who, place))| {
            let mut used: Vec<String> = Vec::new();
            for (name, field) in [("warmth", warmth), ("light", light), ("steps", steps)] {
                let Some((step, way)) = field else { continue };
                let step = if step.is_empty() {
                    String::new()
                } else {
                    format!("step: {step}")
                };
                used.push(field_use(name, &step, way, every));
            }
            for (name, field) in [("there", there), ("who", who), ("place", place)] {
                let Some(way) = field else { continue };
                used.push(field_use(name, "", way, every));
            }
            if used.is_empty() {
                used.push(field_use("there", "", "", every));
            }
            let every = if every.is_empty() {
                String::new()
            } else {
                format!(", every: {every}")
            };
            format!(
                "      {stream}: {{ fields: {{ {} }}{every}, keep: {keep} }}\n",
                used.join(", ")
            )
        },
    )
}

/// Without an interval there is nothing to aggregate.
fn field_use(name: &str, step: &str, way: &str, every: &str) -> String {
    let way = if way.is_empty() || every.is_empty() {
        String::new()
    } else {
        format!("as: {way}")
    };
    let parts: Vec<&str> = [step, &way]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    format!("{name}: {{ {} }}", parts.join(", "))
}
