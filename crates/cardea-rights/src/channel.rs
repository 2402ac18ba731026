//! How people are asked by what a product has: on a screen, in the app, by voice with read-back, or by the code on a card; and the words.

mod dialogue;

use cardea_manifest::model::{Ground, Input, Manifest, Output, Purpose, SpecialCategory};

use crate::Channel;
use crate::words::{deciders, inside, statement};
pub use dialogue::{Dialogue, Speaker, Turn};

/// What a product has with which people can be told and can answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the product"
)]
pub struct Means {
    /// A screen of its own, and something to press or touch.
    pub screen: bool,
    /// The app, which shows and takes answers.
    pub app: bool,
    /// It speaks and is spoken to.
    pub voice: bool,
    /// A code on the product or a card, with a page behind it.
    pub code: bool,
}

impl Means {
    /// Of a product, by its manifest.
    pub fn of(manifest: &Manifest) -> Self {
        let product = &manifest.product;
        let input = |wanted: Input| product.inputs.iter().any(|input| input.value == wanted);
        let output = |wanted: Output| product.outputs.iter().any(|output| output.value == wanted);
        Self {
            screen: output(Output::Screen)
                && (input(Input::Touch) || input(Input::Buttons) || input(Input::Remote)),
            app: output(Output::CompanionApp) && input(Input::CompanionApp),
            voice: output(Output::Sound) && input(Input::Voice),
            code: manifest.notices.qr.is_some(),
        }
    }

    /// The ways that it has, the one to choose first: where it can be read beside the product, then in the hand, then what is only heard, then
    /// what has to be fetched.
    pub fn ways(self) -> Vec<Channel> {
        [
            (self.screen, Channel::Device),
            (self.app, Channel::CompanionApp),
            (self.voice, Channel::Voice),
            (self.code, Channel::Card),
        ]
        .into_iter()
        .filter_map(|(has, channel)| has.then_some(channel))
        .collect()
    }
}

/// How one purpose is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// By its name in the manifest.
    pub purpose: String,
    /// What people call it.
    pub title: String,
    /// Whether an express statement is needed as well.
    pub express: bool,
    /// The ways that the product has, the one to choose first. Empty where it has none: then nobody can be asked, and it stays off.
    pub ways: Vec<Way>,
}

/// The words on one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Which.
    pub channel: Channel,
    /// From the question to a yes that counts.
    pub grant: Dialogue,
    /// From the question to a no.
    pub refuse: Dialogue,
    /// From a yes that counts to its end.
    pub withdraw: Dialogue,
}

impl Way {
    /// Whether saying no and taking a yes back take no more of a person than saying yes (UK GDPR Art 7(3)).
    pub fn is_fair(&self) -> bool {
        let grant = self.grant.steps();
        self.refuse.steps() <= grant && self.withdraw.steps() <= grant
    }
}

/// How every purpose that asks people is asked, in the order of the manifest.
pub fn plans(manifest: &Manifest) -> Vec<Plan> {
    let means = Means::of(manifest);
    let asked = manifest
        .purposes
        .iter()
        .filter(|(_, purpose)| asks(purpose));
    asked
        .map(|(name, purpose)| plan(manifest, name.as_str(), purpose, means))
        .collect()
}

fn asks(purpose: &Purpose) -> bool {
    let by_access = purpose
        .device_access
        .as_ref()
        .is_some_and(|ground| ground.value == Ground::Consent);
    purpose.basis.kind == cardea_manifest::model::BasisKind::Consent
        || by_access
        || express(purpose)
}

fn express(purpose: &Purpose) -> bool {
    *purpose.special_category == SpecialCategory::ExplicitConsent
}

fn plan(manifest: &Manifest, name: &str, purpose: &Purpose, means: Means) -> Plan {
    let words = Words::of(manifest, name, purpose);
    let ways = means.ways().into_iter().map(|channel| match channel {
        Channel::Voice => words.spoken(),
        Channel::Card => words.pressed(channel, &["You scan the code and open the page."]),
        _ => words.pressed(channel, &[]),
    });
    Plan {
        purpose: name.to_owned(),
        title: purpose.title.to_string(),
        express: express(purpose),
        ways: ways.collect(),
    }
}

