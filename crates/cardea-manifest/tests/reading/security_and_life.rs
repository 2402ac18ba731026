//! Sections on security, the life of a product, models and statements, read as they are meant.

use cardea_manifest::model::{
    Boot, ErasureExtent, Manifest, Mfa, ModelPlace, PasswordScheme, ShownAs, UpdateKind,
};
use cardea_units::date;

use crate::changed::changed;
use crate::sections::{everything, said, words};

#[test]
fn security() {
    let manifest = everything();
    let security = manifest.security.as_ref().unwrap();
    let model = security.threat_model.as_ref().unwrap();
    assert_eq!(
        (model.reference.as_str(), *model.on),
        ("TM-4", date(2026, 1, 20))
    );
    assert_eq!(
        *security.passwords.as_ref().unwrap().scheme,
        PasswordScheme::UserDefined
    );
    let sign_in = security.sign_in.as_ref().unwrap();
    assert_eq!(
        (*sign_in.mfa.unwrap(), *sign_in.rate_limited.unwrap()),
        (Mfa::Default, true)
    );
    assert_eq!(said(sign_in.breached_passwords.as_ref()), Some("refused"));
    assert_eq!(
        said(security.transit.as_ref().unwrap().tls.as_ref()),
        Some("1.3")
    );
    assert_eq!(
        security.at_rest.get("device").unwrap().as_str(),
        "secure_element"
    );
    assert_eq!(words(security.ports.get("tcp").unwrap()), [8883]);
    assert_eq!(
        (*security.boot.unwrap(), said(security.pairing.as_ref())),
        (Boot::Verified, Some("numeric_comparison"))
    );
    let reports = security.vulnerability_reports.as_ref().unwrap();
    assert_eq!(reports.url.as_str(), "https://warmly.example/security");
    assert_eq!(
        (
            reports.acknowledges.unwrap().to_string(),
            reports.updates.unwrap().to_string()
        ),
        ("5 days".to_owned(), "30 days".to_owned())
    );
    let tests = security.tests.as_ref().unwrap();
    assert_eq!(
        (
            *tests.penetration.unwrap(),
            tests.every.unwrap().to_string()
        ),
        (date(2026, 1, 30), "1 year".to_owned())
    );
    assert_eq!(
        said(security.breach_rota.as_ref()),
        Some("https://intranet.example/rota")
    );
}

#[test]
fn the_life_of_a_product() {
    let manifest = everything();
    let updates = manifest.updates.as_ref().unwrap();
    assert_eq!(*updates.support_until.unwrap(), date(2031, 6, 30));
    assert!(*updates.signed.unwrap() && *updates.automatic.unwrap());
    assert_eq!(
        words(&updates.kinds),
        [UpdateKind::Security, UpdateKind::Feature]
    );
    let reset = manifest.reset.as_ref().unwrap();
    assert_eq!(
        (*reset.erases, said(reset.returns_to.as_ref())),
        (ErasureExtent::All, Some("first_use"))
    );
    assert_eq!(
        (
            said(reset.cloud.as_ref()),
            said(reset.confirmation.as_ref())
        ),
        (Some("offered"), Some("screen"))
    );
    let steps: Vec<&str> = manifest
        .transfer
        .as_ref()
        .unwrap()
        .steps
        .iter()
        .map(|step| step.as_str())
        .collect();
    assert_eq!(
        steps,
        ["remove_account", "erase_cloud", "new_owner_first_use"]
    );
    let end = manifest.end_of_life.as_ref().unwrap();
    assert_eq!(
        (end.after.as_str(), end.what.as_str()),
        ("support_until", "works_offline")
    );
}

#[test]
fn models_decisions_and_statements() {
    let manifest = everything();
    let model = manifest.models.get("occupancy_model").unwrap();
    assert_eq!(
        (model.from[0].as_str(), model.says.as_str()),
        ("presence", "occupied")
    );
    let accuracy: Vec<(&str, f64)> = model
        .accuracy
        .iter()
        .map(|(group, share)| (group.as_str(), share.value))
        .collect();
    assert_eq!(accuracy, [("all", 0.93), ("with_pets", 0.88)]);
    assert_eq!(
        (
            *model.reviewed.unwrap(),
            *model.shown_as.unwrap(),
            *model.place.unwrap()
        ),
        (date(2026, 2, 1), ShownAs::Estimate, ModelPlace::Device)
    );
    assert_eq!(said(model.corrected_by.as_ref()), Some("portal"));
    assert!(manifest.decisions.is_empty());
    let psti = manifest.statements.psti.as_ref().unwrap();
    assert_eq!(
        (psti.batch.as_str(), said(psti.standard.as_ref())),
        ("2026-02", Some("EN 303 645 V2.1.1"))
    );
    assert_eq!(
        (psti.signed_by.as_str(), psti.place.as_str(), *psti.on),
        ("J. Doe, Head of Product", "Leeds", date(2026, 2, 15))
    );
    let assessment = manifest.assessments.get("ACC-05").unwrap();
    assert_eq!(
        (assessment.by.as_str(), *assessment.on, *assessment.until),
        ("DPO", date(2026, 2, 1), date(2027, 2, 1))
    );
    assert_eq!(
        (assessment.says.as_str(), said(assessment.evidence.as_ref())),
        ("the remaining risk is low", Some("dpia/2026-02.pdf"))
    );
    let waiver = manifest.waivers.get("TRA-10").unwrap();
    assert_eq!(
        (waiver.reason.as_str(), waiver.instead.as_str()),
        ("it has no microphone", "the screen shows it")
    );
    assert_eq!(
        (waiver.by.as_str(), *waiver.until),
        ("DPO", date(2027, 1, 31))
    );
}

#[test]
fn a_decision_by_machine() {
    let decision = "decisions: { lock_out: { what: who may change the heating, for: heating, human_review: call us, explained: the manual } }";
    let manifest = Manifest::read(changed(&[("decisions: {}", decision)]).as_bytes()).unwrap();
    let decision = manifest.decisions.get("lock_out").unwrap();
    assert_eq!(
        (decision.what.as_str(), decision.for_what.as_str()),
        ("who may change the heating", "heating")
    );
    assert_eq!(
        (
            said(decision.human_review.as_ref()),
            said(decision.explained.as_ref())
        ),
        (Some("call us"), Some("the manual"))
    );
}
