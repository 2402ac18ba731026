//! Breaches: hours that elapse, over weekends and changes of the clock.

use cardea_units::UnixMillis;

/// Hours within which the regulator is told of a breach (UK GDPR Art 33(1); PECR reg 5A).
pub const BREACH_HOURS: i64 = 72;

/// The last moment to tell the regulator, from when the controller became aware.
pub const fn breach_due(aware: UnixMillis) -> UnixMillis {
    aware.plus(
        BREACH_HOURS
            .saturating_mul(3_600)
            .saturating_mul(UnixMillis::SECOND),
    )
}
