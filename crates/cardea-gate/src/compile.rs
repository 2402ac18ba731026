//! From a manifest to its rules.

use cardea_manifest::model::{
    About, BasisKind, ConsentFrom, DataCategory, Field, FieldType, Ground, Guests, Manifest,
    Purpose, PurposeChildren, PurposeClass, SpecialCategory, StartedBy, Stream, Use,
};
use cardea_units::Quantum;

use crate::rules::UseRules;
use crate::{
    AboutRule, ChildDefault, FieldRule, Gate, PurposeIndex, PurposeRules, PurposeSet, StreamRules,
    Tier, ValueForm,
};

impl Gate {
    /// Compiles a manifest. A read manifest has at most 64 purposes, all names declared; what were to go beyond is not permitted.
    pub fn compile(manifest: &Manifest) -> Self {
        let purposes: Vec<PurposeRules> = manifest
            .purposes
            .values()
            .map(|purpose| compile_purpose(manifest, purpose))
            .collect();
        let mut rules = Self {
            product: manifest.product.id.to_string(),
            version: manifest.version(),
            purposes: manifest
                .purposes
                .names()
                .zip(purposes)
                .map(|(name, rules)| {
                    let choice = manifest.choices.get(name);
                    PurposeRules {
                        name: name.to_owned(),
                        lasts: choice.and_then(|choice| choice.lasts.as_deref().copied()),
                        asks_again_after: choice
                            .and_then(|choice| choice.asks_again_after.as_deref().copied()),
                        ..rules
                    }
                })
                .collect(),
            streams: manifest
                .streams
                .iter()
                .map(|(name, stream)| compile_stream(manifest, name.as_str(), stream))
                .collect(),
            guests_allow: PurposeSet::NONE,
            consent_from_all_adults: *manifest.people.consent_from == ConsentFrom::EachAdult,
            guardian_under: *manifest.people.guardian_consent_under,
        };
        if let Guests::Allow { purposes, .. } = &manifest.people.guests {
            rules.guests_allow = purposes
                .iter()
                .filter_map(|name| rules.purpose_named(name.as_str()))
                .map(|(index, _)| index)
                .collect();
        }
        rules
    }
}

fn compile_purpose(manifest: &Manifest, purpose: &Purpose) -> PurposeRules {
    let basis_is_consent = purpose.basis.kind == BasisKind::Consent;
    let access_is_consent = purpose
        .device_access
        .as_ref()
        .is_some_and(|ground| ground.value == Ground::Consent);
    PurposeRules {
        name: String::new(),
        promise: manifest.promise(purpose),
        needs_consent: basis_is_consent || access_is_consent,
        basis_is_consent,
        needs_explicit: *purpose.special_category == SpecialCategory::ExplicitConsent,
        may_object: purpose.basis.kind.may_be_objected_to()
            || *purpose.class == PurposeClass::Advertising,
        never_children: *purpose.children == PurposeChildren::Never,
        for_children: for_children(manifest, purpose),
        advertises: *purpose.class == PurposeClass::Advertising,
        lasts: None,
        asks_again_after: None,
        recipients: purpose.recipients.names().map(str::to_owned).collect(),
        controllers: purpose
            .controller
            .iter()
            .chain(&purpose.controllers)
            .map(|name| name.to_string())
            .collect(),
    }
}

/// What is not needed for the product, for safety or by law is off for a child; so is where they are, unless the child asks for help.
fn for_children(manifest: &Manifest, purpose: &Purpose) -> ChildDefault {
    match *purpose.class {
        PurposeClass::Support
        | PurposeClass::Preferences
        | PurposeClass::Analytics
        | PurposeClass::Advertising
        | PurposeClass::Training
        | PurposeClass::Research => return ChildDefault::Off,
        PurposeClass::Legal => return ChildDefault::AsForAll,
        PurposeClass::Core | PurposeClass::Security | PurposeClass::Safety => {}
    }
    let asked_for_help = purpose
        .started_by
        .as_ref()
        .is_some_and(|started| started.value == StartedBy::HelpRequest);
    let locates = purpose.uses.iter().any(|(stream, used)| {
        let declared = manifest.streams.get(stream.as_str());
        used.fields.0.names().any(|field| {
            declared
                .and_then(|stream| stream.fields.get(field))
                .is_some_and(|field| {
                    matches!(
                        *field.data,
                        DataCategory::PreciseLocation | DataCategory::CoarseLocation
                    )
                })
        })
    });
    if locates && !asked_for_help {
        ChildDefault::OffAboutThem
    } else {
        ChildDefault::AsForAll
    }
}

fn compile_stream(manifest: &Manifest, name: &str, stream: &Stream) -> StreamRules {
    let fields: Vec<FieldRule> = stream
        .fields
        .iter()
        .map(|(name, field)| FieldRule {
            name: name.to_string(),
            form: form(field),
            data: *field.data,
        })
        .collect();
    let uses: Vec<UseRules> = manifest
        .purposes
        .values()
        .enumerate()
        .filter_map(|(place, purpose)| {
            let used = purpose.uses.get(name)?;
            Some(compile_use(PurposeIndex::new(place)?, stream, used))
        })
        .collect();
    StreamRules {
        name: name.to_owned(),
        about: about(stream),
        uses: uses.iter().map(|used| used.purpose).collect(),
        tiers: Tier::of_uses(&uses, &fields),
        fields,
        skew_millis: stream
            .clock
            .as_ref()
            .and_then(|clock| clock.skew.as_ref())
            .and_then(|skew| skew.exact_millis()),
    }
}

fn about(stream: &Stream) -> AboutRule {
    match &stream.about {
        About::Household { .. } => AboutRule::Household,
        About::Wearer { .. } => AboutRule::Wearer,
        About::Bystander { .. } => AboutRule::Bystander,
        About::Profile { field, .. } => AboutRule::Profile {
            field: stream.fields.position(field.as_str()).unwrap_or(usize::MAX),
        },
    }
}

fn form(field: &Field) -> ValueForm {
    let between = field.between.map(|range| (range.low, range.high));
    let step = field.step.as_ref().map_or(Quantum::ONE, |step| step.value);
    match *field.kind {
        FieldType::Number | FieldType::Integer => ValueForm::Number { step, between },
        FieldType::Boolean => ValueForm::Flag,
        FieldType::Text => ValueForm::Text {
            one_of: field.one_of.iter().map(|word| word.to_string()).collect(),
        },
        FieldType::Media => ValueForm::Media,
    }
}

fn compile_use(purpose: PurposeIndex, stream: &Stream, used: &Use) -> UseRules {
    UseRules {
        purpose,
        fields: used
            .fields
            .0
            .iter()
            .filter_map(|(name, field_use)| {
                let place = stream.fields.position(name.as_str())?;
                let step = field_use.step.as_ref().map(|step| step.value);
                Some((
                    place,
                    step,
                    field_use
                        .aggregate
                        .as_ref()
                        .map(|aggregate| aggregate.value),
                ))
            })
            .collect(),
        every_millis: used.every.as_ref().and_then(|every| every.exact_millis()),
        keep: *used.keep,
    }
}
