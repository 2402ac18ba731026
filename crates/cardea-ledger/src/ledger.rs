//! The log itself, in one SQLite file.

mod check;
mod error;
mod export;
mod nodes;
mod read;
mod schema;

use core::fmt;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cardea_units::{Clock, UnixMillis};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

pub use error::{Damage, LedgerError};
pub use export::Exported;
pub use read::LoggedEntry;

use crate::limits::{ENTRIES_PER_APPEND_MAX, TREE_SIZE_MAX};
use crate::{Entry, Record, SignedCheckpoint, SigningKey, VerifierKey};
use nodes::{column, store_entry_nodes, tree_hash};

/// An open transparency log. Share it by reference between threads; appends take turns.
///
/// Other processes may read the same file at any time and append to it in turn.
pub struct Ledger {
    signer: SigningKey,
    verifier: VerifierKey,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

struct State {
    connection: Connection,
    /// The newest checkpoint we have checked. The log may only grow from it.
    head: SignedCheckpoint,
}

/// What an append has written. It is on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Appended {
    /// Position of the first entry; the others follow it.
    pub first: u64,
    /// The time that stands in the entries.
    pub at: UnixMillis,
    /// A signed checkpoint that covers them.
    pub checkpoint: SignedCheckpoint,
}

impl Ledger {
    /// Opens the log at `path`, or begins one when there is no file. `origin` is the log's name, for ever: the base
    /// address it is served under, without a scheme (`privacy.maker.example/log`).
    ///
    /// Every entry is hashed again and compared with the signed checkpoint: a second or two for a million entries. A
    /// log that was changed, cut short, or signed by another key is not opened.
    pub fn open(
        path: &Path,
        key: SigningKey,
        origin: &str,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, LedgerError> {
        let verifier = key.verifier_key(origin)?;
        if fs::metadata(path).is_ok_and(|file| file.len() == 0) {
            return Err(LedgerError::Damaged(Damage::EmptyFile));
        }
        let mut connection = Connection::open(path)?;
        let empty = SignedCheckpoint::sign(&key, &verifier, 0, tlog_tiles::EMPTY_HASH)?;
        schema::prepare(&mut connection, empty.note())?;
        let snapshot = connection.transaction()?;
        let head = check::whole(&snapshot, &verifier)?;
        drop(snapshot);
        let state = Mutex::new(State { connection, head });
        Ok(Self {
            signer: key,
            verifier,
            clock,
            state,
        })
    }

    /// Writes entries down, stamped with the time now, in the order given.
    ///
    /// When it returns, they are on disk, with a signed checkpoint over them; on an error none of them is. At least
    /// one and at most [`ENTRIES_PER_APPEND_MAX`]: put together what belongs together, one write to disk serves all.
    pub fn append(&self, entries: &[Entry]) -> Result<Appended, LedgerError> {
        let given = entries.len();
        if given == 0 || given > ENTRIES_PER_APPEND_MAX {
            return Err(LedgerError::Batch { given });
        }
        let mut state = self.lock();
        let at = self.clock.now();
        let texts: Vec<String> = entries
            .iter()
            .map(|entry| Record::text_of(at, entry))
            .collect::<Result<_, _>>()?;
        let State { connection, head } = &mut *state;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        *head = check::head(&transaction, &self.verifier, head)?;
        let first = head.size();
        let size = write(&transaction, first, &texts)?;
        let root = tree_hash(&transaction, size)?;
        let checkpoint = SignedCheckpoint::sign(&self.signer, &self.verifier, size, root)?;
        transaction.execute("UPDATE head SET note = ?1", params![checkpoint.note()])?;
        transaction.commit()?;
        *head = checkpoint.clone();
        Ok(Appended {
            first,
            at,
            checkpoint,
        })
    }

    /// The newest signed checkpoint.
    pub fn checkpoint(&self) -> Result<SignedCheckpoint, LedgerError> {
        self.reading(|_, head| Ok(head.clone()))
    }

    /// The public key to publish: with it anyone can check receipts and the log.
    pub const fn verifier_key(&self) -> &VerifierKey {
        &self.verifier
    }

    /// Runs `read` on one state of the log: a checkpoint and everything under it.
    fn reading<T>(
        &self,
        read: impl FnOnce(&Connection, &SignedCheckpoint) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        let mut state = self.lock();
        let State { connection, head } = &mut *state;
        let transaction = connection.transaction()?;
        *head = check::head(&transaction, &self.verifier, head)?;
        read(&transaction, head)
    }

    /// A thread that stopped in the middle has rolled its transaction back: the state is whole.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ledger")
            .field("verifier", &self.verifier)
            .finish_non_exhaustive()
    }
}

/// Writes entries and their hashes from position `first` on. Returns the new size.
fn write(transaction: &Transaction<'_>, first: u64, texts: &[String]) -> Result<u64, LedgerError> {
    let mut insert =
        transaction.prepare_cached("INSERT INTO entry (position, body) VALUES (?1, ?2)")?;
    let mut size = first;
    for text in texts {
        if size >= TREE_SIZE_MAX {
            return Err(LedgerError::Full);
        }
        insert.execute(params![column(size)?, text])?;
        store_entry_nodes(transaction, size, text.as_bytes())?;
        size = size.saturating_add(1);
    }
    Ok(size)
}
