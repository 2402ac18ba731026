//! How requests move on: every state and event, and random lives against a model that only knows the words of the law.

mod lives;
mod table;
