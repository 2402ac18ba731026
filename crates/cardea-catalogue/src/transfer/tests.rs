use super::*;

const TODAY: Date = date(2026, 11, 23);
/// The ways that need an agreement and hold for any country.
const AGREED: [TransferMechanism; 4] = [
    TransferMechanism::Idta,
    TransferMechanism::Addendum,
    TransferMechanism::BindingCorporateRules,
    TransferMechanism::Exception,
];

/// A manifest whose second organisation is in this country and has this role.
fn manifest(country: &str, role: &str, more: &str) -> Manifest {
    let text = format!(
        "cardea: 1\nproduct: {{ id: x, name: X, kind: light, children: not_likely }}\n\
         organisations: {{ m: {{ name: M, does: [manufacturer], country: GB }}, n: {{ name: N, does: [cloud_provider], country: {country}{more} }} }}\n\
         purposes: {{ p: {{ title: P, explain: E, class: core, basis: contract, {role} }} }}\n"
    );
    Manifest::read(text.as_bytes()).unwrap()
}

fn country(code: &str) -> Country {
    let manifest = manifest(code, "controller: m, processors: [n]", "");
    manifest
        .organisations
        .get("n")
        .unwrap()
        .country
        .value
        .clone()
}

fn adequate(code: &str, day: Date) -> Option<Adequacy> {
    adequacy(&country(code), day)
}

#[test]
fn the_approved_countries_are_these_and_no_others() {
    for code in EU_STATES.iter().chain(&["IS", "LI", "NO"]) {
        assert_eq!(adequate(code, TODAY), Some(Adequacy::Whole), "{code}");
    }
    for code in [
        "AD", "AR", "CH", "FO", "GG", "GI", "IL", "IM", "JE", "KR", "NZ", "UY",
    ] {
        assert_eq!(adequate(code, TODAY), Some(Adequacy::Whole), "{code}");
    }
    for (code, who) in [("CA", "PIPEDA"), ("JP", "APPI")] {
        let Some(Adequacy::Part(said)) = adequate(code, TODAY) else {
            panic!("{code}")
        };
        assert!(said.contains(who), "{said}");
    }
    for code in ["US", "CN", "IN", "AU", "BR", "SG", "TR", "RU", "GL", "BM"] {
        assert_eq!(adequate(code, TODAY), None, "{code}");
    }
}

#[test]
fn each_approval_holds_from_its_day() {
    for (code, first) in [
        ("DE", date(2020, 12, 31)),
        ("NO", date(2020, 12, 31)),
        ("NZ", date(2020, 12, 31)),
        ("CA", date(2020, 12, 31)),
        ("KR", date(2022, 12, 19)),
    ] {
        assert!(adequate(code, first).is_some(), "{code}");
        let before = first.yesterday().unwrap();
        assert_eq!(adequate(code, before), None, "{code}");
        assert_eq!(
            misfit(TransferMechanism::Adequacy, &country(code), before),
            Some(Misfit::NotApproved)
        );
    }
}

#[test]
fn which_mechanism_fits_which_country() {
    let bridge = TransferMechanism::UkUsDataBridge;
    for (mechanism, code, expected) in [
        (TransferMechanism::Adequacy, "IE", None),
        (TransferMechanism::Adequacy, "JP", None),
        (TransferMechanism::Adequacy, "CN", Some(Misfit::NotApproved)),
        (
            TransferMechanism::Adequacy,
            "US",
            Some(Misfit::CertifiedOnly),
        ),
        (bridge, "US", None),
        (bridge, "CA", Some(Misfit::NoBridge)),
        (bridge, "IE", Some(Misfit::NoBridge)),
    ] {
        assert_eq!(
            misfit(mechanism, &country(code), TODAY),
            expected,
            "{mechanism} {code}"
        );
    }
    for mechanism in AGREED {
        for code in ["US", "CN", "IE"] {
            assert_eq!(misfit(mechanism, &country(code), TODAY), None);
        }
    }
}

#[test]
fn what_was_made_later_does_not_hold_before() {
    for (mechanism, code, first) in [
        (TransferMechanism::UkUsDataBridge, "US", date(2023, 10, 12)),
        (TransferMechanism::Idta, "IN", date(2022, 3, 21)),
        (TransferMechanism::Addendum, "IN", date(2022, 3, 21)),
    ] {
        let before = first.yesterday().unwrap();
        assert_eq!(misfit(mechanism, &country(code), first), None);
        assert_eq!(
            misfit(mechanism, &country(code), before),
            Some(Misfit::NotYet(first))
        );
    }
}

#[test]
fn who_gets_data_from_others_abroad() {
    for (code, role, more, expected) in [
        ("IE", "controller: m, processors: [n]", "", true),
        ("GB", "controller: m, processors: [n]", "", false),
        ("IE", "controller: m, recipients: { n: {} }", "", true),
        ("IE", "controller: m", ", under: m", true),
        ("IE", "controllers: [m, n]", "", true),
        ("IE", "controller: n", "", false),
        ("IE", "controllers: [n]", "", false),
        ("IE", "controller: m", "", false),
    ] {
        let manifest = manifest(code, role, more);
        let found: Vec<_> = receivers_abroad(&manifest)
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(found == ["n"], expected, "{code} {role}{more}");
    }
}
