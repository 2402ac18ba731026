//! Every bound of the gateway in one place: what it limits, in which unit, why this much, and what happens there.

use std::time::Duration;

/// Connections at once. Each costs a few kilobytes when idle, so this many stay below 1 GiB.
/// At the bound: the socket is closed at once and counted.
pub const CONNECTIONS_MAX: usize = 100_000;

/// Client ids of one device at once, connected or remembered. A device has one program that talks to us, seldom two.
/// At the bound: the session that ends soonest is forgotten; if all are connected, the newcomer is refused.
pub const CLIENTS_PER_DEVICE_MAX: usize = 8;

/// From the first byte of a socket to the whole CONNECT packet. At the bound: closed.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Bytes of a CONNECT packet: room for a certificate-sized token and a will. Nobody has signed in yet, so it is small.
/// At the bound: closed.
pub const CONNECT_BYTES_MAX: usize = 16 * 1024;

/// Bytes of a client id. It is remembered with the session. At the bound: refused.
pub const CLIENT_ID_BYTES_MAX: usize = 256;

/// From CONNECT to the answer of [`Door::sign_in`](crate::Door::sign_in), waiting for a turn included.
/// At the bound: "server unavailable".
pub const SIGN_IN_TIMEOUT: Duration = Duration::from_secs(10);

/// Sign-ins under way at once, so that a fleet coming back after a power cut does not take every core.
/// At the bound: the next one waits its turn within [`SIGN_IN_TIMEOUT`].
pub const SIGN_INS_AT_ONCE_MAX: usize = 64;

/// Failed sign-ins in a row that one device id may have from one address before it is slowed down.
pub const FAILURES_PER_DEVICE_MAX: u32 = 5;

/// One failed sign-in of a device id from an address is forgiven after this.
pub const FAILURE_PER_DEVICE_FORGIVEN: Duration = Duration::from_secs(10);

/// Failed sign-ins in a row from one address. Far above the bound for one device, because a proxy or a
/// provider's shared address speaks for many homes, and one broken device must not lock its neighbours out.
pub const FAILURES_PER_ADDRESS_MAX: u32 = 1_000;

/// One failed sign-in of an address is forgiven after this: 20 a second.
pub const FAILURE_PER_ADDRESS_FORGIVEN: Duration = Duration::from_millis(50);

/// Remembered failures of each kind; 32 bytes each, set aside at the start. At the bound: the newest wins a place.
pub const FAILURES_REMEMBERED_MAX: usize = 8 * 1024;

/// Bytes of one packet after sign-in. Firmware sends a few hundred; a day of samples in one message is some 100 KiB.
/// At the bound: version 5 hears 0x95, 3.1.1 is closed.
pub const PACKET_BYTES_MAX: u32 = 256 * 1024;

/// Bytes of one packet of a hub after sign-in. `Zigbee2MQTT` describes all its devices in one message, up to ten kilobytes each; none of it is
/// kept. At the bound: as at [`PACKET_BYTES_MAX`].
pub const HUB_PACKET_BYTES_MAX: u32 = 4 * 1024 * 1024;

/// Bytes of a topic. At the bound: version 5 hears 0x90, 3.1.1 is closed.
pub const TOPIC_BYTES_MAX: usize = 512;

/// Bytes taken from a socket at a time. One such buffer a worker thread, not a connection.
pub const READ_BYTES_MAX: usize = 64 * 1024;

/// Unanswered publishes (QoS 1 and 2) that a version 5 device is asked to stay below (Receive Maximum).
/// A device that does not count along is slowed down at [`WINDOW_MAX`].
pub const RECEIVE_MAX: u16 = 100;

/// Unanswered publishes (QoS 1 and 2) of one connection; 32 bytes each, and their readings in the house.
/// 3.1.1 has no way to tell a device how many it may send, so this is more than any sends for good reason.
/// At the bound: we stop reading from it, and it waits. What was acknowledged at QoS 2 and is not yet released is
/// bounded by the 65,535 packet ids there are; 8 bytes each.
pub const WINDOW_MAX: usize = 1_024;

/// Topic aliases a version 5 device may set; with [`TOPIC_BYTES_MAX`] at most 8 KiB a connection.
/// At the bound: 0x94.
pub const TOPIC_ALIASES_MAX: u16 = 16;

