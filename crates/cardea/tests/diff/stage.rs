//! A folder of its own in which the program and git are run.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The thermostat of the examples.
pub(crate) const THERMOSTAT: &str = include_str!("../../../../examples/thermostat/cardea.yaml");

pub(crate) struct Stage {
    folder: TempDir,
}

/// What came of a run.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn diff(&self, words: &[&str]) -> Ran {
        self.diff_with("", words)
    }

    /// Runs it in a folder below, with nothing of this machine's settings for git.
    pub(crate) fn diff_in(&self, folder: &str, words: &[&str]) -> Ran {
        self.diff_with(folder, words)
    }

    /// Runs it where no program can be found.
    pub(crate) fn diff_without_git(&self, words: &[&str]) -> Ran {
        let mut command = self.program("", words);
        ran(&command
            .env("PATH", self.path().join("empty"))
            .output()
            .unwrap())
    }

    fn diff_with(&self, folder: &str, words: &[&str]) -> Ran {
        ran(&self.program(folder, words).output().unwrap())
    }

    fn program(&self, folder: &str, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cardea"));
        command
            .arg("diff")
            .args(words)
            .current_dir(self.path().join(folder));
        alone(&mut command, self.path());
        command
    }

    /// Runs git here; it must work.
    pub(crate) fn git(&self, words: &[&str]) {
        let mut command = Command::new("git");
        command.args(words).current_dir(self.path());
        alone(&mut command, self.path());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", ran(&output).err);
    }

    /// Puts everything here into a commit.
    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }
}

/// Neither settings of this machine nor a repository around the folder.
fn alone(command: &mut Command, folder: &Path) {
    command
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap_or(folder))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_AUTHOR_NAME", "Maker")
        .env("GIT_AUTHOR_EMAIL", "maker@maker.example")
        .env("GIT_COMMITTER_NAME", "Maker")
        .env("GIT_COMMITTER_EMAIL", "maker@maker.example");
}

fn ran(output: &Output) -> Ran {
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
