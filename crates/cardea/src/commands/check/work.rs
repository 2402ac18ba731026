//! The same work for many inputs, on all cores, with the answers in the order of the inputs.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Threads at once, whatever the machine has: reading and judging a manifest is short, and more would wait for the disk.
const WORKERS_MAX: usize = 16;
/// Inputs that are worth a thread of their own; starting one takes as long as judging a small manifest.
const INPUTS_PER_WORKER: usize = 4;

/// Gives every input to `work`.
pub(crate) fn for_each<I: Sync, T: Send>(inputs: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let workers = cores
        .min(WORKERS_MAX)
        .min(inputs.len().div_ceil(INPUTS_PER_WORKER));
    if workers <= 1 {
        return inputs.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(input) = inputs.get(number) else {
                return done;
            };
            done.push((number, work(input)));
        }
    };
    let mut all: Vec<(usize, T)> = thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(take)).collect();
        let mut all = take();
        for other in others {
            match other.join() {
                Ok(done) => all.extend(done),
                // A panic is a fault of ours; it goes on as if there had been no thread.
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    all.sort_by_key(|(number, _)| *number);
    all.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_stand_in_the_order_of_the_inputs() {
        for count in [0, 1, 3, 1_000] {
            let inputs: Vec<usize> = (0..count).collect();
            let answers = for_each(&inputs, |input| {
                // Uneven work, so that workers overtake each other.
                (0..input % 97).sum::<usize>() + input
            });
            let expected: Vec<usize> = inputs
                .iter()
                .map(|i| (0..i % 97).sum::<usize>() + i)
                .collect();
            assert_eq!(answers, expected);
        }
    }
}
