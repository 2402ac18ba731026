//! Arrows go down: `floors.toml` against `cargo metadata`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let plan: Plan =
        toml::from_str(&fs::read_to_string(root.join("floors.toml"))?).context("floors.toml")?;
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(root)
        .output()?;
    ensure!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Metadata = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    let mut complaints = compare(&plan, &metadata.packages);
    for package in &metadata.packages {
        let text = fs::read_to_string(&package.manifest_path)?;
        if !text.contains("[lints]\nworkspace = true") {
            complaints.push(format!(
                "{}: Cargo.toml does not take the lints of the workspace",
                package.name
            ));
        }
    }
    Ok(complaints)
}

/// Every arrow that does not go down, every uninvited guest, and what the plan says that is not so.
fn compare(plan: &Plan, packages: &[Package]) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut used = BTreeSet::new();
    let mut guests = BTreeSet::new();
    let in_garden = |name: &str| plan.garden.crates.iter().any(|known| known == name);
    for package in packages.iter().filter(|package| !in_garden(&package.name)) {
        let from = package.name.as_str();
        let Some(here) = plan.level(from) else {
            complaints.push(format!("{from}: on no floor, add it to floors.toml"));
            continue;
        };
        let floor = plan.floor.get(here);
        for dep in package
            .dependencies
            .iter()
            .filter(|dep| dep.kind.as_deref() != Some("dev"))
        {
            let to = dep.name.as_str();
            match plan.level(to) {
                Some(there) if there < here => {}
                Some(there)
                    if there == here && plan.beam.iter().any(|beam| beam.joins(from, to)) =>
                {
                    used.insert((from, to));
                }
                Some(_) => complaints.push(format!("{from} -> {to}: arrows go down only")),
                None if in_garden(to) => {
                    complaints.push(format!("{from} -> {to}: the garden is for tests and tools"));
                }
                None if floor.is_some_and(|floor| floor.guests.iter().any(|guest| guest == to)) => {
                    guests.insert((here, to));
                }
                None => complaints.push(format!(
                    "{from} -> {to}: not on the guest list of its floor"
                )),
            }
        }
    }
    complaints.extend(plan.untrue(packages, &used, &guests));
    complaints
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    floor: Vec<Floor>,
    garden: Garden,
    #[serde(default)]
    beam: Vec<Beam>,
}

impl Plan {
    /// How high a crate stands; `None` when it is not ours or in the garden.
    fn level(&self, name: &str) -> Option<usize> {
        self.floor
            .iter()
            .position(|floor| floor.crates.iter().any(|known| known == name))
    }

    /// What the plan says and the crates do not bear out.
    fn untrue(
        &self,
        packages: &[Package],
        used: &BTreeSet<(&str, &str)>,
        guests: &BTreeSet<(usize, &str)>,
    ) -> Vec<String> {
        let mut complaints = Vec::new();
        for (level, floor) in self.floor.iter().enumerate() {
            for name in floor
                .crates
                .iter()
                .filter(|name| !packages.iter().any(|package| package.name == **name))
            {
                complaints.push(format!("floors.toml: there is no crate `{name}`"));
            }
            for guest in floor
                .guests
                .iter()
                .filter(|guest| !guests.contains(&(level, guest.as_str())))
            {
                complaints.push(format!(
                    "floors.toml: guest `{guest}` is not used on floor `{}`",
                    floor.name
                ));
            }
        }
        for beam in &self.beam {
            if !used.contains(&(beam.from.as_str(), beam.to.as_str())) {
                complaints.push(format!(
                    "floors.toml: beam {} -> {} carries nothing",
                    beam.from, beam.to
                ));
            }
            if beam.why.trim().is_empty() {
                complaints.push(format!(
                    "floors.toml: beam {} -> {} gives no reason",
                    beam.from, beam.to
                ));
            }
        }
        complaints
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    name: String,
    crates: Vec<String>,
    guests: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Garden {
    crates: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Beam {
    from: String,
    to: String,
    why: String,
}

impl Beam {
    fn joins(&self, from: &str, to: &str) -> bool {
        self.from == from && self.to == to
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = "
        [[floor]]
        name = 'low'
        crates = ['a', 'b']
        guests = ['serde']
        [[floor]]
        name = 'high'
        crates = ['c']
        guests = ['tokio']
        [garden]
        crates = ['tool']
        [[beam]]
        from = 'a'
        to = 'b'
        why = 'a reason'";

    /// Arrows that bear out every line of the plan.
    const GOOD: &[(&str, &str)] = &[
        ("a", "b"),
        ("b", "serde"),
        ("c", "a"),
        ("c", "tokio"),
        ("tool", "anyhow"),
    ];

    fn complaints(arrows: &[(&str, &str)], kind: Option<&str>) -> Vec<String> {
        let packages: Vec<Package> = ["a", "b", "c", "tool"]
            .map(|name| Package {
                name: name.to_owned(),
                manifest_path: String::new(),
                dependencies: arrows
                    .iter()
                    .filter(|(from, _)| *from == name)
                    .map(|(_, to)| Dependency {
                        name: (*to).to_owned(),
                        kind: kind.map(str::to_owned),
                    })
                    .collect(),
            })
            .into();
        compare(&toml::from_str(PLAN).unwrap(), &packages)
    }

    #[test]
    fn a_true_plan_has_no_complaint() {
        assert_eq!(complaints(GOOD, None), Vec::<String>::new());
    }

    #[test]
    fn arrows_up_sideways_into_the_garden_and_to_strangers_are_refused() {
        for (from, to, why) in [
            ("a", "c", "arrows go down"),
            ("b", "a", "arrows go down"),
            ("c", "tool", "garden"),
            ("c", "serde", "guest list"),
            ("a", "tokio", "guest list"),
        ] {
            let arrows = [GOOD, &[(from, to)]].concat();
            for kind in [None, Some("build")] {
                let found = complaints(&arrows, kind);
                assert!(
                    found.len() == 1 && found.concat().contains(why),
                    "{from} -> {to}: {found:?}"
                );
            }
        }
    }

    #[test]
    fn dev_dependencies_are_free_and_hold_nothing_up() {
        let found = complaints(
            &[("a", "c"), ("a", "b"), ("b", "serde"), ("c", "tokio")],
            Some("dev"),
        );
        assert_eq!(
            found.len(),
            3,
            "two unused guests and an unused beam: {found:?}"
        );
    }

    #[test]
    fn a_crate_that_the_plan_forgot_and_one_it_imagines_are_complaints() {
        let plan: Plan = toml::from_str(&PLAN.replace("'c'", "'d'")).unwrap();
        let package = |name: &str| Package {
            name: name.to_owned(),
            manifest_path: String::new(),
            dependencies: Vec::new(),
        };
        let found = compare(&plan, &[package("a"), package("b"), package("c")]).join("\n");
        assert!(
            found.contains("c: on no floor") && found.contains("there is no crate `d`"),
            "{found}"
        );
    }
}
