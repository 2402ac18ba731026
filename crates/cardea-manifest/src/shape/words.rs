//! Closed lists of words.

/// Defines a closed list: an enum whose doc comments explain each word to editors and notices.
macro_rules! words {
    (
        $(#[doc = $doc:literal])+
        pub enum $name:ident {
            $( $(#[doc = $word_doc:literal])+ $variant:ident = $word:literal , )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[doc = $word_doc])+ $variant, )+
        }

        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &[Self] = &[$( Self::$variant ),+];

            /// The word as it is written in a manifest.
            pub const fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )+ }
            }

            /// What the word means.
            pub const fn meaning(self) -> &'static str {
                match self { $( Self::$variant => concat!($($word_doc, "\n"),+), )+ }
            }

            /// The word that `text` is.
            pub fn from_word(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.word() == text)
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl $crate::shape::Shape for $name {
            fn read(node: &$crate::Node, reader: &mut $crate::shape::Reader) -> Option<Self> {
                let all = || Self::ALL.iter().map(|word| word.word());
                let text = reader.scalar(node, &format!("one of `{}`", all().collect::<Vec<_>>().join("`, `")))?;
                let found = Self::from_word(text);
                if found.is_none() {
                    let message = format!("`{}` is not a word that belongs here", $crate::shape::shown(text));
                    reader.unknown(node.span, message, text, all());
                }
                found
            }

            fn schema(defs: &mut $crate::shape::Definitions) -> serde_json::Value {
                let about = concat!($($doc, "\n"),+);
                $crate::shape::record_named(defs, stringify!($name), |_| {
                    let words: Vec<serde_json::Value> = Self::ALL
                        .iter()
                        .map(|word| serde_json::json!({ "const": word.word(), "description": word.meaning().trim() }))
                        .collect();
                    $crate::shape::record_described(serde_json::json!({ "oneOf": words }), about)
                })
            }

            fn normal(&self) -> Option<serde_json::Value> {
                Some(serde_json::json!(self.word()))
            }
        }
    };
}
pub(crate) use words;
