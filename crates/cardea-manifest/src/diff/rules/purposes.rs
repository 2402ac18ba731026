//! `purposes`, `models` and `decisions`.

use super::{Trigger, another, row, wording};
use crate::diff::rule::{Absent, Row, Rule};

pub(super) const ROWS: &[Row] = &[
    row("purposes.*", Rule::More, "a new purpose", "a purpose less").reopens(Trigger::Purpose),
    wording("purposes.*.title", "called otherwise"),
    wording("purposes.*.explain", "explained in other words"),
    another("purposes.*.class", "another kind of purpose").reopens(Trigger::Purpose),
    row(
        "purposes.*.basis",
        Rule::Agreement("consent"),
        "another lawful basis",
        "rests on people's consent now",
    )
    .reopens(Trigger::Purpose),
    row(
        "purposes.*.device_access",
        Rule::Agreement("consent"),
        "another ground for taking its data off the device",
        "people are asked before its data is taken off the device",
    ),
    row(
        "purposes.*.special_category",
        Rule::Special,
        "another condition for special category data",
        "rests on people's express statement now",
    )
    .reopens(Trigger::Data),
    another("purposes.*.controller", "somebody else decides about it").reopens(Trigger::Recipient),
    row(
        "purposes.*.controllers",
        Rule::More,
        "one more decides about it",
        "one fewer decides about it",
    )
    .reopens(Trigger::Recipient),
    row(
        "purposes.*.arrangement.ref",
        Rule::Offered,
        "the arrangement of joint controllers is gone",
        "the reference of the arrangement",
    ),
    row(
        "purposes.*.arrangement.duties.*",
        Rule::Offered,
        "nobody has a duty that somebody had",
        "a duty is somebody's, or somebody else's",
    ),
    row(
        "purposes.*.arrangement.essence",
        Rule::Offered,
        "people are no longer told what joint controllers agreed",
        "what joint controllers agreed is told, or told otherwise",
    ),
    row(
        "purposes.*.processors",
        Rule::More,
        "another processor",
        "a processor less",
    )
    .reopens(Trigger::Recipient),
    row(
        "purposes.*.recipients.*",
        Rule::More,
        "a new recipient",
        "a recipient less",
    )
    .reopens(Trigger::Recipient),
    row(
        "purposes.*.recipients.*.duration",
        Rule::Longer(Absent::Widest),
        "a recipient may keep it longer",
        "a recipient may keep it for a shorter time",
    ),
    row(
        "purposes.*.recipients.*.acknowledges",
        Rule::Offered,
        "a recipient no longer confirms an erasure",
        "a recipient confirms an erasure",
    ),
    row(
        "purposes.*.recipients.*.own_purposes",
        Rule::Flag {
            wide: true,
            absent: false,
        },
        "a recipient uses it for purposes of its own",
        "a recipient does not use it for purposes of its own any more",
    )
    .reopens(Trigger::Recipient),
    row(
        "purposes.*.necessity.less_intrusive",
        Rule::Offered,
        "no longer said why nothing less would do",
        "why nothing less would do",
    ),
    row(
        "purposes.*.children",
        Rule::Ladder(&["never", "allowed"], Absent::Widest),
        "children's data is used",
        "children's data is never used",
    )
    .reopens(Trigger::People),
    row(
        "purposes.*.uses.*",
        Rule::More,
        "a stream is used that was not",
        "a stream is no longer used",
    )
    .reopens(Trigger::Data),
    row(
        "purposes.*.uses.*.fields.*",
        Rule::More,
        "a field is used that was not",
        "a field is no longer used",
    )
    .reopens(Trigger::Data),
    row(
        "purposes.*.uses.*.fields.*.step",
        Rule::Step,
        "a finer or uneven step",
        "a coarser step",
    ),
    row(
        "purposes.*.uses.*.fields.*.as",
        Rule::Aggregate("every"),
        "an interval becomes another value",
        "an interval becomes one value",
    ),
    row(
        "purposes.*.uses.*.every",
        Rule::Interval,
        "used more often, or at an uneven interval",
        "used less often",
    ),
    row(
        "purposes.*.uses.*.keep",
        Rule::Longer(Absent::Widest),
        "kept longer",
        "kept for a shorter time",
    ),
    row(
        "purposes.*.uses.*.also_on.*",
        Rule::Longer(Absent::Narrowest),
        "kept longer in another place",
        "kept for a shorter time in another place",
    ),
    row(
        "purposes.*.uses.*.person_may_shorten",
        Rule::Offered,
        "one shorter time less for a person to choose",
        "one shorter time more for a person to choose",
    ),
    row("models.*", Rule::More, "a new model", "a model less").reopens(Trigger::Model),
    row(
        "models.*.from",
        Rule::More,
        "a model reads another field",
        "a model reads one field less",
    )
    .reopens(Trigger::Model),
    another("models.*.says", "a model says something else").reopens(Trigger::Model),
    row(
        "models.*.accuracy.*",
        Rule::Lower(Absent::Unsaid),
        "a model is right less often, or it is no longer said",
        "a model is right more often, or it is said for the first time",
    )
    .reopens(Trigger::Model),
    wording("models.*.reviewed", "a model was looked at on another day"),
    another("models.*.shown_as", "what a model says is shown otherwise"),
    row(
        "models.*.corrected_by",
        Rule::Offered,
        "people cannot correct a model any more",
        "where people correct a model",
    ),
    row(
        "models.*.place",
        Rule::Ladder(&["device", "app", "cloud"], Absent::Unsaid),
        "a model runs further from the person, or it is no longer said",
        "a model runs nearer to the person, or it is said for the first time",
    )
    .reopens(Trigger::Model),
    row(
        "decisions.*",
        Rule::More,
        "a decision is made by machine alone",
        "a decision is no longer made by machine alone",
    )
    .reopens(Trigger::Model),
    another(
        "decisions.*.what",
        "something else is decided by machine alone, or it is said in other words",
    )
    .reopens(Trigger::Model),
    another("decisions.*.for", "a decision serves another purpose").reopens(Trigger::Purpose),
    row(
        "decisions.*.human_review",
        Rule::Offered,
        "nobody looks at a decision on request any more",
        "how a person gets a human to look at a decision",
    ),
    row(
        "decisions.*.explained",
        Rule::Offered,
        "the logic of a decision is no longer explained",
        "where the logic of a decision is explained",
    ),
    row(
        "purposes.*.childs_interest",
        Rule::Guards,
        "another reason why it is in the interest of children, or none",
        "why it is in the interest of children is said",
    ),
    wording("purposes.*.since", "data is used from another day"),
    wording("purposes.*.told", "people were told on another day"),
    row(
        "purposes.*.reuse.of",
        Rule::More,
        "data collected for another purpose is used again",
        "data collected for another purpose is no longer used again",
    )
    .reopens(Trigger::Purpose),
    another("purposes.*.reuse.on", "another ground for using data again"),
    row(
        "purposes.*.reuse.assessment",
        Rule::Offered,
        "the assessment of using data again is gone",
        "the assessment of using data again",
    ),
    wording("purposes.*.former_bases", "another history of bases"),
    row(
        "purposes.*.objection",
        Rule::Offered,
        "one place less to say no",
        "one place more to say no",
    ),
    another(
        "purposes.*.necessary_for",
        "another reason why it is necessary",
    ),
    another("purposes.*.started_by", "something else starts it"),
    row(
        "purposes.*.aggregated_after",
        Rule::Longer(Absent::Widest),
        "values of single people become figures of many later",
        "values of single people become figures of many sooner",
    ),
    row(
        "purposes.*.links_services",
        Rule::Flag {
            wide: true,
            absent: false,
        },
        "people are followed over several services",
        "people are no longer followed over several services",
    )
    .reopens(Trigger::Data),
    another(
        "purposes.*.human_review.by",
        "people of another organisation look at what is recorded, or nobody does any more",
    )
    .reopens(Trigger::Recipient),
    row(
        "purposes.*.human_review.pseudonymised",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "people who look may see who it is about",
        "people who look do not see who it is about",
    ),
    row(
        "purposes.*.human_review.logged",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "not each look is logged any more",
        "each look is logged",
    ),
    row(
        "purposes.*.techniques",
        Rule::Offered,
        "a technique less that protects people",
        "a technique more that protects people",
    ),
    row(
        "purposes.*.necessity.precise_location",
        Rule::Offered,
        "no longer said why a rough place would not do",
        "why a rough place would not do",
    ),
    row(
        "purposes.*.necessity.not_on_device",
        Rule::Offered,
        "no longer said why it cannot be done on the device",
        "why it cannot be done on the device",
    ),
    row(
        "purposes.*.uses.*.because",
        Rule::Offered,
        "no longer said why so long",
        "why so long",
    ),
    row(
        "purposes.*.uses.*.after",
        Rule::Ladder(&["deleted", "anonymised", "archived"], Absent::Narrowest),
        "it is not deleted when its time is over",
        "it is deleted when its time is over",
    ),
    row(
        "models.*.review_every",
        Rule::Longer(Absent::Widest),
        "a model is looked at less often",
        "a model is looked at more often",
    ),
    another("models.*.version", "another version of a model").reopens(Trigger::Model),
    row(
        "decisions.*.contested_by",
        Rule::Offered,
        "nobody can contest a decision any more",
        "how a person contests a decision",
    ),
    row(
        "decisions.*.representations",
        Rule::Offered,
        "people cannot say what they think of a decision any more",
        "how a person says what they think of a decision",
    ),
    row(
        "decisions.*.data_checked",
        Rule::Guards,
        "the data behind a decision is checked otherwise, or not",
        "how the data behind a decision is checked",
    ),
];
