//! `product` and `handled_by`.

use super::{Trigger, another, row, wording};
use crate::diff::rule::{Absent, Row, Rule};

pub(super) const ROWS: &[Row] = &[
    another("cardea", "another version of the format"),
    another(
        "product.id",
        "another product: no consent and no data of the old one belongs to it",
    ),
    wording("product.name", "called otherwise"),
    another("product.kind", "another kind of product"),
    row(
        "product.models",
        Rule::More,
        "covers one model number more",
        "covers one model number less",
    )
    .reopens(Trigger::Sensor),
    row(
        "product.markets",
        Rule::More,
        "sold in another country",
        "no longer sold in a country",
    )
    .reopens(Trigger::Country),
    wording("product.on_sale_from", "another first day of sale"),
    row(
        "product.expected_users",
        Rule::Higher(Absent::Unsaid),
        "used by more people, or by an unsaid number",
        "used by fewer people, or said for the first time",
    )
    .reopens(Trigger::People),
    another(
        "product.children",
        "another answer to whether children use it",
    )
    .reopens(Trigger::People),
    row(
        "product.account",
        Rule::Ladder(&["none", "optional", "required"], Absent::Unsaid),
        "an account is needed more than before, or it is no longer said",
        "an account is needed less, or it is said for the first time",
    ),
    row(
        "product.works_without",
        Rule::Offered,
        "no longer said what works without an account",
        "what works without an account is said, or said otherwise",
    ),
    row(
        "product.inputs",
        Rule::Offered,
        "one way less to answer it",
        "one way more to answer it",
    ),
    row(
        "product.outputs",
        Rule::Offered,
        "one way less in which it can tell people something",
        "one way more in which it can tell people something",
    ),
    row(
        "product.senses.*",
        Rule::More,
        "a new sensor",
        "a sensor less",
    )
    .reopens(Trigger::Sensor),
    row(
        "product.senses.*.reach",
        Rule::Ladder(&["body", "room", "outdoors"], Absent::Widest),
        "a sensor reaches further",
        "a sensor reaches less far",
    )
    .reopens(Trigger::Sensor),
    row(
        "product.senses.*.signal",
        Rule::Offered,
        "one sign less that a sensor is on",
        "one sign more that a sensor is on",
    ),
    row(
        "product.senses.*.switch",
        Rule::Ladder(&["hardware", "software", "none"], Absent::Widest),
        "a sensor is harder to switch off",
        "a sensor is easier to switch off",
    ),
    row(
        "product.radios.*",
        Rule::More,
        "a new radio",
        "a radio less",
    )
    .reopens(Trigger::Sensor),
    row(
        "product.radios.*.emits",
        Rule::More,
        "a radio sends another signal to everyone around",
        "a radio sends one signal less",
    )
    .reopens(Trigger::Sensor),
    row(
        "product.radios.*.rotates",
        Rule::Longer(Absent::Widest),
        "the address in a radio's signals changes less often",
        "the address in a radio's signals changes more often",
    ),
    row(
        "product.app.permissions.*",
        Rule::More,
        "the app asks the phone for another permission",
        "the app asks for one permission less",
    )
    .reopens(Trigger::Sensor),
    another(
        "product.app.permissions.*.for",
        "a permission of the app is for something else",
    ),
    row(
        "product.app.permissions.*.fallback",
        Rule::Offered,
        "no longer said what works without a permission",
        "what works without a permission is said, or said otherwise",
    ),
    row(
        "product.app.components",
        Rule::More,
        "software of another organisation in the app",
        "software of an organisation is gone from the app",
    )
    .reopens(Trigger::Recipient),
    row(
        "handled_by.*",
        Rule::Ladder(&["cardea", "own"], Absent::Unsaid),
        "no longer kept by construction: the maker does it",
        "kept by construction now",
    ),
    another("product.sold_as", "sold as something else"),
    row(
        "product.works_offline",
        Rule::Offered,
        "no longer said what works without a network",
        "what works without a network is said, or said otherwise",
    ),
    row(
        "product.senses.*.used",
        Rule::Flag {
            wide: true,
            absent: true,
        },
        "a sensor is used that was off",
        "a sensor is not used any more",
    )
    .reopens(Trigger::Sensor),
    row(
        "product.senses.*.starts",
        Rule::Ladder(&["off", "on"], Absent::Unsaid),
        "a sensor is on before anybody touched it",
        "a sensor is off until somebody switches it on",
    ),
    row(
        "product.senses.*.shows",
        Rule::Offered,
        "one state less of a sensor that people can tell",
        "one state more of a sensor that people can tell",
    ),
    row(
        "product.senses.*.signal_can_be_bypassed",
        Rule::Flag {
            wide: true,
            absent: false,
        },
        "a sensor can be on without its signal",
        "a sensor cannot be on without its signal",
    ),
    row(
        "product.senses.*.zones",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "people cannot cut off parts of what a sensor takes in any more",
        "people can cut off parts of what a sensor takes in",
    ),
    row(
        "product.senses.*.buffer.length",
        Rule::Longer(Absent::Narrowest),
        "a sensor holds back more before something triggers it",
        "a sensor holds back less before something triggers it",
    ),
    row(
        "product.senses.*.buffer.place",
        Rule::Ladder(&["ram", "storage", "cloud"], Absent::Narrowest),
        "what a sensor holds back lasts longer, or leaves the device",
        "what a sensor holds back stays nearer",
    )
    .reopens(Trigger::Sensor),
    row(
        "product.senses.*.buffer.false_triggers",
        Rule::Ladder(&["deleted", "kept"], Absent::Unsaid),
        "what a false trigger caught is kept, or it is no longer said",
        "what a false trigger caught is deleted, or it is said for the first time",
    ),
    wording(
        "product.senses.*.calibrated",
        "a sensor was calibrated on another day",
    ),
    row(
        "product.radios.*.reveals",
        Rule::More,
        "a radio says more to everyone around",
        "a radio says less to everyone around",
    )
    .reopens(Trigger::Sensor),
    wording(
        "product.app.permissions.*.when",
        "the app asks at another moment",
    ),
];
