use super::*;
use crate::Limits;

const PATIENCE: Duration = Duration::from_secs(5);
const HOUR: Duration = Duration::from_hours(1);

fn seats(per_device: usize, sessions: usize) -> Arc<Seats> {
    Seats::new(&Limits {
        clients_per_device_max: per_device,
        sessions_max: sessions,
        ..Limits::default()
    })
}

fn after(time: Duration) -> Instant {
    Instant::now().checked_add(time).unwrap()
}

fn session(packet_id: u16) -> Session {
    Session {
        received: [packet_id].into_iter().collect(),
        in_doubt: None,
        hearing: Hearing::default(),
    }
}

/// Comes, finds what is there, and leaves something behind.
async fn visit(
    seats: &Arc<Seats>,
    device: &str,
    client: &str,
    leave: Option<(u16, Duration)>,
) -> Option<u16> {
    let mut place = seats.claim(device, client, Instant::now()).unwrap();
    let found = place.take_over(PATIENCE).await.unwrap();
    if let Some((packet_id, time)) = leave {
        place.leave_behind(session(packet_id), after(time));
    }
    found.and_then(|found| found.received.into_iter().next())
}

#[tokio::test(start_paused = true)]
async fn a_session_waits_for_its_own_device_and_client_only() {
    let seats = seats(8, 100);
    assert_eq!(visit(&seats, "lamp", "a", Some((1, HOUR))).await, None);
    assert_eq!(visit(&seats, "kettle", "a", None).await, None);
    assert_eq!(visit(&seats, "lamp", "b", None).await, None);
    assert_eq!(visit(&seats, "lamp", "a", Some((2, HOUR))).await, Some(1));
    assert_eq!(visit(&seats, "lamp", "a", None).await, Some(2));
    assert_eq!(visit(&seats, "lamp", "a", None).await, None);
    assert_eq!(seats.len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_session_ends_at_its_time_to_the_moment() {
    let seats = seats(8, 100);
    visit(&seats, "lamp", "a", Some((1, HOUR))).await;
    tokio::time::advance(HOUR.saturating_sub(Duration::from_millis(1))).await;
    assert_eq!(visit(&seats, "lamp", "a", Some((1, HOUR))).await, Some(1));
    tokio::time::advance(HOUR).await;
    assert_eq!(visit(&seats, "lamp", "a", None).await, None);
}

#[tokio::test(start_paused = true)]
async fn too_many_sessions_forget_the_one_that_ends_soonest() {
    let seats = seats(8, 2);
    visit(&seats, "one", "a", Some((1, HOUR))).await;
    visit(&seats, "two", "a", Some((2, HOUR.saturating_mul(3)))).await;
    visit(&seats, "three", "a", Some((3, HOUR.saturating_mul(2)))).await;
    assert_eq!(seats.len(), 2);
    assert_eq!(visit(&seats, "one", "a", None).await, None);
    assert_eq!(visit(&seats, "two", "a", None).await, Some(2));
    assert_eq!(visit(&seats, "three", "a", None).await, Some(3));
}

#[tokio::test(start_paused = true)]
async fn a_device_has_so_many_clients_and_costs_no_other_device_its_session() {
    let seats = seats(2, 100);
    visit(&seats, "other", "a", Some((9, HOUR))).await;
    for client in ["a", "b", "c", "d"] {
        visit(&seats, "lamp", client, Some((1, HOUR))).await;
    }
    assert_eq!(seats.len(), 3);
    let _c = seats.claim("lamp", "c", Instant::now()).unwrap();
    let _d = seats.claim("lamp", "d", Instant::now()).unwrap();
    assert_eq!(seats.claim("lamp", "e", Instant::now()).err(), Some(Full));
    assert_eq!(visit(&seats, "other", "a", None).await, Some(9));
}

#[tokio::test(start_paused = true)]
async fn a_newcomer_gets_the_seat_and_the_session() {
    let seats = seats(8, 100);
    let mut old = seats.claim("lamp", "a", Instant::now()).unwrap();
    old.take_over(PATIENCE).await.unwrap();
    let leaving = tokio::spawn(async move {
        old.superseded().await;
        old.leave_behind(session(5), after(HOUR));
    });
    let mut new = seats.claim("lamp", "a", Instant::now()).unwrap();
    let found = new.take_over(PATIENCE).await.unwrap().unwrap();
    assert!(found.received.contains(&5));
    leaving.await.unwrap();
    assert!(timeout(HOUR, new.superseded()).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn of_several_newcomers_the_last_one_wins() {
    let seats = seats(8, 100);
    let mut first = seats.claim("lamp", "a", Instant::now()).unwrap();
    first.take_over(PATIENCE).await.unwrap();
    let mut second = seats.claim("lamp", "a", Instant::now()).unwrap();
    let waiting = tokio::spawn(async move { second.take_over(PATIENCE).await.err() });
    tokio::task::yield_now().await;
    let mut third = seats.claim("lamp", "a", Instant::now()).unwrap();
    first.superseded().await;
    drop(first);
    assert_eq!(waiting.await.unwrap(), Some(NotHandedOver));
    assert!(third.take_over(PATIENCE).await.unwrap().is_none());
    drop(third);
    assert_eq!(seats.len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_predecessor_that_does_not_leave_costs_patience_and_nothing_else() {
    let seats = seats(8, 100);
    let mut old = seats.claim("lamp", "a", Instant::now()).unwrap();
    old.take_over(PATIENCE).await.unwrap();
    let mut new = seats.claim("lamp", "a", Instant::now()).unwrap();
    assert_eq!(new.take_over(PATIENCE).await.err(), Some(NotHandedOver));
    drop(new);
    old.leave_behind(session(5), after(HOUR));
    drop(old);
    assert_eq!(visit(&seats, "lamp", "a", None).await, Some(5));
}

#[tokio::test(start_paused = true)]
async fn a_session_survives_a_newcomer_that_gives_up() {
    let seats = seats(8, 100);
    let mut old = seats.claim("lamp", "a", Instant::now()).unwrap();
    old.take_over(PATIENCE).await.unwrap();
    let new = seats.claim("lamp", "a", Instant::now()).unwrap();
    old.leave_behind(session(5), after(HOUR));
    drop(old);
    drop(new);
    assert_eq!(visit(&seats, "lamp", "a", None).await, Some(5));
}
