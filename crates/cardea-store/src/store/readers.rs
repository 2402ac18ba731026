//! Connections for reading: so many at once and no more; who comes later waits.

use std::sync::{Condvar, Mutex, PoisonError};

use crate::StoreError;
use crate::engine::{Connection, Engine, Transaction};
use crate::limits::{READER_WAIT_MAX, READERS_AT_ONCE_MAX, READERS_MAX};

/// The connections of a store.
#[derive(Debug, Default)]
pub(super) struct Readers {
    state: Mutex<State>,
    given_back: Condvar,
}

#[derive(Debug, Default)]
struct State {
    idle: Vec<Connection>,
    lent: usize,
}

impl Readers {
    /// A connection, as soon as there is one. [`StoreError::Busy`] when there is none within [`READER_WAIT_MAX`].
    pub(super) fn borrow(&self, engine: &dyn Engine) -> Result<Reader<'_>, StoreError> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |state: &mut State| state.lent >= READERS_AT_ONCE_MAX;
        let (mut state, waited) = self
            .given_back
            .wait_timeout_while(state, READER_WAIT_MAX, full)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return Err(StoreError::Busy);
        }
        state.lent = state.lent.saturating_add(1);
        // From here on dropping it gives the place back, whether the database could be opened or not.
        let mut reader = Reader {
            db: state.idle.pop(),
            home: self,
        };
        drop(state);
        if reader.db.is_none() {
            reader.db = Some(engine.open_reader()?);
        }
        Ok(reader)
    }
}

/// A borrowed connection for reading.
#[derive(Debug)]
pub(crate) struct Reader<'s> {
    db: Option<Connection>,
    home: &'s Readers,
}

impl Reader<'_> {
    /// What is read through it is all of one moment.
    pub(crate) fn snapshot(&mut self) -> Result<Transaction<'_>, StoreError> {
        self.db.as_mut().ok_or(StoreError::Stopped)?.snapshot()
    }
}

impl core::ops::Deref for Reader<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        #[expect(
            clippy::unreachable,
            reason = "the connection is there until `drop` takes it"
        )]
        self.db.as_ref().unwrap_or_else(|| unreachable!())
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        let mut state = self
            .home
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        state.lent = state.lent.saturating_sub(1);
        if let Some(db) = self.db.take()
            && state.idle.len() < READERS_MAX
        {
            state.idle.push(db);
        }
        drop(state);
        self.home.given_back.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::sqlite::SqliteFile;

    #[test]
    fn who_comes_when_all_are_lent_waits_for_one_to_be_given_back() -> Result<(), StoreError> {
        let folder = tempfile::tempdir().map_err(|_| StoreError::Stopped)?;
        let engine = SqliteFile::in_folder(folder.path());
        let _writer = engine.open_writer()?;
        let readers = Readers::default();
        let mut lent = Vec::new();
        for _ in 0..READERS_AT_ONCE_MAX {
            lent.push(readers.borrow(&engine)?);
        }
        let (tell, told) = mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let got = readers.borrow(&engine).is_ok();
                let _ = tell.send(got);
            });
            let early = told.recv_timeout(Duration::from_millis(300));
            assert!(early.is_err(), "one more than the bound was lent");
            lent.pop();
            assert_eq!(told.recv_timeout(Duration::from_secs(5)), Ok(true));
        });
        lent.clear();
        let state = readers.state.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(state.lent, 0);
        assert!(state.idle.len() <= READERS_MAX);
        Ok(())
    }
}
