//! The clocks of law: the vectors of the guide, word for word, and 100,000 random cases against a second, slow calendar.

mod properties;
mod slow;
mod vectors;
