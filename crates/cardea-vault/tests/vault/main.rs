//! The vault from outside, with its files in hand: what an erasure leaves, what a crash leaves, what a
//! thief could do.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of a test are small"
)]

#[cfg(test)]
mod crash;
#[cfg(test)]
mod ending;
#[cfg(test)]
mod erasing;
#[cfg(test)]
mod home;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod rotation;
#[cfg(test)]
mod sequences;
#[cfg(test)]
mod tampering;
#[cfg(test)]
mod threads;
