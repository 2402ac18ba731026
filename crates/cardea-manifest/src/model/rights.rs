//! How people use their rights.

use cardea_units::{CalendarDuration, Date};

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
        /// Ways by which a request is taken, also one without a form.
        pub requests_by: Vec<At<Way>>,
        /// Steps from where people start to where they ask, at most.
        pub depth: Option<At<u32>>,
        /// Where a person corrects what is held.
        pub correct_in: Vec<At<Text>>,
        /// Forms in which a copy is given.
        pub formats: Vec<At<CopyFormat>>,
        /// When something is charged.
        pub fee: Option<At<Fee>>,
        /// Where is looked for somebody's data, and why not further (UK GDPR Art 15(1A)).
        pub search: Option<At<Text>>,
        /// How long an answer takes, at most.
        pub answered_within: Option<At<CalendarDuration>>,
        /// By how much more that is extended where a request is complex, at most.
        pub extended_by: Option<At<CalendarDuration>>,
        /// Requests whose clock is stopped while a question to the person is open.
        pub clock_stops_for: Vec<At<Right>>,
        /// What a refusal says.
        pub refusal_says: Vec<At<RefusalPart>>,
        /// What becomes of data that cannot be told to be anybody's.
        pub unassigned: Option<At<Text>>,
        /// When the copy was last compared with what device and cloud collected.
        pub reconciled: Option<At<Date>>,
        /// When staff last learned to recognise a request or complaint.
        pub staff_trained: Option<At<Date>>,
        /// How complaints are handled (DPA 2018 s.164A).
        pub complaints: Option<Complaints>,
    }
}

words! {
    /// Ways by which people reach an organisation.
    pub enum Way {
        /// Cardea's portal.
        Portal = "portal",
        /// The app.
        CompanionApp = "companion_app",
        /// The product itself.
        Device = "device",
        /// Speaking to the product.
        Voice = "voice",
        /// A form on a web page.
        Form = "form",
        /// E-mail.
        Email = "email",
        /// Post.
        Post = "post",
        /// Telephone.
        Telephone = "telephone",
        /// Social media.
        SocialMedia = "social_media",
        /// A shop or somebody of the staff.
        InPerson = "in_person",
        /// Somebody else, with authority.
        Representative = "representative",
    }
}

words! {
    /// Forms of a copy.
    pub enum CopyFormat {
        /// JSON.
        Json = "json",
        /// CSV.
        Csv = "csv",
        /// XML.
        Xml = "xml",
        /// A page for people.
        Html = "html",
        /// A document for people; no machine reads it well.
        Pdf = "pdf",
        /// Paper.
        Paper = "paper",
    }
}

words! {
    /// When something is charged for a request.
    pub enum Fee {
        /// Never.
        Never = "never",
        /// Only when it is manifestly unfounded or excessive (UK GDPR Art 12(5)).
        Excessive = "excessive",
        /// Always.
        Always = "always",
    }
}

words! {
    /// Rights of people.
    pub enum Right {
        /// Access (UK GDPR Art 15).
        Access = "access",
        /// Rectification (Art 16).
        Rectification = "rectification",
        /// Erasure (Art 17).
        Erasure = "erasure",
        /// Restriction (Art 18).
        Restriction = "restriction",
        /// Portability (Art 20).
        Portability = "portability",
        /// Objection (Art 21).
        Objection = "objection",
        /// Human review of an automated decision (Art 22C).
        HumanReview = "human_review",
    }
}

words! {
    /// What a refusal says (UK GDPR Art 12(4)).
    pub enum RefusalPart {
        /// Why.
        Reasons = "reasons",
        /// That the person may complain to the controller (DPA 2018 s.164A).
        ComplaintToController = "complaint_to_controller",
        /// That the person may complain to the regulator (DPA 2018 s.165).
        ComplaintToRegulator = "complaint_to_regulator",
        /// That the person may go to court.
        Court = "court",
    }
}

record! {
    /// How complaints are handled (DPA 2018 s.164A).
    pub struct Complaints {
        /// The electronic form.
        pub form: Option<At<Url>>,
        /// Other ways to complain.
        pub also_by: Vec<At<Way>>,
        /// How soon the person hears that it arrived; 30 days at most.
        pub acknowledged_within: Option<At<CalendarDuration>>,
        /// Who enquires, how people hear of progress and of the outcome.
        pub handled_by: Option<At<Text>>,
        /// Whether they are counted (DPA 2018 s.164B).
        pub counted: Option<At<bool>>,
        /// Whether there are plain words for children.
        pub words_for_children: Option<At<bool>>,
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
