//! The process that has read all cases and judges them for one mutant after the other (`bench/cases.rs`).

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// A mutant that takes longer has made a loop without end, which somebody would notice. The bench is then opened anew.
const PATIENCE: Duration = Duration::from_secs(20);
/// Reading all cases takes some ten seconds on an idle machine.
const OPENING: Duration = Duration::from_mins(5);

/// What the cases say to a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A case came out otherwise, or the process ended, or never did.
    Killed,
    /// All came out as before, of which so many had asked for the mutant.
    Lives(usize),
}

/// The process.
pub(super) struct Bench {
    program: PathBuf,
    folder: PathBuf,
    sources: PathBuf,
    open: Open,
}

struct Open {
    child: Child,
    asks: ChildStdin,
    answers: Receiver<String>,
    cases: usize,
}

impl Bench {
    /// Starts it and has it judge all cases without a mutant.
    pub(super) fn open(program: &Path, folder: &Path, sources: &Path) -> Result<Self> {
        Ok(Self {
            program: program.to_owned(),
            folder: folder.to_owned(),
            sources: sources.to_owned(),
            open: Open::start(program, folder, sources)?,
        })
    }

    /// How many cases there are.
    pub(super) const fn cases(&self) -> usize {
        self.open.cases
    }

    /// What the cases of a control say to a mutant; those of all controls for `-`.
    pub(super) fn ask(&mut self, number: u32, code: &str) -> Result<Answer> {
        let asked =
            writeln!(self.open.asks, "{number} {code}").and_then(|()| self.open.asks.flush());
        let answer = self.open.answers.recv_timeout(PATIENCE);
        if let (Ok(()), Ok(line)) = (asked, &answer) {
            return match line.split_once(' ') {
                Some(("lives", reaching)) => Ok(Answer::Lives(reaching.parse()?)),
                Some(("killed", _)) => Ok(Answer::Killed),
                _ => bail!("the bench says `{line}`"),
            };
        }
        self.open = Open::start(&self.program, &self.folder, &self.sources)?;
        Ok(Answer::Killed)
    }
}

impl Open {
    fn start(program: &Path, folder: &Path, sources: &Path) -> Result<Self> {
        let mut child = gently(program)
            .current_dir(folder)
            .env("CARGO_MANIFEST_DIR", folder)
            .env("CARDEA_MUTATION_PAGES", sources)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let asks = child.stdin.take().context("a pipe was asked for")?;
        let answers = lines(child.stdout.take().context("a pipe was asked for")?);
        let mut open = Self {
            child,
            asks,
            answers,
            cases: 0,
        };
        let first = open.answers.recv_timeout(OPENING);
        open.cases = match first.as_deref().map(|line| line.split_once(' ')) {
            Ok(Some(("cases", count))) => count.parse()?,
            Ok(Some(("wrong", case))) => {
                bail!("the case {case} fails without any mutant; mend it first")
            }
            Ok(_) => bail!("the bench says `{}`", first.unwrap_or_default()),
            Err(RecvTimeoutError::Disconnected) => bail!("the bench ended before it was asked"),
            Err(RecvTimeoutError::Timeout) => bail!("the bench does not open"),
        };
        Ok(open)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A program that lets everything else on the machine go first.
pub(super) fn gently(program: &Path) -> Command {
    let mut command = Command::new("nice");
    command.args(["-n", "15"]).arg(program);
    command
}

fn lines(out: ChildStdout) -> Receiver<String> {
    let (give, take) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if give.send(line).is_err() {
                return;
            }
        }
    });
    take
}
