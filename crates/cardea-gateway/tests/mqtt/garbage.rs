//! Bytes that no device sends: they end the connection and nothing else.

use std::time::Duration;

use mqtt_protocol_core::mqtt::packet::{GenericPacketTrait, Qos};
use proptest::prelude::*;
use tokio::io::AsyncReadExt;
use tokio::time::timeout;

use super::client::{Client, V3, V5, Wish, publish};
use super::stage::Stage;

/// Sends bytes in pieces; whatever they are, the connection ends, and the endpoint still serves the next device.
fn survives(before: &[u8], bytes: &[u8], piece: usize) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let stage = Stage::keeping();
        let mut stranger = Client::new(stage.pipe(64 * 1024), V5);
        stranger.raw(before).await;
        for piece in bytes.chunks(piece.max(1)) {
            stranger.raw(piece).await;
        }
        let mut heard = Vec::new();
        // Silence ends it if nothing else does: a day at the longest.
        let end = stranger.stream.read_to_end(&mut heard);
        timeout(Duration::from_hours(30), end)
            .await
            .expect("never closed")
            .unwrap();
        drop(stranger);
        stage.settles().await;
        assert_eq!(stage.counts().connections_open, 0);
        let mut lamp = stage.guest(&Wish::lamp(V3)).await;
        lamp.send_publish("still here", Qos::AtLeastOnce, 1).await;
        lamp.acknowledged(1).await;
    });
}

fn packets() -> impl Strategy<Value = Vec<u8>> {
    let version = prop_oneof![Just(V3), Just(V5)];
    let level = prop_oneof![
        Just(Qos::AtMostOnce),
        Just(Qos::AtLeastOnce),
        Just(Qos::ExactlyOnce)
    ];
    let publish = (version, level, 0..4_u16, "[a-z/+#]{0,6}").prop_filter_map(
        "a topic",
        |(version, qos, id, payload)| {
            (qos == Qos::AtMostOnce || id > 0).then(|| {
                publish(version, "lamp/reading", &payload, qos, id, false).to_continuous_buffer()
            })
        },
    );
    let other = prop_oneof![
        Just(vec![0xC0, 0]),
        (0..4_u8).prop_map(|id| vec![0x62, 2, 0, id]),
        (0..4_u8).prop_map(|id| vec![0x62, 4, 0, id, 0x92, 0]),
        (0..4_u8).prop_map(|id| vec![0x40, 2, 0, id]),
        (0..4_u8).prop_map(|id| vec![0x50, 2, 0, id]),
        (0..4_u8).prop_map(|id| vec![0x82, 6, 0, id, 0, 1, b'#', 0]),
        (0..4_u8).prop_map(|id| vec![0x82, 7, 0, id, 0, 0, 1, b'#', 0]),
        (0..4_u8).prop_map(|id| vec![0xA2, 5, 0, id, 0, 1, b'#']),
        Just(vec![0xE0, 0]),
        Just(vec![0xE0, 1, 0x04]),
        Just(vec![0xF0, 2, 0x18, 0]),
        prop::collection::vec(any::<u8>(), 0..12),
    ];
    prop_oneof![publish, other]
}

proptest! {
    #[test]
    fn before_signing_in(bytes in prop::collection::vec(any::<u8>(), 0..300), piece in 1..64_usize) {
        survives(&[], &bytes, piece);
    }

    #[test]
    fn a_damaged_connect(
        version in prop_oneof![Just(V3), Just(V5)],
        at in any::<prop::sample::Index>(),
        value in any::<u8>(),
        cut in any::<prop::sample::Index>(),
        piece in 1..64_usize,
    ) {
        let mut wish = Wish::returning_lamp(version);
        wish.will = Some(false);
        let mut bytes = wish.packet().to_continuous_buffer();
        *at.get_mut(&mut bytes) = value;
        survives(&[], &bytes, piece);
        bytes.truncate(cut.index(bytes.len()));
        survives(&[], &bytes, piece);
    }

    #[test]
    fn after_signing_in(
        version in prop_oneof![Just(V3), Just(V5)],
        packets in prop::collection::vec(packets(), 0..20),
        damage in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
        piece in 1..200_usize,
    ) {
        let mut bytes = packets.concat();
        if let Some((at, value)) = damage
            && !bytes.is_empty()
        {
            *at.get_mut(&mut bytes) = value;
        }
        survives(&Wish::returning_lamp(version).packet().to_continuous_buffer(), &bytes, piece);
    }
}
