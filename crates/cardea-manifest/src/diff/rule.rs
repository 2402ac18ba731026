//! How a difference of one key is judged.

use serde_json::Value as Json;

use super::measure::{self, Order};
use super::rules::Trigger;
use super::{Class, Path};

/// One row of a table: a key, its rule, and what to say.
#[derive(Debug)]
pub(super) struct Row {
    /// Keys between dots, `*` for a name the maker chose.
    pub(super) pattern: &'static str,
    pub(super) rule: Rule,
    /// What happened when it widens or breaks.
    pub(super) wider: &'static str,
    /// What happened when it does not.
    pub(super) otherwise: &'static str,
    /// Why the assessment of impact has to be looked at again when it widens.
    pub(super) trigger: Option<Trigger>,
}

/// What a key that is not there means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Absent {
    /// The widest there is: no end, no protection.
    Widest,
    /// The narrowest there is.
    Narrowest,
    /// Nothing that can be compared. Saying it for the first time takes nothing from anybody; to stop saying it does.
    Unsaid,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {
    /// However it changes, the promise is the same.
    Wording,
    /// However it changes, it is another promise.
    Another,
    /// What comes widens, what goes narrows, another in its place widens.
    More,
    /// What comes protects, what goes is missed; another in its place cannot be told to be as good.
    Guards,
    /// What comes protects, what goes is missed; another in its place is as good.
    Offered,
    /// A length of time: longer is wider.
    Longer(Absent),
    /// A length of time that protects, such as that between two messages: shorter is wider, and none is the widest.
    Shorter,
    /// A day: earlier is wider.
    Earlier,
    /// A day: later is wider.
    Later,
    /// An interval of which one value is kept: shorter is wider, and so is one that the old ones do not fit into.
    Interval,
    /// A step, the field's own where a use has none: one that is not a whole multiple of the old one is wider.
    Step,
    /// How an interval becomes one value; the key beside the fields that says the interval.
    Aggregate(&'static str),
    /// Words, the most protective first.
    Ladder(&'static [&'static str], Absent),
    /// A number: higher is wider.
    Higher(Absent),
    /// A number: lower is wider.
    Lower(Absent),
    /// Yes or no: this answer is the wider; without one, the other holds or this one.
    Flag {
        /// The wider answer.
        wide: bool,
        /// What holds where nothing is said.
        absent: bool,
    },
    /// Lowest and highest value. Without them, any.
    Range,
    /// Letters, each a protection.
    Letters,
    /// Words that a text can be. Without them, any.
    OneOf,
    /// Places; without them, all.
    Places,
    /// A lawful basis, or a ground of access: giving up consent is wider, asking for it is narrower, anything else is another promise.
    Agreement(&'static str),
    /// The condition for special category data.
    Special,
    /// What happens while guests stay.
    Guests,
    /// The last day of security updates, which may never move earlier (PSTI Regulations 2023 Sch 1 para 3).
    Support,
}

/// What a rule looks at.
pub(super) struct Seen<'a> {
    pub(super) path: &'a Path,
    pub(super) before: Option<&'a Json>,
    pub(super) after: Option<&'a Json>,
    pub(super) old: &'a Json,
    pub(super) new: &'a Json,
}

impl Rule {
    /// Whether it judges that something comes or goes: of a list each item by itself, of a section the whole, and what is in it is left to
    /// other rules where both sides have it.
    pub(super) const fn is_of_parts(self) -> bool {
        matches!(
            self,
            Self::Wording | Self::More | Self::Guards | Self::Offered
        )
    }

    /// What a difference is to people. The two sides differ.
    pub(super) fn judge(self, seen: &Seen<'_>) -> Class {
        let order = match self {
            Self::Wording => return Class::SamePromise,
            Self::Another => Order::Other,
            Self::More => match (seen.before, seen.after) {
                (Some(_), None) => Order::Narrower,
                _ => Order::Wider,
            },
            Self::Guards | Self::Offered => match (seen.before, seen.after) {
                (None, _) => Order::Narrower,
                (Some(_), Some(_)) if matches!(self, Self::Offered) => Order::Same,
                _ => Order::Wider,
            },
            Self::Longer(absent) => measure::longer(seen, absent),
            Self::Shorter => measure::shorter(seen),
            Self::Earlier => measure::earlier(seen),
            Self::Later => measure::later(seen),
            Self::Interval => measure::interval(seen),
            Self::Step => measure::step(seen),
            Self::Aggregate(interval) => measure::aggregate(seen, interval),
            Self::Ladder(words, absent) => measure::ladder(seen, words, absent),
            Self::Higher(absent) => measure::higher(seen, absent),
            Self::Lower(absent) => measure::lower(seen, absent),
            Self::Flag { wide, absent } => measure::flag(seen, wide, absent),
            Self::Range => measure::range(seen),
            Self::Letters => measure::letters(seen),
            Self::OneOf => measure::one_of(seen),
            Self::Places => measure::places(seen),
            Self::Agreement(consent) => measure::agreement(seen, consent),
            Self::Special => measure::special(seen),
            Self::Guests => measure::guests(seen),
            Self::Support => return measure::support(seen),
        };
        match order {
            Order::Same => Class::SamePromise,
            Order::Narrower => Class::Narrows,
            Order::Wider | Order::Other => Class::Widens,
        }
    }
}
