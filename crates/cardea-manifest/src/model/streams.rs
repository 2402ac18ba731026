//! What a product sends.

use cardea_units::{CalendarDuration, Quantum};
use serde_json::{Value as Json, json};

use super::DataCategory;
use crate::shape::{
    Definitions, Map, Name, Pointer, Reader, Shape, Text, TopicTemplate, Unit, record, shown, words,
};
use crate::{At, Node, NodeKind, Span};

record! {
    /// One kind of message that the product sends.
    pub struct Stream {
        /// What people call it.
        pub title: At<Text>,
        /// Whom its readings are about.
        pub about: About,
        /// Where its readings come from.
        pub from: At<From> = From::Device,
        /// The MQTT topic on which the firmware sends it; `{device}` stands for the device's own id.
        pub topic: Option<At<TopicTemplate>>,
        /// How often it is sent at most.
        pub every: Option<At<CalendarDuration>>,
        /// The clock behind its times.
        pub clock: Option<Clock>,
        /// When people are told of readings that do not come from them (UK GDPR Art 14).
        pub told: Option<ToldLater>,
        /// What is in a message. What is not listed here is never kept.
        pub fields: Map<Field>,
    }
}

record! {
    /// When people are told of data that does not come from them (UK GDPR Art 14(3), (5)).
    pub struct ToldLater {
        /// Within which time; a month at most.
        pub within: Option<At<CalendarDuration>>,
        /// Why they need not be told one by one, and what protects them instead.
        pub unless: Option<At<Text>>,
    }
}

words! {
    /// Where readings come from.
    pub enum From {
        /// The device.
        Device = "device",
        /// The app.
        App = "app",
        /// The cloud.
        Cloud = "cloud",
        /// Another organisation.
        ThirdParty = "third_party",
    }
}

/// Whom the readings of a stream are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Everyone in the home.
    Household {
        /// Where it is said.
        span: Span,
    },
    /// The person to whom the device is assigned.
    Wearer {
        /// Where it is said.
        span: Span,
    },
    /// The person whom a field of the reading names.
    Profile {
        /// Where it is said.
        span: Span,
        /// The field.
        field: At<Name>,
    },
    /// People who pass by and were never asked.
    Bystander {
        /// Where it is said.
        span: Span,
    },
}

impl About {
    /// Where it is said.
    pub const fn span(&self) -> Span {
        match self {
            Self::Household { span }
            | Self::Wearer { span }
            | Self::Profile { span, .. }
            | Self::Bystander { span } => *span,
        }
    }
}

impl Shape for About {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        const EXPECTED: &str = "`household`, `wearer`, `bystander` or `profile: FIELD`";
        let span = node.span;
        if let NodeKind::Scalar { text, .. } = &node.kind {
            match text.as_str() {
                "household" => return Some(Self::Household { span }),
                "wearer" => return Some(Self::Wearer { span }),
                "bystander" => return Some(Self::Bystander { span }),
                "profile" => {
                    let help =
                        "name the field that holds the profile's name: `about: { profile: FIELD }`";
                    reader.problem(
                        span,
                        "`profile` does not say which field names the person",
                        help,
                    );
                    return None;
                }
                other => {
                    let message =
                        format!("`{}` is not somebody a reading can be about", shown(other));
                    reader.unknown(span, message, other, ["household", "wearer", "bystander"]);
                    return None;
                }
            }
        }
        let (key, value) = reader.single(node, EXPECTED)?;
        if key.value != "profile" {
            reader.problem(
                key.span,
                format!("`{}` is not a key of this section", shown(key)),
                format!("write {EXPECTED}"),
            );
            return None;
        }
        Some(Self::Profile {
            span,
            field: At::read(value, reader)?,
        })
    }

    fn schema(defs: &mut Definitions) -> Json {
        json!({ "oneOf": [
            { "const": "household", "description": "Everyone in the home" },
            { "const": "wearer", "description": "The person to whom the device is assigned" },
            { "const": "bystander", "description": "People who pass by and were never asked" },
            { "type": "object", "required": ["profile"], "additionalProperties": false,
              "properties": { "profile": Name::schema(defs) },
              "description": "The person whom this field of the reading names" },
        ] })
    }

    fn normal(&self) -> Option<Json> {
        Some(match self {
            Self::Household { .. } => json!("household"),
            Self::Wearer { .. } => json!("wearer"),
            Self::Bystander { .. } => json!("bystander"),
            Self::Profile { field, .. } => json!({ "profile": field.as_str() }),
        })
    }
}

