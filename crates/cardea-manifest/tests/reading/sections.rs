//! Every section of the whole example, read as it is meant.

use cardea_manifest::At;
use cardea_manifest::Span;
use cardea_manifest::model::{
    About, Account, Activity, Aggregate, Authorisation, BasisKind, Children, ClockSource,
    ConsentFrom, Control, DataCategory, FieldType, From, Ground, Guests, Handler, IdentityStep,
    Input, Kind, Manifest, Moment, Origin, Output, Personal, PurposeChildren, PurposeClass,
    RadioSignal, Reach, SharedErasure, Signal, SpecialCategory, Start, Surface, Switch,
    ThirdPartyData, TransferMechanism,
};
use cardea_manifest::shape::Text;
use cardea_units::date;

use crate::changed::{EVERYTHING, changed};

pub(crate) fn everything() -> Manifest {
    Manifest::read(EVERYTHING.as_bytes()).unwrap()
}

fn written(span: Span) -> &'static str {
    &EVERYTHING[span.start..span.end]
}

pub(crate) fn words<T: Copy>(list: &[At<T>]) -> Vec<T> {
    list.iter().map(|word| word.value).collect()
}

pub(crate) fn texts(list: &[At<Text>]) -> Vec<&str> {
    list.iter().map(|text| text.value.as_str()).collect()
}

pub(crate) fn said(text: Option<&At<Text>>) -> Option<&str> {
    text.map(|text| text.value.as_str())
}

#[test]
fn product() {
    let manifest = everything();
    let product = &manifest.product;
    assert_eq!(
        (*manifest.cardea, product.id.as_str(), product.name.as_str()),
        (1, "warmly-thermostat", "Warmly Thermostat 2")
    );
    assert_eq!(
        (*product.kind, *product.children),
        (Kind::Thermostat, Children::Likely)
    );
    assert_eq!(texts(&product.models), ["WT2-UK"]);
    assert_eq!(product.markets[0].as_str(), "GB");
    assert_eq!(*product.on_sale_from.unwrap(), date(2026, 3, 1));
    assert_eq!(*product.expected_users.unwrap(), 200_000);
    assert_eq!(*product.account.unwrap(), Account::Optional);
    assert_eq!(
        said(product.works_without.as_ref()),
        Some("heating by schedule and by hand")
    );
    assert_eq!(words(&product.inputs), [Input::Touch, Input::CompanionApp]);
    assert_eq!(
        words(&product.outputs),
        [
            Output::Screen,
            Output::CompanionApp,
            Output::Packaging,
            Output::Web
        ]
    );
    let presence = product.senses.get("presence").unwrap();
    assert_eq!(
        (
            *presence.reach,
            words(&presence.signal),
            *presence.switch.unwrap()
        ),
        (Reach::Room, vec![Signal::Light], Switch::Software)
    );
    assert_eq!(
        product.senses.names().collect::<Vec<_>>(),
        ["temperature", "presence"],
        "in the order of the file"
    );
    let bluetooth = product.radios.get("bluetooth").unwrap();
    assert_eq!(words(&bluetooth.emits), [RadioSignal::Advertisement]);
    assert_eq!(bluetooth.rotates.unwrap().to_string(), "15 minutes");
    assert!(product.radios.get("wifi").unwrap().emits.is_empty());
    let app = product.app.as_ref().unwrap();
    let location = app.permissions.get("location").unwrap();
    assert_eq!(
        (location.for_what.as_str(), said(location.fallback.as_ref())),
        ("away_mode", Some("manual"))
    );
    assert_eq!(app.components[0].as_str(), "crash_sdk");
}

