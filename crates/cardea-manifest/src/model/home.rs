//! People who pass by, recognition, accounts nobody uses, safety within a home.

use cardea_units::CalendarDuration;

use crate::At;
use crate::shape::{Text, Url, record, words};

record! {
    /// People who pass by and have nothing to do with the home: neighbours, callers, people in the street.
    pub struct Bystanders {
        /// How they are told: a sign, a light, a sticker.
        pub told_by: Vec<At<Text>>,
        /// How they are spared: zones, masks, sound off, nothing kept.
        pub spared_by: Vec<At<Text>>,
        /// The page on which they find out more and object.
        pub page: Option<At<Url>>,
    }
}

record! {
    /// How the product tells people apart by voice, face, finger or weight.
    pub struct Recognition {
        /// What it tells them apart by.
        pub by: Vec<At<RecognisedBy>>,
        /// What it does with people who never enrolled.
        pub strangers: Option<At<Strangers>>,
        /// How sure it must be, from 0 to 1, before it takes somebody for a person it knows.
        pub sure_from: Option<At<f64>>,
        /// To whom it counts what it is less sure of.
        pub unsure_goes_to: Option<At<UnsureGoesTo>>,
        /// What people who do not want to be recognised use instead, with nothing lost: a PIN, a picker of profiles.
        pub instead: Vec<At<Text>>,
    }
}

words! {
    /// What people are told apart by.
    pub enum RecognisedBy {
        /// Their voice.
        Voice = "voice",
        /// Their face.
        Face = "face",
        /// Their finger.
        Finger = "finger",
        /// Their weight or body.
        Body = "body",
        /// A tag or phone that they carry.
        Tag = "tag",
    }
}

words! {
    /// What becomes of people who never enrolled.
    pub enum Strangers {
        /// They are never compared with anybody.
        NeverMatched = "never_matched",
        /// They are compared, and nothing of it is kept.
        MatchedAndDropped = "matched_and_dropped",
        /// They are compared, and it is kept.
        MatchedAndKept = "matched_and_kept",
    }
}

words! {
    /// To whom an uncertain reading is counted.
    pub enum UnsureGoesTo {
        /// To nobody.
        Nobody = "nobody",
        /// To a guest.
        Guest = "guest",
        /// To whoever is nearest.
        Nearest = "nearest",
    }
}

record! {
    /// What happens with accounts and devices that nobody uses any more.
    pub struct Idle {
        /// After how long without use they are removed.
        pub removed_after: At<CalendarDuration>,
        /// How long before that people are warned.
        pub warned_before: Option<At<CalendarDuration>>,
    }
}

record! {
    /// How members of a home are protected from each other, also from one who controls the home.
    pub struct Safety {
        /// The roles there are: owner, member, guest.
        pub roles: Vec<At<Text>>,
        /// Whether everybody concerned sees who has access and who looked.
        pub access_is_visible: Option<At<bool>>,
        /// How access is taken away at once.
        pub revoke: Option<At<Text>>,
        /// How somebody leaves without the others being told first.
        pub leave_quietly: Option<At<Text>>,
        /// Whether somebody can watch, listen or follow without a sign.
        pub covert_mode: Option<At<bool>>,
    }
}
