//! What was found by comparing, and what follows from it, in words that every form of output shares.

use cardea_catalogue::{Report, Standing, compare, judge};
use cardea_manifest::Span;
use cardea_manifest::diff::{
    Change, Class, Consents, Diff, NoticeChange, PurposeChange, Stands, Trigger, diff, notices,
};
use cardea_units::Date;

use super::Side;

/// Two manifests and everything that differs.
pub(super) struct Comparison<'s> {
    pub(super) old: &'s Side,
    pub(super) new: &'s Side,
    pub(super) as_of: Date,
    pub(super) diff: Diff,
    pub(super) notices: Vec<NoticeChange>,
    before: Report,
    after: Report,
}

impl<'s> Comparison<'s> {
    pub(super) fn of(old: &'s Side, new: &'s Side, as_of: Date) -> Self {
        let diff = diff(&old.manifest, &new.manifest);
        Self {
            old,
            new,
            as_of,
            notices: notices(&new.manifest, &diff),
            diff,
            before: judge(&old.manifest, as_of),
            after: judge(&new.manifest, as_of),
        }
    }

    /// The gravest class: of the changes, and of what `check` finds that it did not find before.
    pub(super) fn class(&self) -> Class {
        if self.findings().broken().next().is_some() {
            Class::Breaks
        } else {
            self.diff.class()
        }
    }

    /// What `check` finds that it did not find before, and what it finds no more.
    pub(super) fn findings(&self) -> cardea_catalogue::Compared<'_> {
        compare(&self.before, &self.after)
    }

    /// Everything in one sentence, without a full stop. The names of the two sides are as they were given.
    pub(super) fn verdict(&self, old: &str, new: &str) -> String {
        if self.diff.changes.is_empty() {
            return format!("{new} is the same version as {old}: nothing changes for people");
        }
        let does = match self.class() {
            Class::Breaks => "breaks what the law asks and",
            Class::Widens => "widens what",
            Class::Narrows => "narrows what",
            Class::SamePromise => "keeps what",
        };
        let link = if self.class() == Class::Breaks {
            " kept"
        } else {
            " promised"
        };
        let counts: Vec<String> = [
            (Class::Breaks, "breaks the law", "break the law"),
            (Class::Widens, "widens", "widen"),
            (Class::Narrows, "narrows", "narrow"),
            (
                Class::SamePromise,
                "leaves the promise as it is",
                "leave the promise as it is",
            ),
        ]
        .into_iter()
        .filter_map(|(class, one, many)| match self.diff.count(class) {
            0 => None,
            1 => Some(format!("1 change {one}")),
            count => Some(format!("{count} changes {many}")),
        })
        .collect();
        let found = match self.findings().broken().count() {
            0 => String::new(),
            1 => ", and `cardea check` finds 1 thing of level MUST that it did not find before"
                .to_owned(),
            count => format!(
                ", and `cardea check` finds {count} things of level MUST that it did not find before"
            ),
        };
        format!("{new} {does} {old}{link}: {}{found}", counts.join(", "))
    }

    /// The side on which a change is shown: the new one, but for what is gone.
    pub(super) fn side_of(&self, change: &Change) -> (&'s Side, Span) {
        let side = if change.after.is_some() {
            self.new
        } else {
            self.old
        };
        (side, side.place_of(change))
    }

    /// Changes that touch no purpose in particular.
    pub(super) fn of_the_product(&self) -> impl Iterator<Item = &Change> {
        self.diff
            .changes
            .iter()
            .filter(|change| change.purposes.is_empty())
    }

    /// The changes of a purpose, the gravest first.
    pub(super) fn of_purpose(&self, purpose: &PurposeChange) -> impl Iterator<Item = &Change> {
        purpose
            .changes
            .iter()
            .filter_map(|place| self.diff.changes.get(*place))
    }

    /// Why the assessment of impact has to be looked at again, each reason with the places it is for. Empty where it has not.
    pub(super) fn reasons(&self) -> Vec<(Trigger, Vec<String>)> {
        let mut reasons: Vec<(Trigger, Vec<String>)> = Vec::new();
        for (trigger, change) in self.diff.triggers() {
            let path = change.path.to_string();
            match reasons.iter_mut().find(|(known, _)| *known == trigger) {
                Some((_, paths)) if paths.contains(&path) => {}
                Some((_, paths)) => paths.push(path),
                None => reasons.push((trigger, vec![path])),
            }
        }
        reasons.sort_by_key(|(trigger, _)| *trigger);
        reasons
    }

    /// What `cardea serve` does with the new manifest: sentences, lower case, no full stop.
    pub(super) fn serve(&self) -> Vec<String> {
        let mut does = Vec::new();
        match self.after.standing() {
            Standing::Broken => does.push(
                "it refuses this manifest, which breaks a MUST, unless its data folder has served this very version before".to_owned(),
            ),
            Standing::CannotTell => does.push(
                "it serves this manifest with a warning: of a MUST it cannot be told whether it is kept".to_owned(),
            ),
            Standing::Kept => {}
        }
        if self.diff.changes.is_empty() {
            return does;
        }
        if self.old.manifest.product.id != self.new.manifest.product.id {
            does.push("to it this is another product; nothing of the old one goes over".to_owned());
            return does;
        }
        does.push("from its next start with the new manifest, that holds for everybody at once; the old promise is not kept running for those who have not agreed to the new one".to_owned());
        let asked =
            self.named(|purpose| matches!(purpose.consents, Consents::Void | Consents::AskedNow));
        if !asked.is_empty() {
            does.push(format!(
                "until people say yes, nothing is kept or handed out for {asked}"
            ));
        }
        let unasked = self.named(|purpose| {
            purpose.class >= Class::Widens
                && purpose.stands != Stands::Gone
                && matches!(purpose.consents, Consents::NotAsked | Consents::AskedNoMore)
        });
        if !unasked.is_empty() {
            does.push(format!("nobody is asked about {unasked}: what widens there holds at once, for readings that come from then on"));
        }
        if self.is_elsewhere() {
            does.push("it does not reach copies elsewhere (`also_on`): they are the maker's to shorten or delete".to_owned());
        }
        if !self.notices.is_empty() {
            does.push("it sends no notice: people see the new manifest on the product's page; to tell them is the maker's".to_owned());
        }
        does
    }

    /// Names of purposes, in backticks.
    fn named(&self, which: impl Fn(&PurposeChange) -> bool) -> String {
        let names: Vec<String> = self
            .diff
            .purposes
            .iter()
            .filter(|purpose| which(purpose))
            .map(|purpose| format!("`{}`", purpose.name))
            .collect();
        names.join(", ")
    }

    fn is_elsewhere(&self) -> bool {
        self.diff
            .changes
            .iter()
            .any(|change| change.path.keys().any(|key| key == "also_on"))
    }
}