#[test]
fn who_runs_what_and_who_decides() {
    let manifest = everything();
    let handled = &manifest.handled_by;
    assert_eq!(
        [
            *handled.data,
            *handled.notices,
            *handled.choices,
            *handled.rights
        ],
        [Handler::Cardea; 4]
    );

    let organisations = &manifest.organisations;
    assert_eq!(
        organisations.names().collect::<Vec<_>>(),
        ["warmly", "nimbus", "gridwise", "crash_sdk"]
    );
    let warmly = organisations.get("warmly").unwrap();
    assert_eq!(
        words(&warmly.does),
        [Activity::Manufacturer, Activity::MobileAppDeveloper]
    );
    let contact = warmly.contact.as_ref().unwrap();
    assert_eq!(
        said(contact.privacy.as_ref()),
        Some("privacy@warmly.example")
    );
    assert_eq!(
        said(contact.complaints.as_ref()),
        Some("https://warmly.example/complain")
    );
    assert_eq!(said(contact.dpo.as_ref()), Some("dpo@warmly.example"));
    let registration = warmly.regulator_registration.as_ref().unwrap();
    assert_eq!(
        (registration.number.as_str(), *registration.until),
        ("ZA000000", date(2027, 2, 28))
    );

    let nimbus = organisations.get("nimbus").unwrap();
    let agreed = nimbus.contract.as_ref().unwrap();
    assert_eq!(
        (agreed.reference.as_str(), *agreed.until),
        ("DPA-2026-014", date(2028, 1, 11))
    );
    assert_eq!(
        agreed.terms.letters,
        ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    );
    assert_eq!(agreed.breach_notice.unwrap().to_string(), "1 day");
    assert_eq!(
        (nimbus.country.as_str(), texts(&nimbus.hosts)),
        ("IE", vec!["eu.nimbus.example"])
    );

    let transfer = organisations
        .get("gridwise")
        .unwrap()
        .transfer
        .as_ref()
        .unwrap();
    assert_eq!(
        (*transfer.mechanism, *transfer.checked.unwrap()),
        (TransferMechanism::UkUsDataBridge, date(2026, 2, 10))
    );
    assert_eq!(said(transfer.assessment.as_ref()), Some("TRA-7"));
    let crash_sdk = organisations.get("crash_sdk").unwrap();
    assert_eq!(crash_sdk.under.as_ref().unwrap().as_str(), "nimbus");
    assert_eq!(
        *crash_sdk.contract.as_ref().unwrap().authorised.unwrap(),
        Authorisation::General
    );
}

#[test]
fn people() {
    let manifest = everything();
    let people = &manifest.people;
    assert_eq!(
        (*people.consent_from, *people.guardian_consent_under),
        (ConsentFrom::EachAdult, 13)
    );
    let Guests::Allow { purposes, .. } = &people.guests else {
        panic!("{:?}", people.guests)
    };
    assert_eq!(purposes[0].as_str(), "heating");
    assert_eq!(texts(&people.told_by), ["the light on the front"]);
    assert_eq!(people.sees.other_members[0].as_str(), "climate");
    assert!(*people.sees.live_view_signal.unwrap());
    assert_eq!(*people.shared_erasure, SharedErasure::KeepForOthers);
}

#[test]
fn streams_and_other_access() {
    let manifest = everything();
    let climate = manifest.streams.get("climate").unwrap();
    assert_eq!(climate.title.as_str(), "Room readings");
    assert!(matches!(climate.about, About::Household { span } if written(span) == "household"));
    assert_eq!(
        (*climate.from, climate.topic.as_ref().unwrap().as_str()),
        (From::Device, "{device}/climate")
    );
    assert_eq!(climate.every.unwrap().exact_millis(), Some(60_000));
    let clock = climate.clock.as_ref().unwrap();
    assert_eq!(
        (*clock.source, clock.skew.unwrap().exact_millis()),
        (ClockSource::Ntp, Some(300_000))
    );
    let temperature = climate.fields.get("temperature").unwrap();
    assert_eq!(
        (
            *temperature.kind,
            temperature.unit.as_ref().unwrap().as_str()
        ),
        (FieldType::Number, "Cel")
    );
    assert_eq!(temperature.step.unwrap().to_string(), "0.1");
    let between = temperature.between.unwrap();
    assert_eq!(
        (between.low, between.high, written(between.span)),
        (-20.0, 60.0, "[-20, 60]")
    );
    assert_eq!(
        (*temperature.data, *temperature.origin),
        (DataCategory::HomeEnvironment, Origin::Observed)
    );
    assert_eq!(*temperature.personal, Personal::Yes);
    let accuracy = temperature.accuracy.as_ref().unwrap();
    assert_eq!(
        (*accuracy.within.unwrap(), said(accuracy.source.as_ref())),
        (0.3, Some("datasheet"))
    );
    let occupied = climate.fields.get("occupied").unwrap();
    assert_eq!(
        (*occupied.kind, *occupied.origin),
        (FieldType::Boolean, Origin::Inferred)
    );
    assert_eq!(occupied.by.as_ref().unwrap().as_str(), "occupancy_model");

    let scan = manifest.other_access.get("probe_scan").unwrap();
    assert_eq!(
        (*scan.surface, *scan.ground, *scan.emitted.unwrap()),
        (Surface::Device, Ground::Consent, true)
    );
    assert_eq!(
        (scan.what.as_str(), scan.for_what.as_str()),
        ("Wi-Fi probes heard", "savings_report")
    );
    assert_eq!(
        said(
            manifest
                .other_access
                .get("schedule")
                .unwrap()
                .lives
                .as_ref()
        ),
        Some("until_reset")
    );
}

