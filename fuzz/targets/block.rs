//! Any bytes to the reader of opened blocks, of each form there ever was: no panic, no memory beyond its bounds; and what is read is written
//! again as the same rows.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    cardea_store::try_block(bytes);
});
