//! A log in a temporary folder, and entries to put into it.

use std::path::PathBuf;
use std::sync::Arc;

use cardea_ledger::{
    ClientChange, Commitment, ConsentState, Entry, Expression, Ledger, LedgerError, Name, Salt,
    SigningKey,
};
use cardea_units::{DeviceId, FixedClock, FixedRandom, PersonId, UnixMillis};
use tempfile::TempDir;

pub(crate) const ORIGIN: &str = "privacy.warmly.example/log";

/// 2026-11-23T10:00:00Z
pub(crate) const NOW: UnixMillis = UnixMillis(1_795_428_000_000);

/// A folder with a log's file and key, which goes with it.
pub(crate) struct Home {
    folder: TempDir,
    pub(crate) clock: Arc<FixedClock>,
}

impl Home {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            folder,
            clock: Arc::new(FixedClock::at(NOW)),
        }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("ledger.db")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn key(&self) -> SigningKey {
        SigningKey::load_or_create(&self.path("log.key"), &FixedRandom::seeded(42)).unwrap()
    }

    pub(crate) fn try_open(&self) -> Result<Ledger, LedgerError> {
        Ledger::open(&self.database(), self.key(), ORIGIN, self.clock.clone())
    }

    pub(crate) fn open(&self) -> Ledger {
        self.try_open().unwrap()
    }

    /// A log of `count` small entries.
    pub(crate) fn with(count: u64) -> (Self, Ledger) {
        let home = Self::new();
        let ledger = home.open();
        grow(&ledger, count);
        (home, ledger)
    }
}

/// Appends until the log has `size` entries.
pub(crate) fn grow(ledger: &Ledger, size: u64) {
    let from = ledger.checkpoint().unwrap().size();
    let entries: Vec<Entry> = (from..size).map(small).collect();
    for batch in entries.chunks(1_000) {
        ledger.append(batch).unwrap();
    }
}

pub(crate) fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

pub(crate) fn small(number: u64) -> Entry {
    Entry::Administrative {
        what: name(&format!("step_{number}")),
    }
}

pub(crate) fn ada() -> Commitment {
    Commitment::of_subject(
        &Salt::from_bytes([1; 32]),
        PersonId::from_column(1).unwrap().into(),
    )
}

pub(crate) fn device() -> Commitment {
    Commitment::of_device(
        &Salt::from_bytes([2; 32]),
        DeviceId::from_column(1).unwrap(),
    )
}

pub(crate) fn consent(state: ConsentState) -> Entry {
    Entry::ConsentChanged {
        subject: ada(),
        product: name("warmly-thermostat"),
        purpose: name("savings_report"),
        version: name("sha256:0123456789abcdef"),
        state,
        channel: name("portal"),
        expression: Expression::Plain,
    }
}

/// The same, said in so many words.
pub(crate) fn express(mut entry: Entry) -> Entry {
    if let Entry::ConsentChanged { expression, .. } = &mut entry {
        *expression = Expression::Express;
    }
    entry
}

pub(crate) const STATES: [ConsentState; 8] = [
    ConsentState::Granted,
    ConsentState::Refused,
    ConsentState::Withdrawn,
    ConsentState::Expired,
    ConsentState::Superseded,
    ConsentState::VoidByReset,
    ConsentState::VoidByTransfer,
    ConsentState::VoidByAge,
];

/// Every entry of which there is a receipt, in every state.
pub(crate) fn with_receipts() -> Vec<Entry> {
    let mut entries: Vec<Entry> = STATES.map(consent).into();
    entries.push(express(consent(ConsentState::Granted)));
    entries.push(Entry::Erasure {
        subject: ada(),
        secrets: 3,
    });
    entries.push(Entry::DeviceClaimed {
        device: device(),
        household: ada(),
    });
    entries.push(Entry::DeviceReleased {
        device: device(),
        household: ada(),
    });
    entries.push(Entry::DeviceErased {
        device: device(),
        household: ada(),
        blocks: 12,
        rows: 3_400,
        clips: 2,
    });
    entries
}

/// Every entry of which there is none.
pub(crate) fn without_receipts() -> Vec<Entry> {
    let stream = name("climate");
    let access = |stream| Entry::Access {
        recipient: name("gridwise"),
        product: name("warmly-thermostat"),
        purpose: name("research"),
        subject: ada(),
        stream,
        from: UnixMillis(0),
        to: NOW,
        count: 24,
    };
    vec![
        Entry::ManifestDeployed {
            product: name("warmly-thermostat"),
            version: name("v1"),
        },
        access(None),
        access(Some(stream.clone())),
        Entry::Export {
            subject: ada(),
            count: 7,
        },
        Entry::Request {
            subject: ada(),
            reference: Commitment::of_reference(&Salt::from_bytes([1; 32]), b"7"),
            right: name("erasure"),
            step: name("received"),
        },
        Entry::PeriodEnded {
            product: name("warmly-thermostat"),
            stream,
            tier: 1,
            period: name("2026-10"),
        },
        Entry::MemberJoined {
            household: device(),
            member: ada(),
        },
        Entry::MemberLeft {
            household: device(),
            member: ada(),
        },
        Entry::ClientChanged {
            recipient: name("gridwise"),
            change: ClientChange::Rotated,
        },
        Entry::RecipientTold {
            recipient: name("gridwise"),
            act: name("restriction_lifted"),
            notice: name("msg_000102030405060708090a0b0c0d0e0f"),
            step: name("received"),
        },
        Entry::Administrative {
            what: name("keys_rotated"),
        },
    ]
}
