//! What the secrets open, and what is left of those that are gone.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use cardea_ledger::{Commitment, Salt};
use cardea_store::{Examined, copy_database, examine};
use cardea_units::{Clock, Random, SubjectId};
use cardea_vault::{Examination, Remains};

use super::Report;
use crate::folder::open_log;
use crate::system::{MachineClock, MachineRandom};
use crate::{forgotten, keys};

/// Bytes of a raw file that are looked at in one piece, and how much two pieces share, so that nothing is cut in two.
const PIECE_BYTES: usize = 64 * 1024 * 1024;
const SHARED_BYTES: usize = 256;
/// How long after its end a period may still have its secret: a server that runs ends periods every thirty seconds.
const END_GRACE_MILLIS: i64 = 120_000;

pub(super) fn look(folder: &Path, key: Option<&Path>, report: &mut Report) {
    let secrets = folder.join("secrets");
    let kek = match keys::look(&secrets, key) {
        Ok(kek) => kek,
        Err(error) => {
            return report.cannot_tell("secrets", format!("{error:#}"), "name the key with --key");
        }
    };
    let examined = Examination::of(&secrets.join("secrets.db"), Box::new(kek));
    let examined = match examined {
        Ok(examined) => examined,
        Err(error) => {
            return report.cannot_tell(
                "secrets",
                error.to_string(),
                "look with the key that belongs to these secrets",
            );
        }
    };
    let clock = MachineClock::default();
    held(&examined, &clock, report);
    let forgotten = match evidence(folder, &examined, report) {
        Ok(forgotten) => forgotten,
        Err(error) => {
            return report.cannot_tell(
                "evidence",
                format!("{error:#}"),
                "restore log.db and secrets/log-key; without them it is not known who was forgotten",
            );
        }
    };
    kept(folder, &examined, &forgotten, &clock, report);
    raw(folder, &examined, report);
}

fn held(secrets: &Examination, clock: &dyn Clock, report: &mut Report) {
    if secrets.damaged() > 0 {
        report.finding(
            "secrets",
            format!("{} of the secrets do not unlock with this key", secrets.damaged()),
            "they were changed outside Cardea; restore the secrets from a backup with `cardea restore`",
        );
    } else {
        report.good(
            "secrets",
            format!(
                "{} people and homes and {} periods have one, {} are on the list of the destroyed",
                secrets.subjects().len(),
                secrets.periods(),
                secrets.destroyed()
            ),
        );
    }
    let late = secrets.past_their_end(clock.now().plus(-END_GRACE_MILLIS));
    if late > 0 {
        report.finding(
            "periods",
            format!("{late} periods are over and still have a secret: whoever has this folder can read them"),
            "start the server: it ends them before it opens a door; if it runs, look at what it says",
        );
    } else {
        report.good("periods", "none that is over has a secret");
    }
    if secrets.unnamed() > 0 {
        report.finding(
            "places of secrets",
            format!("{} that nobody is named by are not zeros", secrets.unnamed()),
            "a secret that was to be destroyed may be there; run `cardea rotate-key`, which makes it useless",
        );
    }
}

/// The log is checked whole, on a copy; and whoever is in it as erased and has a secret all the same is found.
fn evidence(
    folder: &Path,
    secrets: &Examination,
    report: &mut Report,
) -> Result<HashSet<SubjectId>> {
    let key = folder.join("secrets").join("log-key");
    anyhow::ensure!(key.exists(), "secrets/log-key is not there");
    let stage = tempfile::tempdir().context("there is no place for a copy of the log")?;
    let copy = stage.path().join("log.db");
    copy_database(&folder.join("log.db"), &copy)?;
    let clock: Arc<dyn Clock> = Arc::new(MachineClock::default());
    let random: Arc<dyn Random> = Arc::new(MachineRandom::new());
    let ledger = open_log(&copy, &key, &clock, &random)?;
    let known = forgotten::known(&ledger)?;
    report.good(
        "evidence",
        format!(
            "all {} entries lead to the signed checkpoint",
            ledger.checkpoint()?.size()
        ),
    );
    if let Some(until) = known
        .until
        .filter(|until| until.since(clock.now()) > END_GRACE_MILLIS)
    {
        report.finding(
            "clock",
            format!(
                "the evidence was written until {until}, which is later than this machine's clock"
            ),
            "set the clock right: with a clock that is late, data is kept longer than promised",
        );
    } else {
        report.good("clock", "is not behind the evidence");
    }
    let mut forgotten: HashSet<SubjectId> = forgotten::carried_out(folder)?.into_iter().collect();
    let mut back = 0_usize;
    for subject in secrets.subjects() {
        let Some(salt) = secrets.salt(subject) else {
            continue;
        };
        let stands = Commitment::of_subject(&Salt::from_bytes(*salt.as_bytes()), subject);
        if known.erasures.contains(&stands) {
            forgotten.insert(subject);
        }
        if forgotten.contains(&subject) || secrets.is_destroyed(subject) {
            back = back.saturating_add(1);
        }
    }
    if back > 0 {
        report.finding(
            "forgotten",
            format!("{back} people or homes who were forgotten have a secret here: an older copy of the secrets was put back"),
            "start the server: it destroys them again before it opens a door; and destroy that older copy",
        );
    } else {
        report.good("forgotten", "nobody who was forgotten has a secret");
    }
    Ok(forgotten)
}

