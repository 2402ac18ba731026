//! The switches of the mutated tree: which mutant is on, and which cases come past which.

/// Which mutant is on, and which were asked. Put at the end of the mutated crate by `cargo xtask mutate`.
#[doc(hidden)]
pub mod mutant {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

    /// No mutant is numbered so high; until one is chosen the environment says which is on.
    const NOT_CHOSEN: u32 = u32::MAX;
    /// Of 64 mutants each: more than there are.
    const WORDS: usize = 1024;
    /// How often a case may ask. The longest asks some ten thousand times; who asks more is in a loop without end.
    const ASKED_MAX: u64 = 50_000_000;

    static ON: AtomicU32 = AtomicU32::new(NOT_CHOSEN);
    static ASKED: AtomicU64 = AtomicU64::new(0);
    static REACHED: [AtomicU64; WORDS] = [const { AtomicU64::new(0) }; WORDS];

    /// Whether this mutant is on.
    pub fn on(number: u32) -> bool {
        let chosen = ON.load(Relaxed);
        if chosen == NOT_CHOSEN {
            return number == from_environment();
        }
        if chosen == 0 {
            let bit = number as usize;
            REACHED[bit / 64].fetch_or(1 << (bit % 64), Relaxed);
        }
        let asked = ASKED.load(Relaxed) + 1;
        ASKED.store(asked, Relaxed);
        assert!(asked < ASKED_MAX, "a loop without end");
        number == chosen
    }

    /// Switches this mutant on and all others off; 0 is none, and notes which are asked.
    pub fn choose(number: u32) {
        ON.store(number, Relaxed);
        ASKED.store(0, Relaxed);
    }

    /// Which mutants were asked since the last time, a bit for each.
    pub fn reached() -> Vec<u64> {
        REACHED.iter().map(|word| word.swap(0, Relaxed)).collect()
    }

    fn from_environment() -> u32 {
        static CHOSEN: OnceLock<u32> = OnceLock::new();
        *CHOSEN.get_or_init(|| {
            std::env::var("CARDEA_MUTANT")
                .ok()
                .and_then(|text| text.parse().ok())
                .unwrap_or(0)
        })
    }
}