#[test]
fn purposes() {
    let manifest = everything();
    let heating = manifest.purposes.get("heating").unwrap();
    assert_eq!(
        (
            *heating.class,
            heating.basis.kind,
            *heating.device_access.unwrap()
        ),
        (
            PurposeClass::Core,
            BasisKind::Contract,
            Ground::StrictlyNecessary
        )
    );
    assert_eq!(
        (*heating.special_category, *heating.children),
        (SpecialCategory::None, PurposeChildren::Allowed)
    );
    assert_eq!(heating.controller.as_ref().unwrap().as_str(), "warmly");
    assert_eq!(heating.processors[0].as_str(), "nimbus");
    assert_eq!(
        heating.necessity.as_ref().unwrap().less_intrusive.as_str(),
        "schedule only; does not react to an empty home"
    );
    let used = heating.uses.get("climate").unwrap();
    assert_eq!(
        used.fields.0.names().collect::<Vec<_>>(),
        ["temperature", "occupied"]
    );
    assert_eq!(used.keep.to_string(), "30 days");
    let places: Vec<String> = used
        .also_on
        .iter()
        .map(|(place, length)| format!("{} {}", place.value, length.value))
        .collect();
    assert_eq!(places, ["device 7 days", "backups 35 days"]);

    let used = manifest
        .purposes
        .get("savings_report")
        .unwrap()
        .uses
        .get("climate")
        .unwrap();
    let temperature = used.fields.0.get("temperature").unwrap();
    assert_eq!(
        (
            temperature.step.unwrap().to_string(),
            *temperature.aggregate.unwrap()
        ),
        ("0.5".to_owned(), Aggregate::Mean)
    );
    assert_eq!(used.every.unwrap().exact_millis(), Some(3_600_000));
    let shorter: Vec<String> = used
        .person_may_shorten
        .iter()
        .map(|length| length.to_string())
        .collect();
    assert_eq!(shorter, ["1 month", "3 months"]);
}

#[test]
fn what_children_and_recipients_may() {
    let manifest = everything();
    let research = manifest.purposes.get("research").unwrap();
    assert_eq!(
        (*research.children, research.basis.kind),
        (PurposeChildren::Never, BasisKind::Consent)
    );
    let gridwise = research.recipients.get("gridwise").unwrap();
    assert_eq!(
        (
            gridwise.duration.unwrap().to_string(),
            said(gridwise.acknowledges.as_ref())
        ),
        ("2 years".to_owned(), Some("webhook"))
    );
}

#[test]
fn choices() {
    let manifest = everything();
    let choice = manifest.choices.get("savings_report").unwrap();
    assert_eq!(
        (*choice.when, *choice.by, *choice.starts),
        (Moment::FeatureActivation, Control::Switch, Start::Off)
    );
    assert_eq!(texts(&choice.places), ["companion_app", "portal"]);
    let steps = choice.steps.as_ref().unwrap();
    assert_eq!((*steps.grant, *steps.refuse, *steps.withdraw), (1, 1, 1));
    assert_eq!(
        (choice.lasts.unwrap().to_string(), texts(&choice.without_it)),
        ("2 years".to_owned(), vec!["monthly_report"])
    );
}