/// The pieces of which every dialogue is made.
struct Words {
    product: String,
    title: String,
    explain: String,
    who: String,
    without: String,
    lasts: String,
    statement: Option<String>,
    /// Whether a plain yes is asked as well; a purpose can need the statement alone.
    plain: bool,
}

impl Words {
    fn of(manifest: &Manifest, name: &str, purpose: &Purpose) -> Self {
        let choice = manifest.choices.get(name);
        let without: Vec<String> = choice
            .map(|choice| {
                choice
                    .without_it
                    .iter()
                    .map(|what| what.to_string())
                    .collect()
            })
            .unwrap_or_default();
        let without = if without.is_empty() {
            "Everything works as before if you say no.".to_owned()
        } else {
            format!(
                "Without it you do not get: {}. Everything else works as before.",
                crate::words::listed(&without)
            )
        };
        let express = express(purpose);
        let by_access = purpose
            .device_access
            .as_ref()
            .is_some_and(|ground| ground.value == Ground::Consent);
        Self {
            product: manifest.product.name.to_string(),
            title: purpose.title.to_string(),
            explain: purpose.explain.to_string(),
            who: deciders(manifest, purpose),
            without,
            lasts: choice
                .and_then(|choice| choice.lasts.as_ref())
                .map(|lasts| format!(" Your yes lasts {}.", lasts.value))
                .unwrap_or_default(),
            statement: express.then(|| statement(manifest, purpose, "my")),
            plain: by_access || purpose.basis.kind == cardea_manifest::model::BasisKind::Consent,
        }
    }

    fn question(&self) -> String {
        format!(
            "{}: {} This is decided by {}. It is off unless you say yes. {}{}",
            self.title, self.explain, self.who, self.without, self.lasts
        )
    }

    /// By switch and buttons, on a screen, in the app, or on the page behind the code. The choice stands in one place, whatever is said there.
    fn pressed(&self, channel: Channel, first: &[&str]) -> Way {
        let open = |dialogue: Dialogue| {
            first
                .iter()
                .fold(dialogue, |dialogue, step| dialogue.person(*step))
                .person("You open your choices.")
        };
        let question = self.question();
        let mut grant = open(Dialogue::default()).product(question.clone());
        if self.plain {
            grant = grant.person("You press: Yes, switch it on.");
        }
        if let Some(statement) = &self.statement {
            grant = grant
                .product(statement.clone())
                .person("You press: I agree to this.");
        }
        Way {
            channel,
            grant: grant.product("Done. It is on. You can switch it off here at any time."),
            refuse: open(Dialogue::default())
                .product(question)
                .person("You press: No, leave it off.")
                .product("It stays off. We do not ask again for six months."),
            withdraw: open(Dialogue::default())
                .person("You press: Switch it off.")
                .product("Done. It is off, and what was kept for this alone is deleted."),
        }
    }

    /// Spoken. What was heard is read back before a yes counts; a no counts at once, and so does what was not understood.
    fn spoken(&self) -> Way {
        let title = inside(&self.title);
        let ask = format!(
            "{} has a question about your data. {} Do you say yes or no?",
            self.product,
            self.question()
        );
        let mut grant = Dialogue::default().product(ask.clone());
        if self.plain {
            grant = grant
                .person("Yes.")
                .product(format!("I heard yes, to this: {title}. Is that right?"))
                .person("Yes.");
        }
        if let Some(statement) = &self.statement {
            grant = grant
                .product(format!(
                    "This is special data, so please listen to the whole sentence. {statement} Do you agree to this sentence?"
                ))
                .person("I agree.")
                .product("I heard: you agree to that sentence. Is that right?")
                .person("Yes.");
        }
        Way {
            channel: Channel::Voice,
            grant: grant.product(format!(
                "Done. It is on. To end it, say to me at any time: stop, {title}."
            )),
            refuse: Dialogue::default()
                .product(ask)
                .person("No.")
                .product("It stays off. I will not ask again for six months."),
            withdraw: Dialogue::default()
                .person(format!("Stop, {title}."))
                .product(format!(
                    "Done. I have stopped this: {title}. What was kept for this alone is deleted."
                )),
        }
    }
}

#[cfg(test)]
mod tests;
