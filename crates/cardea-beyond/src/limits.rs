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
/// Connectors in one file. More are refused when it is read.
pub const CONNECTORS_MAX: usize = 16;
/// Tables of one connector.
pub const TABLES_MAX: usize = 64;
/// Columns that a mapping names of one table.
pub const COLUMNS_MAX: usize = 128;
/// The longest that a connector may take for one person, and takes unless `wait` says less. Then it failed, and nothing was erased.
pub const WAIT_MAX: Duration = Duration::from_secs(30);
/// Rows of one table for one person, unless `rows_max` says less. Beyond it nothing is taken out, and the copy says so.
pub const ROWS_FOUND_MAX: usize = 10_000;
/// Bytes of all tables of a connector for one person, unless `bytes_max` says less: they are held in memory while a copy is made.
pub const BYTES_FOUND_MAX: usize = 16 * 1024 * 1024;
/// Bytes of a file with a password or token.
pub const SECRET_FILE_BYTES_MAX: u64 = 4_096;
/// Lists in one answer of a service by HTTP.
pub const LISTS_MAX: usize = 64;
