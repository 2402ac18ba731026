//! The words for what is otherwise than declared.

/// Declares an enumeration of words that stand in the database.
macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $kind:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $kind,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// As it is written.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$kind => $word,)+ }
            }

            /// Of a word; `None` where there is no such.
            pub fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$kind),)+ _ => None }
            }
        }
    };
}

kinds! {
    /// What is otherwise than declared.
    DriftKind {
        /// A field that the manifest does not declare. Its value is never kept.
        UndeclaredField = "undeclared_field",
        /// A topic, or by HTTP a stream, that the manifest does not declare. Nothing in it is looked at.
        UndeclaredTopic = "undeclared_topic",
        /// A message of a declared stream with no declared field in it.
        NothingDeclared = "nothing_declared",
        /// A number outside `between`.
        OutOfRange = "out_of_range",
        /// A value of another form than the field's `type`.
        WrongForm = "wrong_form",
        /// A word that is not in `one_of`.
        UnknownWord = "unknown_word",
        /// A text that was cut off.
        TooLong = "too_long",
        /// More readings of a device than `every` says.
        TooOften = "too_often",
        /// A device's time that runs ahead of arrival by more than `skew`.
        ClockAhead = "clock_ahead",
        /// A device's time that is older than any device holds back readings.
        ClockBehind = "clock_behind",
        /// A message without the time that `clock.path` declares, or with one that is none.
        NoTime = "no_time",
        /// A message that is not JSON.
        Unreadable = "unreadable",
        /// A topic of another device.
        NotYours = "not_yours",
    }
}

kinds! {
    /// In which form something was sent, in the words of JSON.
    DriftForm {
        /// It was not looked at, or the kind says it all.
        Unknown = "",
        /// `null`.
        Null = "null",
        /// `true` or `false`.
        Boolean = "boolean",
        /// A number.
        Number = "number",
        /// A text.
        Text = "string",
        /// A list.
        List = "array",
        /// An object.
        Object = "object",
    }
}
