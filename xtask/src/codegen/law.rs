//! From `law/*.toml` to constants.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use super::{Files, MARK};

/// Where the instruments go, one file each.
pub(super) const FOLDER: &str = "crates/cardea-law/src/instruments";

/// What stands for `people` where no control checks a clause.
const NOBODY_CHECKS: &str = "all of it: no control checks this clause yet";
/// What stands for `people` where controls check all of a clause.
const NOTHING_LEFT: &str = "nothing";

/// One file of law.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Instrument {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    title: String,
    in_force: toml::value::Datetime,
    #[serde(default, rename = "clause")]
    pub(crate) clauses: Vec<Clause>,
}

/// One clause of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Clause {
    pub(crate) place: String,
    heading: String,
    in_force: Option<toml::value::Datetime>,
    #[serde(default)]
    pub(crate) reach: Reach,
    people: Option<String>,
}

/// How much of a clause the catalogue checks.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Reach {
    #[default]
    None,
    Part,
    All,
}

/// Every instrument by its module, in the order of the file names.
pub(crate) fn read(folder: &Path) -> Result<Vec<(String, Instrument)>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    let mut instruments = Vec::new();
    for path in paths {
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .context("a file has a name")?;
        let text = fs::read_to_string(&path)?;
        let instrument = toml::from_str(&text).with_context(|| path.display().to_string())?;
        instruments.push((stem.replace('-', "_"), instrument));
    }
    Ok(instruments)
}

pub(super) fn files(folder: &Path) -> Result<Files> {
    let instruments = read(folder)?;
    let mut files = Files::new();
    for (module, instrument) in &instruments {
        let text = module_text(instrument).with_context(|| module.clone())?;
        files.insert(Path::new(FOLDER).join(format!("{module}.rs")), text);
    }
    files.insert(
        Path::new(FOLDER).with_extension("rs"),
        list_text(&instruments)?,
    );
    Ok(files)
}

fn list_text(instruments: &[(String, Instrument)]) -> Result<String> {
    let mut text = format!("{MARK} from `law/*.toml`. Do not edit.\n\nuse crate::Instrument;\n\n");
    for (module, _) in instruments {
        writeln!(text, "pub mod {module};")?;
    }
    let all: Vec<_> = instruments
        .iter()
        .map(|(module, _)| format!("&{module}::INSTRUMENT"))
        .collect();
    writeln!(
        text,
        "\n/// Every instrument, in the order of its file names."
    )?;
    writeln!(
        text,
        "pub static ALL: &[&Instrument] = &[{}];",
        all.join(", ")
    )?;
    Ok(text)
}

fn module_text(instrument: &Instrument) -> Result<String> {
    let Instrument {
        name,
        also,
        title,
        in_force,
        clauses,
    } = instrument;
    ensure!(!clauses.is_empty(), "an instrument has clauses");
    let mut constants = String::new();
    let mut names = BTreeSet::new();
    for clause in clauses {
        let Clause { place, heading, .. } = clause;
        let (reach, people) = coverage(clause).with_context(|| place.clone())?;
        let constant = constant(place);
        let from =
            date(clause.in_force.as_ref().unwrap_or(in_force)).with_context(|| place.clone())?;
        write!(
            constants,
            "\n/// {place}: {heading}.\npub const {constant}: Clause = Clause {{ instrument: &INSTRUMENT, place: {place:?}, \
             heading: {heading:?}, in_force: {from}, reach: Reach::{reach:?}, people: {people:?} }};\n"
        )?;
        ensure!(names.insert(constant), "{place} is there twice");
    }
    let all: Vec<_> = clauses
        .iter()
        .map(|clause| constant(&clause.place))
        .collect();
    let from = date(in_force)?;
    Ok(format!(
        "{MARK} from `law/*.toml`. Do not edit.\n\n//! {title}.\n\nuse cardea_units::date;\n\n\
         use crate::{{Clause, Instrument, Reach}};\n\n/// {title}.\n\
         pub static INSTRUMENT: Instrument = Instrument {{ name: {name:?}, also: &{also:?}, title: {title:?}, \
         in_force: {from}, list: || &[{}] }};\n{constants}",
        all.join(", ")
    ))
}

/// Reach and what is left for people; the two must not contradict each other.
fn coverage(clause: &Clause) -> Result<(Reach, &str)> {
    Ok(match (clause.reach, clause.people.as_deref()) {
        (Reach::Part, Some(people)) => (Reach::Part, people),
        (Reach::Part, None) => {
            bail!("`reach = \"part\"` needs `people`: what is left for them to judge")
        }
        (Reach::None, None) => (Reach::None, NOBODY_CHECKS),
        (Reach::All, None) => (Reach::All, NOTHING_LEFT),
        (Reach::None | Reach::All, Some(_)) => bail!("`people` goes with `reach = \"part\"` only"),
    })
}

/// The call of `date` for a civil date. Times and offsets are refused.
fn date(value: &toml::value::Datetime) -> Result<String> {
    match (value.date, value.time, value.offset) {
        (Some(date), None, None) => {
            Ok(format!("date({}, {}, {})", date.year, date.month, date.day))
        }
        _ => bail!("`in_force` is a date such as 2026-02-05, without quotes or time"),
    }
}

/// The name of the constant: `Art 5(1)(e)` is `ART_5_1_E`, `5.5-1` is `P_5_5_1`.
pub(crate) fn constant(place: &str) -> String {
    let words = place
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("_").to_ascii_uppercase();
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("P_{name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<String> {
        module_text(&toml::from_str(text)?)
    }

    const HEAD: &str = "name = \"X\"\ntitle = \"Act X\"\nin_force = 2020-01-02\n[[clause]]\nplace = \"s.1(2)\"\nheading = \"what\"\n";

    #[test]
    fn constants_are_named_after_places() {
        for (place, name) in [
            ("Art 5(1)(e)", "ART_5_1_E"),
            ("Sch A1 para 5(2)", "SCH_A1_PARA_5_2"),
            ("s.164A", "S_164A"),
            ("5.13-1A", "P_5_13_1A"),
            ("chapter What information", "CHAPTER_WHAT_INFORMATION"),
        ] {
            assert_eq!(constant(place), name);
        }
    }

    #[test]
    fn a_clause_takes_the_date_of_its_instrument_unless_it_has_its_own() {
        assert!(parse(HEAD).unwrap().matches("date(2020, 1, 2)").count() == 2);
        assert!(
            parse(&format!("{HEAD}in_force = 2026-02-05\n"))
                .unwrap()
                .contains("in_force: date(2026, 2, 5)")
        );
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for (tail, because) in [
            ("in_force = 2026-02-30\n", "a day that does not exist"),
            ("in_force = 2026-02-05T10:00:00Z\n", "a time"),
            ("reach = \"part\"\n", "a part without the rest"),
            ("reach = \"some\"\n", "an unknown reach"),
            ("people = \"x\"\n", "people without a part"),
            ("heading2 = \"x\"\n", "an unknown key"),
            (
                "[[clause]]\nplace = \"s 1 (2)\"\nheading = \"again\"\n",
                "two clauses of one name",
            ),
        ] {
            assert!(parse(&format!("{HEAD}{tail}")).is_err(), "{because}");
        }
    }

    #[test]
    fn quotes_in_words_stay_inside_their_strings() {
        let text = parse(&format!("{HEAD}reach = \"part\"\npeople = 'say \"why\"'\n")).unwrap();
        assert!(text.contains(r#"people: "say \"why\"""#), "{text}");
    }
}
