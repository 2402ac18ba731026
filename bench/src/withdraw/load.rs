//! Readings as fast as they are taken: so many connections, each with a window that waits for its answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use cardea_gate::Answer;
use cardea_store::Store;
use cardea_units::Clock as _;
use tokio::task::JoinHandle;

use crate::house::{self, HAND_IN, MachineClock, Maker};

/// A load that runs.
pub struct Load {
    state: Arc<State>,
    connections: Vec<JoinHandle<Result<()>>>,
    began: Instant,
}

struct State {
    stop: AtomicBool,
    all: AtomicUsize,
    after: AtomicUsize,
    withdrawn: Vec<AtomicBool>,
}

/// What was taken.
pub struct Taken {
    /// In all.
    pub all: usize,
    /// Of homes that had withdrawn, handed in after the answer.
    pub after: usize,
    /// In what time.
    pub time: Duration,
}

impl Load {
    /// Begins. Each connection sends for its share of the devices in turn; a device's readings are a millisecond apart.
    pub fn start(store: &Arc<Store>, makers: Vec<Maker>, connections: usize) -> Self {
        let state = Arc::new(State {
            stop: AtomicBool::new(false),
            all: AtomicUsize::new(0),
            after: AtomicUsize::new(0),
            withdrawn: makers.iter().map(|_| AtomicBool::new(false)).collect(),
        });
        let mut shares: Vec<Vec<(usize, Maker)>> = (0..connections).map(|_| Vec::new()).collect();
        for (number, maker) in makers.into_iter().enumerate() {
            if let Some(share) = shares.get_mut(number % connections) {
                share.push((number, maker));
            }
        }
        let connections = shares
            .into_iter()
            .map(|share| tokio::spawn(send(Arc::clone(store), Arc::clone(&state), share)))
            .collect();
        Self {
            state,
            connections,
            began: Instant::now(),
        }
    }

    /// A home's withdrawal was answered.
    pub fn withdrawn(&self, home: usize) {
        if let Some(flag) = self.state.withdrawn.get(home) {
            flag.store(true, Ordering::SeqCst);
        }
    }

    /// Readings of homes that had withdrawn, handed in after the answer and taken.
    pub fn taken_after(&self) -> usize {
        self.state.after.load(Ordering::SeqCst)
    }

    /// Ends it, when everything handed in is answered.
    pub async fn finish(self) -> Result<Taken> {
        self.state.stop.store(true, Ordering::SeqCst);
        for connection in self.connections {
            connection.await??;
        }
        Ok(Taken {
            all: self.state.all.load(Ordering::SeqCst),
            after: self.state.after.load(Ordering::SeqCst),
            time: self.began.elapsed(),
        })
    }
}

async fn send(store: Arc<Store>, state: Arc<State>, share: Vec<(usize, Maker)>) -> Result<()> {
    // An hour back, so that times a millisecond apart do not run ahead of the clock.
    let start = MachineClock.now().plus(-3_600_000);
    let mut sent: i64 = 0;
    loop {
        for (home, maker) in &share {
            if state.stop.load(Ordering::SeqCst) {
                return Ok(());
            }
            let withdrawn = state
                .withdrawn
                .get(*home)
                .is_some_and(|flag| flag.load(Ordering::SeqCst));
            let readings = (0..HAND_IN)
                .map(|number| {
                    sent += 1;
                    maker.reading(&store, start.plus(sent), house::room(number))
                })
                .collect();
            let answers = house::hand_in(&store, readings)
                .await
                .await
                .context("the store gave no answer")?;
            ensure!(
                answers.iter().all(|answer| *answer == Answer::Kept),
                "a reading was not kept"
            );
            state.all.fetch_add(answers.len(), Ordering::SeqCst);
            if withdrawn {
                state.after.fetch_add(answers.len(), Ordering::SeqCst);
            }
        }
    }
}
