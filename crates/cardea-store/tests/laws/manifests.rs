//! The products of the homes in these tests.

use cardea_manifest::model::Manifest;

/// Everything in one product: contract and consent, raw and hourly, about the home and about one person.
pub(crate) const HEARTH: &str = r#"
cardea: 1
product: { id: hearth, name: Hearth, kind: thermostat, models: [H1], markets: [GB], children: likely }
organisations:
  maker: { name: Maker Ltd, does: [manufacturer], country: GB }
  lab: { name: Lab Ltd, does: [ai_service_provider], country: GB }
people: { consent_from: each_adult, guests: { allow: [heating] } }
streams:
  room:
    title: Room
    about: household
    fields:
      warmth: { type: number, unit: Cel, step: 0.1, between: [-20, 60], data: home_environment }
      damp: { type: number, unit: "%", step: 1, between: [0, 100], data: home_environment }
      occupied: { type: boolean, data: presence }
      mode: { type: text, data: product_use }
  pulse:
    title: Pulse
    about: wearer
    fields:
      beats: { type: integer, data: heart_rate }
purposes:
  heating:
    title: Heat
    explain: Heats.
    class: core
    basis: contract
    controller: maker
    uses: { room: { fields: { warmth: {}, occupied: {} }, keep: 2d } }
  report:
    title: Report
    explain: Reports.
    class: analytics
    basis: consent
    controller: maker
    recipients: { lab: {} }
    uses: { room: { fields: { warmth: { step: 0.5, as: mean }, damp: { step: 5, as: max } }, every: 1h, keep: 30d } }
  research:
    title: Research
    explain: Researches.
    class: research
    basis: consent
    controller: maker
    children: never
    uses: { room: { fields: { damp: {} }, keep: 2d } }
  upkeep:
    title: Upkeep
    explain: Keeps up.
    class: security
    basis: { legitimate_interests: LIA }
    controller: maker
    uses: { room: { fields: { mode: { as: last } }, every: 1d, keep: 7d } }
  training:
    title: Train
    explain: Trains.
    class: core
    basis: consent
    special_category: explicit_consent
    controller: maker
    uses: { pulse: { fields: [beats], keep: 2d } }
"#;

pub(crate) fn read(yaml: &str) -> (Manifest, Vec<u8>) {
    let manifest = Manifest::read(yaml.as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
    (manifest, yaml.as_bytes().to_vec())
}