/// Longest keep-alive a version 5 device may choose, in seconds; it is told the shorter one.
pub const KEEP_ALIVE_SECS_MAX: u16 = 3_600;

/// How long a 3.1.1 device that switched keep-alive off may be silent. At the bound: closed.
pub const SILENCE_MAX: Duration = Duration::from_hours(24);

/// How long the house may take to queue or to answer a reading. A commit takes milliseconds; a full disk for ever.
/// At the bound: as [`Answer::Unavailable`](cardea_gate::Answer::Unavailable), so that the device sends it again.
pub const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a device may leave what we write to it unread. At the bound: closed.
pub const WRITE_TIMEOUT: Duration = Duration::from_secs(30);

/// For the last packet to a device, and for it to take notice, before the socket is closed regardless.
pub const FAREWELL_TIMEOUT: Duration = Duration::from_secs(1);

/// Bytes read and thrown away while a device takes notice of the last packet; closing with unread bytes would
/// destroy that packet on its way.
pub const FAREWELL_BYTES_MAX: usize = 512 * 1024;

/// On shutdown, how long outstanding answers are waited for. At the bound: the device sends again later.
pub const DRAIN_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a newcomer waits for its predecessor (same device, same client id) to hand over the session.
/// At the bound: "server unavailable".
pub const TAKE_OVER_TIMEOUT: Duration = Duration::from_secs(5);

/// Sessions remembered for devices that are away; some 300 bytes each. At the bound: the one that would end
/// soonest is forgotten, and its device is told "no session present".
pub const SESSIONS_MAX: usize = 100_000;

/// Longest time a session is remembered. What a device may send twice is sent twice within minutes.
/// A version 5 device is told the shorter time.
pub const SESSION_EXPIRY_MAX: Duration = Duration::from_hours(24);

/// Topic filters of directives of one connection, some 150 bytes each with what was told: a hub may name each of its 1,024 devices, and itself.
/// At the bound: the filter is refused, in version 5 with 0x97.
pub const DIRECTIVE_FILTERS_MAX: usize = 1_056;

/// How long finding out a directive may take: some milliseconds for a device. At the bound: "busy", and the device connects again.
pub const DIRECTIVE_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a directive is relied on when nothing is said to have changed. At the bound: it is looked up again, and told if it is another.
pub const DIRECTIVE_FRESH_MAX: Duration = Duration::from_hours(1);

/// Longest wait that `Prefer: wait` gets for another directive, in seconds. At the bound: 304.
pub const DIRECTIVE_WAIT_SECS_MAX: u64 = 60;

/// HTTP requests that wait for another directive at once, some 10 KiB each. At the bound: answered at once, as without `Prefer`.
pub const DIRECTIVE_WAITERS_MAX: usize = 4_096;

