//! Every case in one process, read once, judged for one mutant after the other. `cargo xtask mutate` puts this file beside the cases.
//!
//! In: a line `NUMBER CODE` for each mutant, `-` for a code where the cases of all controls may notice.
//! Out: first `cases COUNT` or `wrong NAME`; then for each mutant `killed NAME` or `lives COUNT`, the count of the cases that reach it.

use std::io::{BufRead as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use cardea_catalogue::{ALL, Control, Outcome, mutant};
use cardea_manifest::model::Manifest;

use crate::page::{Case, Page};
use crate::{BASE, patch};

/// Where the sources with the pages are, where the bench is asked for.
pub(crate) fn asked() -> Option<PathBuf> {
    std::env::var_os("CARDEA_MUTATION_PAGES").map(PathBuf::from)
}

/// One case, ready to be judged.
struct Ready {
    control: &'static Control,
    case: Case,
    text: String,
    manifest: Manifest,
    /// Mutants that it reaches, a bit for each.
    reached: Vec<u64>,
}

impl Ready {
    /// Whether it comes out as the page says with this mutant on. What panics does not.
    fn holds(&self, number: u32) -> bool {
        mutant::choose(number);
        let judged = AssertUnwindSafe(|| {
            crate::fits(self.control, &self.case, &self.text, &self.manifest).is_ok()
        });
        catch_unwind(judged).unwrap_or(false)
    }

    fn reaches(&self, number: u32) -> bool {
        let bit = number as usize;
        self.reached[bit / 64] & (1 << (bit % 64)) != 0
    }

    fn name(&self) -> String {
        format!("{}::{}", self.control.code, self.case.title)
    }
}

pub(crate) fn serve(sources: &Path) {
    let mut cases: Vec<Ready> = ALL
        .iter()
        .flat_map(|control| ready(control, sources))
        .collect();
    // From here on a panic is an answer.
    std::panic::set_hook(Box::new(|_| {}));
    for case in &mut cases {
        mutant::reached();
        if !case.holds(0) {
            say(&format!("wrong {}", case.name()));
            return;
        }
        case.reached = mutant::reached();
    }
    say(&format!("cases {}", cases.len()));
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (number, code) = line.split_once(' ').unwrap();
        say(&judge(&cases, number.parse().unwrap(), code));
    }
}

fn judge(cases: &[Ready], number: u32, code: &str) -> String {
    let mut reaching = 0;
    for case in cases {
        if (code == "-" || case.control.code == code) && case.reaches(number) {
            reaching += 1;
            if !case.holds(number) {
                return format!("killed {}", case.name());
            }
        }
    }
    format!("lives {reaching}")
}

/// The cases of a page, and the base where the control binds it.
fn ready(control: &'static Control, sources: &Path) -> Vec<Ready> {
    let page = page(control, &sources.join("controls"));
    let base = Case {
        title: "the base keeps it".to_owned(),
        patch: String::new(),
        as_of: None,
        expected: String::new(),
        fences: 0,
    };
    let binds = crate::judged(control, BASE, crate::TODAY)
        .is_ok_and(|outcome| matches!(outcome, Outcome::Kept { .. }));
    page.cases
        .into_iter()
        .chain(binds.then_some(base))
        .map(|case| {
            let text = patch::apply(BASE, &case.patch).unwrap_or_else(|_| panic!("{}", case.title));
            let manifest = Manifest::read(text.as_bytes()).unwrap();
            Ready {
                control,
                case,
                text,
                manifest,
                reached: Vec::new(),
            }
        })
        .collect()
}

/// The page as it is now, which may be newer than the one that was built in.
fn page(control: &Control, controls: &Path) -> Page {
    let file = format!("{}.md", control.name.replace('-', "_"));
    let text = std::fs::read_dir(controls)
        .unwrap()
        .find_map(|family| std::fs::read_to_string(family.unwrap().path().join(&file)).ok());
    Page::read(&text.expect(&file)).unwrap()
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}
