//! try
#[path = "reading/changed.rs"]
mod changed;
use changed::changed;
#[test]
fn t() {
    let cases: &[&[(&str, &str)]] = &[
        &[("under: nimbus","under: nimbos")],
        &[("under: nimbus","under: crash_sdk")],
        &[("under: nimbus","under: warmly"),("does: [manufacturer, mobile_app_developer]\n","does: [manufacturer]\n    under: crash_sdk\n")],
        &[("components: [crash_sdk]","components: [crashsdk]")],
        &[("permissions: { location: {","permissions: { locaton: {")],
        &[("other_members: [climate]","other_members: [climat]")],
        &[("guardian_consent_under: 13","guardian_consent_under: 12")],
        &[("by: occupancy_model }","by: ocupancy_model }")],
        &[(", by: occupancy_model }"," }")],
        &[("says: occupied","says: humidity")],
        &[("says: occupied","says: presence")],
        &[("from: [presence]","from: [presense]")],
        &[("all: 0.93","all: 93")],
        &[("for: heating, ground","for: heeting, ground")],
        &[("savings_report: { when","saving_report: { when")],
        &[("ports: { tcp: [8883] }","ports: { tpc: [8883, 70000] }")],
        &[("updates: { support_until: 2031-06-30, ","updates: { ")],
        &[("after: support_until","after: some day")],
        &[("ACC-05: {","ACC-5: {"),("TRA-10: {","tra-10: {")],
        &[("on: 2026-02-01, until: 2027-02-01","on: 2027-02-01, until: 2026-02-01")],
        &[("fields: [temperature, occupied]","fields: [temprature, ssid]")],
        &[("fields: [temperature, occupied]","fields: [temperature, temperature]")],
        &[("fields: [temperature, occupied]","fields: []")],
        &[("step: 0.5, as: mean","step: 0.25, as: mean")],
        &[("fields: [temperature, occupied]","fields: { temperature: { as: mean }, occupied: { step: 1 } }")],
        &[("fields: [temperature, occupied]","fields: { occupied: { as: mean } }\n        every: 1h")],
        &[("every: 1h  ","every: 1s  ")],
        &[("every: 1h  ","every: 1mo  ")],
        &[("every: 1h  ","every: 0s  ")],
        &[("every: 1d, keep: 2y","every: 800d, keep: 2y")],
        &[("person_may_shorten: [1mo, 3mo]","person_may_shorten: [0d, 13mo, 2y]")],
        &[("controller: warmly                 #","controllers: [warmly]\n    controller: warmly #")],
        &[("processors: [nimbus]\n    necessity","processors: [nimbos]\n    necessity")],
        &[("recipients: { gridwise:","recipients: { gridwize:")],
        &[("      climate: { fields: { temp","      climat: { fields: { temp")],
        &[("type: number, unit: \"%\", step: 1,","type: number, unit: \"%\",")],
        &[("type: boolean, data: presence","type: boolean, step: 1, between: [0, 1], one_of: [a], data: presence")],
        &[("type: number, unit: \"%\", step: 1,","type: number, personal: no, unit: \"%\", step: 1,")],
        &[("other_access:   ","  weather: { title: W, about: household, topic: \"{device}/climate\", fields: {} }\nother_access:   ")],
        &[("    about: household  ","    about: profile  ")],
        &[("name: Warmly Thermostat 2","name: \" \"")],
        &[("markets: [GB]","markets: GB")],
        &[("decisions: {}","decisions: { refuse: { what: x, for: nothing } }")],
        &[("    class: core\n","    clas: core\n"),("keep: 30d","keep: 30"),("kind: thermostat","kind: thermostatt")],
    ];
    for pieces in cases {
        let s = changed(pieces);
        println!("\n## {pieces:?}");
        match cardea_manifest::model::Manifest::read(s.as_bytes()) {
            Ok(m) => println!("ok {}", m.version().short()),
            Err(u) => for p in u.problems { println!("{}\n   {}\n   at {:?}", p.message, p.help, &s[p.span.start..p.span.end.min(p.span.start+80)]) },
        }
    }
}
