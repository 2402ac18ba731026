//! From what a device sends to a manifest to begin with.

mod field;
mod names;
mod text;

use std::fmt::Write as _;

use cardea_manifest::limits::{FIELDS_MAX, NAME_CHARS_MAX, STREAMS_MAX};
use cardea_manifest::model::{DataCategory, Kind};

use self::names::Names;
use self::text::{comment, quoted};
use crate::limits::{DRAFT_BYTES_MAX, LEFT_OUT_MAX};
use crate::{Sends, Stream, reveals};

/// A manifest to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The manifest. It can be read, and names no purpose: what it declares is kept for nobody yet.
    pub text: String,
    /// How many fields it declares.
    pub fields: usize,
    /// How many of them tell what people do.
    pub revealing: usize,
    /// How many things were left out; the text names each with its reason.
    pub left_out: usize,
}

/// Writes the draft. `source` says in a few words where the facts come from, such as `zigbee2mqtt exposes`.
pub fn draft(sends: &Sends, source: &str) -> Draft {
    let mut writer = Writer::default();
    writer.head(sends, source);
    let mut names = Names::default();
    for stream in sends
        .streams
        .iter()
        .filter(|stream| !stream.fields.is_empty())
    {
        if names.len() == STREAMS_MAX {
            writer.leave_out(&stream.name, "a manifest has at most 256 streams");
            continue;
        }
        writer.stream(stream, &mut names);
    }
    if names.len() == 0 {
        writer
            .text
            .push_str("# It sends nothing that a field can be made of.\nstreams: {}\n");
    }
    for left in &sends.left_out {
        writer.leave_out(&left.what, left.why);
    }
    writer.end()
}

#[derive(Default)]
struct Writer {
    text: String,
    fields: usize,
    revealing: usize,
    left_out: Vec<String>,
    left_out_all: usize,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.text.extend([line, "\n"]);
    }

    fn head(&mut self, sends: &Sends, source: &str) {
        let name = text::short(&sends.name);
        let name = if name.is_empty() { "My product" } else { &name };
        let id = product_id(sends);
        let maker = sends.maker.as_deref().map(text::short).unwrap_or_default();
        let maker = if maker.is_empty() {
            "My Company Ltd"
        } else {
            &maker
        };
        self.line("# What this product does with people's data. One file: it is checked, published and enforced.");
        self.line("#");
        self.line(&format!("# A draft, from {}. It declares what the product sends; it names no purpose, so nothing is kept yet.", comment(source)));
        self.line("# What tells of people's lives is marked `reveals`. What only you know is marked `# TO SAY`. Then run `cardea check`.");
        let mut fields = sends.streams.iter().flat_map(|stream| &stream.fields);
        if fields.any(|field| field.seen.is_some()) {
            self.line("# Ranges and words are what was seen, ranges rounded outward: widen them to what can be. Steps are as fine as it sends: make them");
            self.line("# as coarse as the use allows.");
        }
        self.line("cardea: 1\n");
        self.line("product:");
        self.line(&format!("  id: {}", quoted(&id)));
        self.line(&format!("  name: {}", quoted(name)));
        let kind = kind(sends);
        let beginning = match kind {
            Kind::Other => String::new(),
            kind => format!(
                ", and `cardea new {}` shows a whole manifest of that kind",
                kind.word()
            ),
        };
        self.line(&format!(
            "  # TO SAY (cardea explain ACC-22): whether this is the kind of product{beginning}"
        ));
        self.line(&format!("  kind: {}", kind.word()));
        if let Some(model) = sends
            .model
            .as_deref()
            .map(text::short)
            .filter(|model| !model.is_empty())
        {
            self.line(&format!("  models: [{}]", quoted(&model)));
        }
        self.line("  markets: [GB]");
        self.line("  # TO SAY (cardea explain CHI-03): `not_likely` only where you can show it");
        self.line("  children: likely\n");
        self.line("organisations:");
        self.line("  # TO SAY (cardea explain ACC-01): who decides about the data, by its legal name, and where it is established");
        self.line("  maker:");
        self.line(&format!("    name: {}", quoted(maker)));
        self.line("    does: [manufacturer]");
        self.line("    country: GB\n");
        self.line("people:");
        self.line("  consent_from: each_adult");
        self.line("  guests: pause\n");
    }

    /// A stream with its fields, under the name that `named` gives; nothing where no field of it can be declared.
    fn stream(&mut self, stream: &Stream, named: &mut Names) {
        let fields = self.fields(stream);
        if fields.is_empty() {
            return;
        }
        if named.len() == 0 {
            self.line("streams:");
        }
        let name = named.fit(&stream.name, "readings");
        self.line(&format!("  {name}:"));
        self.line(&format!("    title: {}", quoted(&title(&name))));
        if is_worn(stream) {
            self.line(
                "    # TO SAY: whom it is about: `wearer`, as it tells of one body, or `household`",
            );
            self.line("    about: wearer");
        } else {
            self.line(
                "    # TO SAY: whom it is about: `household`, or `wearer` for something worn",
            );
            self.line("    about: household");
        }
        match stream.topic.as_deref().filter(|topic| text::is_template(topic)) {
            Some(topic) => self.line(&format!("    topic: {}", quoted(topic))),
            None => self.line("    # TO SAY: its MQTT `topic` with `{device}` in it; without one it comes by HTTP"),
        }
        match stream
            .every_seconds
            .filter(|seconds| (1..=EVERY_SECONDS_MAX).contains(seconds))
        {
            Some(seconds) => self.line(&format!("    every: {seconds}s")),
            None => self.line("    # TO SAY (cardea explain MIN-05): how often it is sent at most, as `every: 10s`"),
        }
        if let Some(path) = stream.time.as_deref().filter(|path| text::is_pointer(path)) {
            self.line("    # TO SAY (cardea explain ACU-09): what sets the clock, and how far it may be off");
            self.line(&format!(
                "    clock: {{ source: paired, skew: 10m, path: {} }}",
                quoted(path)
            ));
        }
        if let Some(hint) = stream.hint {
            self.line(&format!("    # {hint}"));
        }
        self.line("    fields:");
        self.text.push_str(&fields);
        self.text.push('\n');
    }

    /// The lines of its fields.
    fn fields(&mut self, stream: &Stream) -> String {
        let mut names = Names::default();
        let mut text = String::new();
        for field in &stream.fields {
            let full = self.text.len().saturating_add(text.len()) > DRAFT_BYTES_MAX;
            let why = if !text::is_pointer(&field.path) {
                "its place is longer than a path can be"
            } else if names.len() == FIELDS_MAX {
                "a stream has at most 64 fields: take out one you need less to put it in"
            } else if full {
                "the manifest is full: take out what you need less to put it in"
            } else {
                let name = names.fit(&field.name, "value");
                let (lines, reveals) = field::lines(&name, field);
                text.push_str(&lines);
                self.fields = self.fields.saturating_add(1);
                self.revealing = self.revealing.saturating_add(usize::from(reveals));
                continue;
            };
            self.leave_out(&field.name, why);
        }
        if stream.beyond > 0 {
            let more = format!("{} more fields", stream.beyond);
            self.leave_out(&more, "a stream has at most 64 fields");
        }
        text
    }

    fn leave_out(&mut self, what: &str, why: &str) {
        self.left_out_all = self.left_out_all.saturating_add(1);
        if self.left_out.len() == LEFT_OUT_MAX {
            return;
        }
        self.left_out
            .push(format!("#   {}: {}", comment(what), comment(why)));
    }

    fn end(mut self) -> Draft {
        if !self.left_out.is_empty() {
            self.line("# Left out, and so never kept:");
            for line in &self.left_out.clone() {
                self.text.extend([line.as_str(), "\n"]);
            }
            let more = self.left_out_all.saturating_sub(self.left_out.len());
            if more > 0 {
                self.line(&format!("#   and {more} more"));
            }
            self.text.push('\n');
        }
        let _ = write!(self.text, "{PURPOSES}");
        Draft {
            text: self.text,
            fields: self.fields,
            revealing: self.revealing,
            left_out: self.left_out_all,
        }
    }
}

