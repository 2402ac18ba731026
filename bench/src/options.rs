//! The command line of a comparison: `--name VALUE` pairs and `--name` flags, each with what it means.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail};

/// One option.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// With its two dashes.
    pub name: &'static str,
    /// What holds when it is not given; empty for a flag.
    pub default: &'static str,
    /// What it means.
    pub what: &'static str,
}

/// What was given.
#[derive(Debug)]
pub struct Options {
    known: &'static [Known],
    given: Vec<(String, String)>,
}

impl Options {
    /// Reads the arguments. `None` when help was asked for and given.
    ///
    /// # Errors
    /// For a name that is unknown and a value that is missing.
    pub fn parse(about: &str, known: &'static [Known], args: &[String]) -> Result<Option<Self>> {
        let mut given = Vec::new();
        let mut args = args.iter();
        while let Some(name) = args.next() {
            if matches!(name.as_str(), "--help" | "-h") {
                println!("{}", help(about, known));
                return Ok(None);
            }
            let Some(option) = known.iter().find(|option| option.name == name) else {
                bail!("{name} is unknown.\n{}", help(about, known));
            };
            let value = if option.default.is_empty() {
                String::new()
            } else {
                args.next()
                    .with_context(|| format!("{name} needs a value"))?
                    .clone()
            };
            given.push((name.clone(), value));
        }
        Ok(Some(Self { known, given }))
    }

    /// Whether a flag was given.
    pub fn has(&self, name: &str) -> bool {
        self.given.iter().any(|(given, _)| given == name)
    }

    /// A number.
    ///
    /// # Errors
    /// When it is none.
    pub fn number(&self, name: &str) -> Result<usize> {
        let text = self.text(name);
        text.parse()
            .with_context(|| format!("{name} {text}: a whole number is meant"))
    }

    /// A value as it stands.
    pub fn text(&self, name: &str) -> &str {
        let given = self.given.iter().rev().find(|(given, _)| given == name);
        given.map_or_else(
            || {
                let known = self.known.iter().find(|option| option.name == name);
                known.map_or("", |option| option.default)
            },
            |(_, value)| value,
        )
    }
}

fn help(about: &str, known: &[Known]) -> String {
    let mut text = format!("{about}\n");
    for option in known {
        let default = if option.default.is_empty() {
            String::new()
        } else {
            format!(" ({})", option.default)
        };
        // Writing to a text does not fail.
        let _ = write!(text, "\n  {:<20} {}{default}", option.name, option.what);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Known] = &[
        Known {
            name: "--seconds",
            default: "3",
            what: "how long",
        },
        Known {
            name: "--full",
            default: "",
            what: "all of it",
        },
    ];

    fn read(args: &[&str]) -> Result<Option<Options>> {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        Options::parse("About.", KNOWN, &args)
    }

    #[test]
    fn what_is_not_given_has_its_default_and_nonsense_is_refused() {
        let options = read(&[]).unwrap().unwrap();
        assert_eq!(options.number("--seconds").unwrap(), 3);
        assert!(!options.has("--full"));
        let options = read(&["--full", "--seconds", "9"]).unwrap().unwrap();
        assert!(options.has("--full"));
        assert_eq!(options.number("--seconds").unwrap(), 9);
        assert!(read(&["--seconds"]).is_err());
        assert!(read(&["--fast"]).is_err());
        assert!(
            read(&["--seconds", "x"])
                .unwrap()
                .unwrap()
                .number("--seconds")
                .is_err()
        );
        assert!(read(&["--help"]).unwrap().is_none());
    }
}
