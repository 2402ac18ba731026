//! Bounds of what goes out, each with what happens there.

use std::time::Duration;

/// Longest wait for a name to be looked up, a connection and its handshake. Then the other side counts as not there, and is tried again later.
pub const CONNECT_WAIT_MAX: Duration = Duration::from_secs(10);
/// Longest wait for a whole exchange, the connection included. Then it counts as not answered.
pub const EXCHANGE_WAIT_MAX: Duration = Duration::from_secs(20);
/// Addresses of one name that are tried, one after the other. Those beyond are not looked at.
pub const ADDRESSES_MAX: usize = 8;
/// Bytes of a URL. A longer one is refused where it is said.
pub const URL_BYTES_MAX: usize = 2_048;
/// Networks that an operator can allow. More are refused at the start.
pub const NETWORKS_MAX: usize = 64;