/// Seconds between two messages that are written down: a day. Rarer is as good as not known.
const EVERY_SECONDS_MAX: u64 = 86_400;

const PURPOSES: &str = "\
# TO SAY: why each field is needed, under `purposes`. A field that no purpose names is not kept; take it out above.
# `cardea new light` shows some; `cardea explain STO-01` says what a period has to rest on.
";

/// Whether a stream tells of one body, and so most likely of who wears the device.
fn is_worn(stream: &Stream) -> bool {
    stream.fields.iter().any(|field| {
        let data = reveals(&field.name, field.class.as_deref()).data;
        matches!(
            data,
            DataCategory::HeartRate
                | DataCategory::BloodOxygen
                | DataCategory::BodyTemperature
                | DataCategory::Activity
        )
    })
}

/// The id of a product: its maker and model where both are known, else what it is called.
pub fn product_id(sends: &Sends) -> String {
    let wish = match (&sends.maker, &sends.model) {
        (Some(maker), Some(model)) => format!("{maker} {model}"),
        _ => sends.name.clone(),
    };
    let wish: String = text::short(&wish)
        .to_lowercase()
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    Names::default().fit(&wish, "my-product")
}

/// The kind of product, where what it sends leaves one only.
fn kind(sends: &Sends) -> Kind {
    let names = || {
        sends
            .streams
            .iter()
            .flat_map(|stream| &stream.fields)
            .map(|field| field.name.as_str())
    };
    let has = |name: &str| names().any(|known| known == name);
    if has("local_temperature")
        && (has("system_mode")
            || has("occupied_heating_setpoint")
            || has("current_heating_setpoint"))
    {
        return Kind::Thermostat;
    }
    if has("brightness") && has("state") && !has("power") && !has("occupancy") {
        return Kind::Light;
    }
    Kind::Other
}

/// `room_readings` and `roomReadings` as `Room readings`.
fn title(name: &str) -> String {
    let mut title = String::new();
    let mut small = false;
    for letter in name.chars().take(NAME_CHARS_MAX) {
        if small && letter.is_uppercase() {
            title.push(' ');
            title.extend(letter.to_lowercase());
        } else if title.is_empty() {
            title.extend(letter.to_uppercase());
        } else {
            title.push(if matches!(letter, '_' | '-') {
                ' '
            } else {
                letter
            });
        }
        small = letter.is_lowercase();
    }
    title
}

#[cfg(test)]
mod tests;
