//! What all connections of an endpoint share.

use std::sync::Arc;

use cardea_units::Random;
use tokio::sync::Semaphore;
use tokio::time::Instant;

use super::seats::Seats;
use super::throttle::Throttle;
use crate::{Counters, Door, Limits};

/// What all connections of an endpoint share.
pub(crate) struct House<D: Door> {
    pub(crate) door: Arc<D>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) limits: Limits,
    pub(crate) counters: Arc<Counters>,
    pub(crate) seats: Arc<Seats>,
    pub(crate) throttle: Throttle,
    pub(crate) sign_ins: Semaphore,
    pub(crate) connections: Arc<Semaphore>,
}

impl<D: Door> House<D> {
    pub(crate) fn new(door: Arc<D>, random: Arc<dyn Random>, limits: Limits) -> Self {
        Self {
            counters: Arc::default(),
            seats: Seats::new(&limits),
            throttle: Throttle::new(&limits, Instant::now()),
            sign_ins: Semaphore::new(limits.sign_ins_at_once_max.min(Semaphore::MAX_PERMITS)),
            connections: Arc::new(Semaphore::new(
                limits.connections_max.min(Semaphore::MAX_PERMITS),
            )),
            door,
            random,
            limits,
        }
    }
}
