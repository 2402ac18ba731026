//! How people use their rights.

use crate::At;
use crate::shape::{Sequence, Text, Url, record, words};

record! {
    /// How people use their rights beyond the portal.
    pub struct Rights {
        /// Places in which every right can be used: `portal`, `companion_app`, `email`, ...
        pub everywhere: Vec<At<Text>>,
        /// The page for people without an account.
        pub without_account: Option<At<Url>>,
        /// How somebody shows who they are, the least first.
        pub identity: Sequence<At<IdentityStep>>,
        /// How other people are protected in an answer.
        pub third_party_data: Option<At<ThirdPartyData>>,
    }
}

words! {
    /// Ways to show who somebody is.
    pub enum IdentityStep {
        /// They are signed in.
        SignedIn = "signed_in",
        /// They hold the device.
        DeviceInHand = "device_in_hand",
        /// They answer from a known address.
        KnownAddress = "known_address",
        /// They show a document.
        Document = "document",
    }
}

words! {
    /// How other people are protected in an answer.
    pub enum ThirdPartyData {
        /// They are made unrecognisable.
        Blur = "blur",
        /// Parts with them are left out.
        LeaveOut = "leave_out",
        /// They are asked.
        Ask = "ask",
    }
}