/// Pause of the accept loop after an error of the machine, such as too many open files.
pub const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// The bounds a house may change. [`Limits::default`] has the constants of this file.
#[derive(Clone, Debug)]
pub struct Limits {
    /// See [`CONNECTIONS_MAX`]. At most `u32::MAX`.
    pub connections_max: usize,
    /// See [`CLIENTS_PER_DEVICE_MAX`].
    pub clients_per_device_max: usize,
    /// See [`CONNECT_TIMEOUT`].
    pub connect_timeout: Duration,
    /// See [`SIGN_IN_TIMEOUT`].
    pub sign_in_timeout: Duration,
    /// See [`SIGN_INS_AT_ONCE_MAX`].
    pub sign_ins_at_once_max: usize,
    /// See [`FAILURES_PER_DEVICE_MAX`].
    pub failures_per_device_max: u32,
    /// See [`FAILURES_PER_ADDRESS_MAX`].
    pub failures_per_address_max: u32,
    /// See [`PACKET_BYTES_MAX`]. At least 128.
    pub packet_bytes_max: u32,
    /// See [`HUB_PACKET_BYTES_MAX`]. At least 128.
    pub hub_packet_bytes_max: u32,
    /// See [`RECEIVE_MAX`]. At least 1.
    pub receive_max: u16,
    /// See [`WINDOW_MAX`]. At least 1.
    pub window_max: usize,
    /// See [`KEEP_ALIVE_SECS_MAX`]. At least 1.
    pub keep_alive_secs_max: u16,
    /// See [`SILENCE_MAX`].
    pub silence_max: Duration,
    /// See [`ANSWER_TIMEOUT`].
    pub answer_timeout: Duration,
    /// See [`WRITE_TIMEOUT`].
    pub write_timeout: Duration,
    /// See [`FAREWELL_TIMEOUT`].
    pub farewell_timeout: Duration,
    /// See [`DRAIN_TIMEOUT`].
    pub drain_timeout: Duration,
    /// See [`TAKE_OVER_TIMEOUT`].
    pub take_over_timeout: Duration,
    /// See [`SESSIONS_MAX`].
    pub sessions_max: usize,
    /// See [`SESSION_EXPIRY_MAX`]. Whole seconds.
    pub session_expiry_max: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections_max: CONNECTIONS_MAX,
            clients_per_device_max: CLIENTS_PER_DEVICE_MAX,
            connect_timeout: CONNECT_TIMEOUT,
            sign_in_timeout: SIGN_IN_TIMEOUT,
            sign_ins_at_once_max: SIGN_INS_AT_ONCE_MAX,
            failures_per_device_max: FAILURES_PER_DEVICE_MAX,
            failures_per_address_max: FAILURES_PER_ADDRESS_MAX,
            packet_bytes_max: PACKET_BYTES_MAX,
            hub_packet_bytes_max: HUB_PACKET_BYTES_MAX,
            receive_max: RECEIVE_MAX,
            window_max: WINDOW_MAX,
            keep_alive_secs_max: KEEP_ALIVE_SECS_MAX,
            silence_max: SILENCE_MAX,
            answer_timeout: ANSWER_TIMEOUT,
            write_timeout: WRITE_TIMEOUT,
            farewell_timeout: FAREWELL_TIMEOUT,
            drain_timeout: DRAIN_TIMEOUT,
            take_over_timeout: TAKE_OVER_TIMEOUT,
            sessions_max: SESSIONS_MAX,
            session_expiry_max: SESSION_EXPIRY_MAX,
        }
    }
}

/// Milliseconds a device's clock may run ahead when its manifest does not say: five minutes, as network time drifts between two corrections.
/// Beyond it the time of arrival counts.
pub const CLOCK_SKEW_MILLIS: i64 = 5 * 60_000;
/// Bytes of one HTTP request with readings: 4 MiB, some 40,000 readings. Beyond it the answer is 413.
pub const HTTP_BODY_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Readings in one HTTP request. Beyond it the answer is 413, and nothing of it is kept.
pub const HTTP_LINES_MAX: usize = 10_000;
/// Shapes of messages told apart between two flushes of drift, about 300 bytes each. Beyond it what is odd is counted together, and its names are
/// not looked at.
pub const DRIFT_SHAPES_MAX: usize = 4_096;
/// Versions of firmware told apart while the server runs. Beyond it all others are one.
pub const DRIFT_FIRMWARES_MAX: usize = 256;
/// Bytes of a version of firmware. What is longer counts as unsaid.
pub const DRIFT_FIRMWARE_BYTES_MAX: usize = 32;
/// Oddities of one message that are told. Beyond it the rest of that message is not.
pub const DRIFT_ODDITIES_MAX: usize = 64;
/// How much older than its arrival a reading may be, in milliseconds: a device that was offline for a month. Beyond it its clock is thought wrong;
/// the reading is treated as any other.
pub const CLOCK_BEHIND_MILLIS: i64 = 31 * 86_400_000;
/// Bytes of a clip that are looked through and written at once; as much is held of each upload.
pub const MEDIA_GATHERED_BYTES: usize = 64 * 1024;
/// How long an upload of a clip may stand still. At the bound: 408, and nothing of it is kept.
pub const MEDIA_STILL_MAX: Duration = Duration::from_secs(30);
/// How long an upload of a clip may take: 256 MiB at 75 KiB a second. At the bound: 408, and nothing of it is kept.
pub const MEDIA_TIME_MAX: Duration = Duration::from_hours(1);
/// Bytes of a refused upload that are read and thrown away, so that its sender sees why. At the bound: the connection is closed.
pub const MEDIA_REFUSED_BYTES_MAX: usize = 1024 * 1024;
/// For how long that is done.
pub const MEDIA_REFUSED_TIME_MAX: Duration = Duration::from_secs(2);
/// Seconds after which a device that was told to come again should.
pub const MEDIA_AGAIN_SECS: u32 = 10;
