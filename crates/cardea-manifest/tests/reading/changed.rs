//! The whole example, with pieces of it replaced.

/// Every section of a manifest, as the design shows it.
pub(crate) const EVERYTHING: &str = include_str!("../data/everything.yaml");

/// The example with each piece replaced. Each must stand in it exactly once, so that a test cannot miss what it means to change.
pub(crate) fn changed(pieces: &[(&str, &str)]) -> String {
    let mut text = EVERYTHING.to_owned();
    for (old, new) in pieces {
        assert_eq!(
            text.matches(old).count(),
            1,
            "`{old}` must stand in the example once"
        );
        text = text.replacen(old, new, 1);
    }
    text
}
