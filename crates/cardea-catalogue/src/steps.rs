//! Whether saying no takes as few steps as saying yes, and is offered as plainly.

use cardea_manifest::At;
use cardea_manifest::model::Prominence;

use crate::asked::{Asked, Place};

/// An answer that is weighed against a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// To say no when asked.
    Refuse,
    /// To take a yes back.
    Withdraw,
}

/// How many steps an answer takes beside a yes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Symmetry<'m> {
    /// At most as many.
    Alike,
    /// More.
    Harder {
        /// Steps of a yes.
        grant: u32,
        /// Steps of the answer, and where the manifest says so.
        answer: &'m At<u32>,
    },
    /// The manifest does not say, and the maker builds the place.
    Unsaid,
}

/// How many steps `answer` takes beside a yes. In Cardea's portal it is one each way, unless the maker says otherwise.
pub(crate) fn symmetry<'m>(asked: &Asked<'m>, answer: Answer) -> Symmetry<'m> {
    let Some(steps) = asked.choice.and_then(|choice| choice.steps.as_ref()) else {
        return match asked.place {
            Place::Portal => Symmetry::Alike,
            Place::MakersOwn => Symmetry::Unsaid,
        };
    };
    let grant = steps.grant.value;
    let answer = match answer {
        Answer::Refuse => &steps.refuse,
        Answer::Withdraw => &steps.withdraw,
    };
    if answer.value > grant {
        Symmetry::Harder { grant, answer }
    } else {
        Symmetry::Alike
    }
}

/// How plainly yes and no are offered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Offered<'m> {
    /// Alike.
    Alike,
    /// A yes is made easier to see or hear than a no.
    Unlike(&'m At<Prominence>),
    /// The manifest does not say, and the maker builds the place.
    Unsaid,
}

/// How plainly yes and no are offered beside each other.
pub(crate) fn offered<'m>(asked: &Asked<'m>) -> Offered<'m> {
    match asked.choice.and_then(|choice| choice.prominence.as_ref()) {
        Some(prominence) if prominence.value != Prominence::Equal => Offered::Unlike(prominence),
        Some(_) => Offered::Alike,
        None => match asked.place {
            Place::Portal => Offered::Alike,
            Place::MakersOwn => Offered::Unsaid,
        },
    }
}

#[cfg(test)]
mod tests {
    use cardea_manifest::model::Manifest;

    use super::*;
    use crate::asked::asked;

    const BASE: &str = include_str!("../tests/base.yaml");
    const STEPS: &str = "steps: { grant: 1, refuse: 1, withdraw: 1 }";

    fn with(change: &[(&str, &str)], see: impl Fn(&Asked<'_>) -> String) -> String {
        let mut text = BASE.to_owned();
        for (from, to) in change {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        let manifest = Manifest::read(text.as_bytes()).unwrap();
        let asked = asked(&manifest).next().unwrap();
        see(&asked)
    }

    fn judged(steps: &str, answer: Answer) -> String {
        with(&[(STEPS, steps)], |asked| match symmetry(asked, answer) {
            Symmetry::Alike => "alike".to_owned(),
            Symmetry::Harder { grant, answer } => format!("{grant} and {}", answer.value),
            Symmetry::Unsaid => "unsaid".to_owned(),
        })
    }

    #[test]
    fn as_many_steps_are_alike_and_one_more_is_harder() {
        for (grant, other, expected) in [
            (0, 0, "alike"),
            (0, 1, "0 and 1"),
            (1, 0, "alike"),
            (1, 1, "alike"),
            (1, 2, "1 and 2"),
            (3, 3, "alike"),
            (3, 16, "3 and 16"),
        ] {
            let refuse = format!("steps: {{ grant: {grant}, refuse: {other}, withdraw: 9 }}");
            assert_eq!(judged(&refuse, Answer::Refuse), expected, "{refuse}");
            let withdraw = format!("steps: {{ grant: {grant}, refuse: 9, withdraw: {other} }}");
            assert_eq!(judged(&withdraw, Answer::Withdraw), expected, "{withdraw}");
        }
    }

    #[test]
    fn what_is_not_said_is_alike_in_the_portal_only() {
        let portal = ("where: [companion_app, portal]", "where: [portal]");
        let unsaid = [
            (STEPS, "withdraw_where: []"),
            ("    prominence: equal\n", ""),
        ];
        let see = |asked: &Asked<'_>| {
            format!("{:?} {:?}", symmetry(asked, Answer::Refuse), offered(asked))
        };
        assert_eq!(with(&unsaid, see), "Unsaid Unsaid");
        assert_eq!(with(&[portal, unsaid[0], unsaid[1]], see), "Alike Alike");
    }

    #[test]
    fn a_yes_that_stands_out_and_a_no_that_hides_are_unlike() {
        for (word, unlike) in [
            ("equal", false),
            ("yes_stands_out", true),
            ("no_is_hidden", true),
        ] {
            let change = [("prominence: equal", format!("prominence: {word}"))];
            let change = [(change[0].0, change[0].1.as_str())];
            let seen = with(&change, |asked| {
                matches!(offered(asked), Offered::Unlike(_)).to_string()
            });
            assert_eq!(seen, unlike.to_string(), "{word}");
        }
    }
}
