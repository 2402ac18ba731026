//! In which layers and forms people are told, advertising messages, how choices are asked as a whole.

use super::Dated;
use crate::At;
use crate::shape::{Text, record, words};

words! {
    /// How deep people can read.
    pub enum NoticeLayer {
        /// A line or an icon.
        Glance = "glance",
        /// A short notice.
        Short = "short",
        /// Everything the law asks for.
        Full = "full",
    }
}

words! {
    /// Forms in which people are told.
    pub enum NoticeForm {
        /// Large print.
        LargePrint = "large_print",
        /// Read aloud.
        Audio = "audio",
        /// Easy words and pictures.
        EasyRead = "easy_read",
        /// Braille.
        Braille = "braille",
        /// Sign language.
        SignLanguage = "sign_language",
        /// A page that works with aids for reading (WCAG 2.2 AA).
        AccessiblePage = "accessible_page",
        /// A short film.
        Video = "video",
        /// A comic.
        Comic = "comic",
        /// A label with the facts.
        Label = "label",
        /// An icon on the pack that says the product is connected.
        PackIcon = "pack_icon",
    }
}

record! {
    /// Messages that advertise something (PECR reg 22).
    pub struct Marketing {
        /// By which way they come.
        pub by: Vec<At<MarketingWay>>,
        /// What they rest on.
        pub on: At<MarketingGround>,
        /// Whether each message says how to end them.
        pub ends_in_each: Option<At<bool>>,
        /// Whether notices about safety and service are free of advertising.
        pub apart_from_service: Option<At<bool>>,
    }
}

words! {
    /// Ways of advertising messages.
    pub enum MarketingWay {
        /// E-mail.
        Email = "email",
        /// Text messages.
        Sms = "sms",
        /// Notifications of the app or the product.
        Push = "push",
        /// Telephone.
        Telephone = "telephone",
        /// Post.
        Post = "post",
    }
}

words! {
    /// What advertising messages rest on (PECR reg 22).
    pub enum MarketingGround {
        /// The person agreed beforehand.
        Consent = "consent",
        /// The person bought something alike from the same organisation and could say no then and in each message.
        SoftOptIn = "soft_opt_in",
        /// Neither.
        None = "none",
    }
}

record! {
    /// How choices are asked as a whole.
    pub struct Asking {
        /// Whether one answer can be given to everything.
        pub all_at_once: Option<At<AllAtOnce>>,
        /// How many choices are asked at set-up.
        pub at_set_up: Option<At<u32>>,
        /// The places in which all choices are seen and changed together.
        pub one_place: Vec<At<Text>>,
        /// The review of wording, colours, order and frequency for patterns that push people, with its date.
        pub design_review: Option<Dated>,
    }
}

words! {
    /// Whether one answer can be given to everything.
    pub enum AllAtOnce {
        /// It cannot.
        No = "no",
        /// Yes and no to all stand side by side, with each choice beneath.
        YesAndNoAlike = "yes_and_no_alike",
        /// Only yes to all is there.
        YesOnly = "yes_only",
    }
}
