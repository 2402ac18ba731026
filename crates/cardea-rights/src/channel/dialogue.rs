//! What is said and done, turn by turn.

/// Who speaks or acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The product, its app or its page.
    Product,
    /// The person.
    Person,
}

impl Speaker {
    /// The word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Person => "person",
        }
    }
}

/// One turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Whose.
    pub speaker: Speaker,
    /// The exact words, or what the person does.
    pub words: String,
}

/// Turns in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialogue(pub Vec<Turn>);

impl Dialogue {
    /// How much it takes of the person: their turns.
    pub fn steps(&self) -> usize {
        let own = self.0.iter().filter(|turn| turn.speaker == Speaker::Person);
        own.count()
    }

    pub(super) fn product(self, words: impl Into<String>) -> Self {
        self.turn(Speaker::Product, words.into())
    }

    pub(super) fn person(self, words: impl Into<String>) -> Self {
        self.turn(Speaker::Person, words.into())
    }

    fn turn(mut self, speaker: Speaker, words: String) -> Self {
        self.0.push(Turn { speaker, words });
        self
    }
}
