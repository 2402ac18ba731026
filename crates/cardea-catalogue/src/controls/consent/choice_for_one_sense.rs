use cardea_law::{equality_act_2010, uk_gdpr};
use std::collections::BTreeSet;

use cardea_manifest::model::{Input, Manifest, NoticeForm, Output};

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-22",
    name: "choice-for-one-sense",
    title: "Accessible choice",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        equality_act_2010::S_20,
        equality_act_2010::S_29,
        uk_gdpr::ART_12_1,
    ],
    applies_from: None,
    page: include_str!("choice_for_one_sense.md"),
    check,
};

/// Ways in which people take something in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sense {
    See,
    Hear,
    Touch,
}

/// Ways in which people answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    Hand,
    Voice,
    Movement,
}

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let product = &world.manifest.product;
    let taken_in = taken_in(world.manifest);
    match (taken_in.first(), taken_in.len()) {
        (None, _) => {
            verdict.cannot_tell(
                product.span,
                "how the product tells people something is not said; write `outputs` under `product`",
            );
        }
        (Some(only), 1) => {
            verdict.broken(
                product.outputs.first().map_or(product.span, |it| it.span),
                format!(
                    "people are told only what they can {}; add another way, such as {}",
                    says(*only),
                    other_than(*only)
                ),
            );
        }
        (Some(_), _) => {}
    }
    let answers: BTreeSet<_> = product
        .inputs
        .iter()
        .flat_map(|input| answered(**input))
        .collect();
    match (product.inputs.first(), answers.len()) {
        (None, _) => {
            verdict.cannot_tell(
                product.span,
                "how people answer the product is not said; write `inputs` under `product`",
            );
        }
        (Some(first), 1) => {
            verdict.broken(
                first.span,
                "people can answer in one way only, which not everybody can use; add another, such as `voice` or `companion_app`",
            );
        }
        (Some(_), _) => {}
    }
}

fn taken_in(manifest: &Manifest) -> BTreeSet<Sense> {
    let outputs = manifest
        .product
        .outputs
        .iter()
        .map(|output| of_output(**output));
    let forms = manifest.notices.forms.iter().map(|form| of_form(**form));
    outputs.chain(forms).collect()
}

const fn of_output(output: Output) -> Sense {
    match output {
        Output::Sound => Sense::Hear,
        Output::Screen
        | Output::Light
        | Output::CompanionApp
        | Output::Packaging
        | Output::Web
        | Output::Email => Sense::See,
    }
}

/// A page that works with aids for reading is one that they read aloud.
const fn of_form(form: NoticeForm) -> Sense {
    match form {
        NoticeForm::Audio | NoticeForm::AccessiblePage => Sense::Hear,
        NoticeForm::Braille => Sense::Touch,
        NoticeForm::LargePrint
        | NoticeForm::EasyRead
        | NoticeForm::SignLanguage
        | NoticeForm::Video
        | NoticeForm::Comic
        | NoticeForm::Label
        | NoticeForm::PackIcon => Sense::See,
    }
}

/// Phones and browsers bring their own aids, among them the voice.
fn answered(input: Input) -> impl Iterator<Item = Answer> {
    let (one, other) = match input {
        Input::Touch | Input::Buttons | Input::Remote => (Answer::Hand, None),
        Input::Voice => (Answer::Voice, None),
        Input::Gesture => (Answer::Movement, None),
        Input::CompanionApp | Input::Web => (Answer::Hand, Some(Answer::Voice)),
    };
    [Some(one), other].into_iter().flatten()
}

const fn says(sense: Sense) -> &'static str {
    match sense {
        Sense::See => "see",
        Sense::Hear => "hear",
        Sense::Touch => "touch",
    }
}

const fn other_than(sense: Sense) -> &'static str {
    match sense {
        Sense::See => {
            "`sound` among the `outputs`, or `audio` or `accessible_page` under `notices.forms`"
        }
        Sense::Hear | Sense::Touch => {
            "`companion_app` among the `outputs`, or `large_print` under `notices.forms`"
        }
    }
}
