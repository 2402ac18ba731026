//! A door for whoever owns the data folder, to a server that has it: a socket in the folder, which nobody else may enter.
//!
//! One line asks, one line answers: `rotate-key`, then `done ...` or `failed ...`.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use cardea_portal::House;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::task::JoinHandle;

use crate::commands::rotate_key;
use crate::folder::Folder;

const NAME: &str = "control";
/// Bytes of a line; a longer one is not understood.
const LINE_BYTES_MAX: usize = 256;
/// How long is waited for the line of whoever came in.
const LINE_WAIT: Duration = Duration::from_secs(2);
/// How long is waited for an answer: a rotation takes some microseconds a secret.
const ANSWER_WAIT: Duration = Duration::from_mins(10);

/// A door that is open.
pub(crate) struct Door {
    task: JoinHandle<()>,
    path: PathBuf,
}

impl Door {
    /// Closes it, and leaves nothing in the folder.
    pub(crate) fn close(self) {
        self.task.abort();
        let _ = fs::remove_file(self.path);
    }
}

/// Opens the door. The folder is ours, so what is there of this name was left by a crash.
pub(crate) fn listen(folder: &Folder, house: House) -> Result<Door> {
    let inside = File::open(folder.path())?;
    let stale = folder.path().join(NAME);
    match fs::remove_file(&stale) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| stale.display().to_string());
        }
        _ => {}
    }
    let door = tokio::net::UnixListener::bind(short(&inside))
        .with_context(|| format!("cannot open {}", stale.display()))?;
    let folder = folder.clone();
    let task = tokio::spawn(async move {
        // One at a time: whoever comes in waits for whoever is in.
        while let Ok((mut caller, _)) = door.accept().await {
            let mut line = vec![0; LINE_BYTES_MAX];
            let asked = tokio::time::timeout(LINE_WAIT, caller.read(&mut line)).await;
            let Ok(Ok(length)) = asked else { continue };
            let answer = match line.get(..length) {
                Some(b"rotate-key\n") => {
                    let (folder, house) = (folder.clone(), house.clone());
                    let done = tokio::task::spawn_blocking(move || {
                        rotate_key::rotate(
                            house.store.vault(),
                            &house.ledger,
                            &folder.secrets(),
                            &*house.random,
                        )
                    });
                    match done.await {
                        Ok(Ok(told)) => format!("done {told}\n"),
                        Ok(Err(error)) => format!("failed {error:#}\n"),
                        Err(_) => "failed the server stopped in between; start it again\n".to_owned(),
                    }
                }
                _ => "failed this server does not know what is asked of it: use the cardea that it was started with\n".to_owned(),
            };
            let _ = caller.write_all(answer.as_bytes()).await;
        }
    });
    Ok(Door { task, path: stale })
}

/// Asks a server that has the folder; `None` when there is none.
pub(crate) fn ask(folder: &Path, what: &str) -> Result<Option<String>> {
    let Ok(inside) = File::open(folder) else {
        bail!("there is no folder {}", folder.display());
    };
    let Ok(mut door) = UnixStream::connect(short(&inside)) else {
        return Ok(None);
    };
    door.set_read_timeout(Some(ANSWER_WAIT))?;
    door.write_all(format!("{what}\n").as_bytes())?;
    let mut answer = String::new();
    BufReader::new(door.take(4_096))
        .read_line(&mut answer)
        .context("the server did not answer; see what it says")?;
    match answer.trim_end().split_once(' ') {
        Some(("done", told)) => Ok(Some(told.to_owned())),
        Some(("failed", why)) => bail!("{why}"),
        _ => bail!("the server ended before it answered: start it again and ask again"),
    }
}

/// The name of a socket has a hundred bytes at most, and the path of a folder may have more.
fn short(inside: &File) -> String {
    format!("/proc/self/fd/{}/{NAME}", inside.as_raw_fd())
}
