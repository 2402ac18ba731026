//! Whether the file holds what was signed.

use rusqlite::{Connection, OptionalExtension, Row, Rows};
use tlog_tiles::{Hash, record_hash, stored_hash_count};

use super::nodes::tree_hash;
use super::{Damage, LedgerError};
use crate::tree::Edge;
use crate::{SignedCheckpoint, VerifierKey};

/// Checks everything: every entry, every hash, the checkpoint. Reads the file once, in order.
pub(super) fn whole(
    connection: &Connection,
    verifier: &VerifierKey,
) -> Result<SignedCheckpoint, LedgerError> {
    let head = opened(&head_note(connection)?, verifier)?;
    counts(connection, head.size())?;
    let mut entries = connection.prepare("SELECT position, body FROM entry ORDER BY position")?;
    let mut entries = entries.query([])?;
    let mut nodes = connection.prepare("SELECT position, hash FROM node ORDER BY position")?;
    let mut nodes = nodes.query([])?;
    let mut edge = Edge::default();
    let mut node = 0_u64;
    while let Some(row) = entries.next()? {
        let index = edge.size();
        let wrong = || LedgerError::Damaged(Damage::Entry { index });
        let body = at(row, index).and_then(|()| row.get_ref(1)?.as_bytes().map_err(Into::into));
        for (_, hash) in edge.push(record_hash(body.map_err(|_| wrong())?)) {
            if next_node(&mut nodes, node)? != Some(hash) {
                return Err(wrong());
            }
            node = node.saturating_add(1);
        }
    }
    if edge.root() == *head.root() {
        Ok(head)
    } else {
        Err(Damage::Root.into())
    }
}

/// Checks that the newest checkpoint in the file is ours and grew from `known`, the newest we had seen.
pub(super) fn head(
    connection: &Connection,
    verifier: &VerifierKey,
    known: &SignedCheckpoint,
) -> Result<SignedCheckpoint, LedgerError> {
    let note = head_note(connection)?;
    let head = if note == known.note() {
        known.clone()
    } else {
        opened(&note, verifier)?
    };
    counts(connection, head.size())?;
    if head == *known {
        return Ok(head);
    }
    let grew = head.size() >= known.size() && tree_hash(connection, known.size())? == *known.root();
    if !grew {
        return Err(Damage::WentBack {
            known: known.size(),
        }
        .into());
    }
    if tree_hash(connection, head.size())? != *head.root() {
        return Err(Damage::Root.into());
    }
    Ok(head)
}

fn head_note(connection: &Connection) -> Result<String, LedgerError> {
    let mut select = connection.prepare_cached("SELECT note FROM head WHERE one = 1")?;
    let note = select.query_row([], |row| row.get(0)).optional()?;
    Ok(note.ok_or(Damage::NoCheckpoint)?)
}

fn opened(note: &str, verifier: &VerifierKey) -> Result<SignedCheckpoint, LedgerError> {
    Ok(SignedCheckpoint::open(note, verifier).map_err(Damage::Checkpoint)?)
}

/// Checks that positions end where the checkpoint says.
fn counts(connection: &Connection, signed: u64) -> Result<(), LedgerError> {
    let end = |sql| -> Result<u64, LedgerError> {
        let end: i64 = connection
            .prepare_cached(sql)?
            .query_row([], |row| row.get(0))?;
        Ok(u64::try_from(end).unwrap_or(0))
    };
    let found = end("SELECT coalesce(max(position) + 1, 0) FROM entry")?;
    let nodes = end("SELECT coalesce(max(position) + 1, 0) FROM node")?;
    let nodes_signed = stored_hash_count(signed);
    if found < signed {
        Err(Damage::CutShort { signed, found }.into())
    } else if nodes < nodes_signed {
        Err(Damage::NoHash.into())
    } else if found > signed || nodes > nodes_signed {
        Err(Damage::Excess { signed }.into())
    } else {
        Ok(())
    }
}

fn next_node(nodes: &mut Rows<'_>, position: u64) -> Result<Option<Hash>, LedgerError> {
    let Some(row) = nodes.next()? else {
        return Ok(None);
    };
    Ok(at(row, position)
        .and_then(|()| row.get::<_, [u8; 32]>(1))
        .ok()
        .map(Hash))
}

/// An error unless the row stands at `position`.
fn at(row: &Row<'_>, position: u64) -> rusqlite::Result<()> {
    let found: i64 = row.get(0)?;
    if u64::try_from(found) == Ok(position) {
        Ok(())
    } else {
        Err(rusqlite::Error::InvalidQuery)
    }
}