record! {
    /// The clock behind the times of a stream.
    pub struct Clock {
        /// What sets it.
        pub source: At<ClockSource> = ClockSource::Arrival,
        /// How far it may be from the time of arrival.
        pub skew: Option<At<CalendarDuration>>,
        /// Where in the message the time stands (RFC 3339, or seconds or milliseconds since 1970); without it, the time of arrival counts.
        pub path: Option<At<Pointer>>,
    }
}

words! {
    /// What sets a device's clock.
    pub enum ClockSource {
        /// Network time.
        Ntp = "ntp",
        /// A satellite receiver.
        Gnss = "gnss",
        /// A phone or hub.
        Paired = "paired",
        /// A clock that nothing corrects.
        FreeRunning = "free_running",
        /// The device has none: the time of arrival counts.
        Arrival = "arrival",
    }
}

record! {
    /// One value in a message.
    pub struct Field {
        /// What kind of value it is.
        pub kind as "type": At<FieldType>,
        /// Its unit, as a UCUM code.
        pub unit: Option<At<Unit>>,
        /// The step that numbers are rounded to before they are kept.
        pub step: Option<At<Quantum>>,
        /// Lowest and highest value the sensor can mean; others are refused.
        pub between: Option<Range>,
        /// The words a text can be; others are refused. A text without this list is cut off at 256 bytes.
        pub one_of: Vec<At<Text>>,
        /// What it is about.
        pub data: At<DataCategory>,
        /// How good it is.
        pub accuracy: Option<Accuracy>,
        /// How it was obtained.
        pub origin: At<Origin> = Origin::Observed,
        /// The model that inferred it.
        pub by: Option<At<Name>>,
        /// Whether it says something about a person.
        pub personal: At<Personal> = Personal::Yes,
        /// Why it says nothing about a person.
        pub why: Option<At<Text>>,
        /// Where in the message it stands; without it, the key of the same name.
        pub path: Option<At<Pointer>>,
        /// Whether a person who is asked for it must give it.
        pub required: Option<At<bool>>,
        /// Whether it is compared with stored voices, faces, fingers or bodies to tell who it is.
        pub matched: Option<At<bool>>,
    }
}

words! {
    /// Kinds of value.
    pub enum FieldType {
        /// A number with a step.
        Number = "number",
        /// A whole number.
        Integer = "integer",
        /// Yes or no.
        Boolean = "boolean",
        /// A short text.
        Text = "text",
        /// A picture, a sound or a film, sent by HTTP upload.
        Media = "media",
    }
}

words! {
    /// How a value was obtained.
    pub enum Origin {
        /// A sensor measured it.
        Observed = "observed",
        /// The person gave it.
        Provided = "provided",
        /// Something concluded it.
        Inferred = "inferred",
        /// Another organisation sent it.
        ThirdParty = "third_party",
    }
}

words! {
    /// Whether a value says something about a person.
    pub enum Personal {
        /// It does.
        Yes = "yes",
        /// It does together with something else.
        Linkable = "linkable",
        /// It does not, and `why` says why.
        No = "no",
    }
}

record! {
    /// How good a value is.
    pub struct Accuracy {
        /// Largest error, in the field's unit.
        pub within: Option<At<f64>>,
        /// Where that figure comes from.
        pub source: Option<At<Text>>,
        /// Under which conditions it holds.
        pub conditions: Option<At<Text>>,
    }
}

/// Lowest and highest value, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Where it stands.
    pub span: Span,
    /// Lowest.
    pub low: f64,
    /// Highest.
    pub high: f64,
}

impl Shape for Range {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let bounds: Vec<f64> = Vec::read(node, reader)?;
        match bounds.as_slice() {
            [low, high] if low < high => Some(Self {
                span: node.span,
                low: *low,
                high: *high,
            }),
            _ => {
                reader.problem(
                    node.span,
                    "these are not a lowest and a highest value",
                    "write two numbers, the lower first, such as `[-20, 60]`",
                );
                None
            }
        }
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })
    }

    fn normal(&self) -> Option<Json> {
        Some(json!([self.low, self.high]))
    }
}
