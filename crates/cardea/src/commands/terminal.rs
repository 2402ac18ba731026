//! What a terminal can show: colour and weight only where one is looking, and never where `NO_COLOR` is set.

use std::io::IsTerminal;

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// No escape sequence at all.
    Plain,
    /// Colours and bold text.
    Coloured,
}

impl Style {
    /// What standard output bears. `NO_COLOR` counts when it is set and not empty.
    pub(crate) fn of_stdout() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        if std::io::stdout().is_terminal() && !refused {
            Self::Coloured
        } else {
            Self::Plain
        }
    }

    /// The text in bold where that can be shown.
    pub(crate) fn bold(self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Coloured => format!("\u{1b}[1m{text}\u{1b}[0m"),
        }
    }
}

/// Prints a text as it stands. When nobody reads any more there is nobody to tell.
pub(crate) fn print(text: &str) {
    use std::io::Write as _;
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes());
    let _ = stdout.flush();
}