fn kept(
    folder: &Path,
    secrets: &Examination,
    forgotten: &HashSet<SubjectId>,
    clock: &dyn Clock,
    report: &mut Report,
) {
    let now = clock.now().plus(-END_GRACE_MILLIS);
    let found = match examine(folder, secrets, forgotten, now) {
        Ok(found) => found,
        Err(error) => {
            return report.cannot_tell(
                "what is kept",
                error.to_string(),
                "see what is said of data.db",
            );
        }
    };
    report.good(
        "what is kept",
        format!(
            "{} blocks, segments and clips open as they should, {} do not as they should not",
            found.readable, found.closed
        ),
    );
    clips(&found, report);
    let again = "start the server: it destroys their secrets again and sweeps them";
    for (count, what, to_do) in [
        (
            found.of_forgotten,
            "open, and are of people or homes who were forgotten",
            again,
        ),
        (
            found.of_past_periods,
            "open, and are of periods that are over",
            again,
        ),
        (
            found.damaged,
            "do not open with their own secrets: damaged, or not where they belong",
            "restore a backup with `cardea restore --replaces` this folder",
        ),
        (
            found.without_secrets,
            "have no secret, and nothing says that it was destroyed: these secrets are older than the data",
            "restore the secrets that belong to this data",
        ),
    ] {
        if count > 0 {
            report.finding(
                "what is kept",
                format!("{count} blocks, segments and clips {what}"),
                to_do,
            );
        }
    }
}

fn clips(found: &Examined, report: &mut Report) {
    if found.without_file > 0 {
        report.finding(
            "clips",
            format!("{} have no file under `media`", found.without_file),
            "put back the folder `media` that belongs to this data.db, or restore a backup",
        );
    }
    if found.stray_files > 0 {
        report.finding(
            "clips",
            format!(
                "{} files under `media` are named by nothing: what a crash left of uploads",
                found.stray_files
            ),
            "start the server: it deletes them before it opens a door",
        );
    }
    if found.without_file == 0 && found.stray_files == 0 {
        report.good("clips", "each has its file, and no file is left over");
    }
}

/// Every byte of every file, free pages and write-ahead logs among them.
fn raw(folder: &Path, secrets: &Examination, report: &mut Report) {
    let mut files = Vec::new();
    below(folder, &mut files);
    files.sort();
    let (mut clear, mut left, mut not_tried) = (Vec::new(), Vec::new(), 0_u64);
    for file in &files {
        match remains_in(file, secrets) {
            Ok(remains) => {
                if remains.in_the_clear > 0 {
                    clear.push(file.display().to_string());
                }
                if remains.of_destroyed > 0 {
                    left.push(file.display().to_string());
                }
                not_tried = not_tried.saturating_add(remains.not_tried);
            }
            Err(error) => report.cannot_tell(
                "raw files",
                format!("{error:#}"),
                "check the disk and who may read the file",
            ),
        }
    }
    if clear.is_empty() {
        report.good(
            "secrets in the clear",
            format!("none in any byte of {} files", files.len()),
        );
    } else {
        report.finding(
            "secrets in the clear",
            format!("found in {}", clear.join(", ")),
            "destroy that file if it is not Cardea's; if it is, please report it as SECURITY.md says",
        );
    }
    if !left.is_empty() {
        report.finding(
            "what was destroyed",
            format!("a destroyed secret still unlocks from bytes of {}", left.join(", ")),
            "stop every program that reads the file and start the server; if it stays, run `cardea rotate-key`",
        );
    } else if not_tried > 0 {
        report.cannot_tell(
            "what was destroyed",
            format!("{not_tried} stretches of bytes were not tried: there are too many of them"),
            "run `cardea rotate-key`: what an old key had locked is then of no use, whatever is left of it",
        );
    } else {
        report.good(
            "what was destroyed",
            "no byte of any file unlocks as a secret that was destroyed",
        );
    }
}

/// Locked secrets of people are looked for where secrets are; secrets in the clear everywhere.
fn remains_in(path: &Path, secrets: &Examination) -> Result<Remains> {
    let named = || path.display().to_string();
    let mut file = File::open(path).with_context(named)?;
    let mut total = Remains::default();
    let mut piece = Vec::new();
    loop {
        let keep = piece.len().saturating_sub(SHARED_BYTES);
        piece.drain(..keep);
        let before = piece.len();
        let most = u64::try_from(PIECE_BYTES).unwrap_or(u64::MAX);
        (&mut file)
            .take(most)
            .read_to_end(&mut piece)
            .with_context(named)?;
        if piece.len() == before {
            return Ok(total);
        }
        let found = secrets.remains_in(&piece);
        total.in_the_clear = total.in_the_clear.saturating_add(found.in_the_clear);
        total.of_destroyed = total.of_destroyed.saturating_add(found.of_destroyed);
        total.not_tried = total.not_tried.saturating_add(found.not_tried);
    }
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => below(&path, files),
            Ok(kind) if kind.is_file() => files.push(path),
            _ => {}
        }
    }
}