#[test]
fn notices_and_rights() {
    let manifest = everything();
    let notices = &manifest.notices;
    assert_eq!(
        words(&notices.before_purchase),
        [Output::Web, Output::Packaging]
    );
    assert_eq!(
        words(&notices.first_use),
        [Output::Screen, Output::CompanionApp]
    );
    assert_eq!(words(&notices.change), [Output::CompanionApp]);
    assert_eq!(words(&notices.reset), [Output::Screen]);
    assert_eq!(
        (notices.qr.as_ref().unwrap().as_str(), notices.voice.len()),
        ("https://warmly.example/p/wt2", 0)
    );
    assert!(notices.account_creation.is_empty());
    let rights = &manifest.rights;
    assert_eq!(texts(&rights.everywhere), ["portal", "companion_app"]);
    assert_eq!(
        rights.without_account.as_ref().unwrap().as_str(),
        "https://warmly.example/rights"
    );
    assert_eq!(
        words(&rights.identity),
        [IdentityStep::SignedIn, IdentityStep::DeviceInHand]
    );
    assert_eq!(*rights.third_party_data.unwrap(), ThirdPartyData::Blur);
}

#[test]
fn values_know_where_they_were_written() {
    let manifest = everything();
    let heating = manifest.purposes.get("heating").unwrap();
    assert_eq!(written(heating.class.span), "core");
    assert_eq!(written(heating.basis.span), "contract");
    assert_eq!(
        written(heating.necessity.as_ref().unwrap().less_intrusive.span),
        "\"schedule only; does not react to an empty home\""
    );
    assert_eq!(
        written(heating.uses.get("climate").unwrap().keep.span),
        "30d"
    );
    assert_eq!(
        written(
            manifest
                .organisations
                .get("nimbus")
                .unwrap()
                .contract
                .as_ref()
                .unwrap()
                .terms
                .span
        ),
        "all"
    );
    let (name, climate) = manifest.streams.entry("climate").unwrap();
    assert_eq!(written(name.span), "climate");
    assert!(
        written(climate.span).starts_with("title: Room readings"),
        "{}",
        written(climate.span)
    );
    assert!(written(manifest.product.span).starts_with("id: warmly-thermostat"));
    assert!(written(manifest.product.span).ends_with("components: [crash_sdk] }"));
}

#[test]
fn what_was_left_out_has_the_protective_answer_and_stands_at_its_heading() {
    let short = changed(&[
        (
            "  consent_from: each_adult             # each_adult | account_holder\n",
            "",
        ),
        (
            "  guests: { allow: [heating] }         # pause | allow: [purpose ...]; and how they are told: `told_by`\n",
            "",
        ),
        ("    children: never\n", ""),
        (
            "    from: device                       # device | app | cloud | third_party\n",
            "",
        ),
        (
            "handled_by:                            # what Cardea runs",
            "# what Cardea runs",
        ),
        (
            "  data: cardea                         # cardea | own\n",
            "",
        ),
        (
            "  notices: cardea\n  choices: cardea\n  rights: cardea\n",
            "",
        ),
    ]);
    let manifest = Manifest::read(short.as_bytes()).unwrap();
    let at = |span: Span| &short[span.start..span.end];
    let people = &manifest.people;
    assert_eq!(
        (*people.consent_from, at(people.consent_from.span)),
        (ConsentFrom::EachAdult, "people")
    );
    assert!(matches!(people.guests, Guests::Pause { span } if at(span) == "people"));
    let research = manifest.purposes.get("research").unwrap();
    assert_eq!(
        (*research.children, at(research.children.span)),
        (PurposeChildren::Allowed, "research")
    );
    let climate = manifest.streams.get("climate").unwrap();
    assert_eq!(
        (*climate.from, at(climate.from.span)),
        (From::Device, "climate")
    );
    // The file has no heading: its first key stands for it.
    assert_eq!(
        (*manifest.handled_by.data, at(manifest.handled_by.data.span)),
        (Handler::Cardea, "cardea")
    );
}
