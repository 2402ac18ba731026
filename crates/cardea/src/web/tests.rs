use axum::body::Bytes;
use axum::routing::{get, post};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, timeout};

use super::*;

const SOON: Duration = Duration::from_millis(300);
/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

const TIGHT: WebLimits = WebLimits {
    connections_max: 3,
    head_time_max: SOON,
    body_wait_max: SOON,
    body_bytes_a_second: 1_000,
    write_wait_max: SOON,
};

/// More than all the buffers between us hold.
const LONG: usize = 32 * 1024 * 1024;

async fn opened(limits: WebLimits) -> (SocketAddr, watch::Sender<Run>) {
    let routes = Router::new()
        .route(
            "/",
            get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() }),
        )
        .route(
            "/length",
            post(|body: Bytes| async move { body.len().to_string() }),
        )
        .route("/long", get(|| async { vec![b'x'; LONG] }));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (run, running) = watch::channel(Run::On);
    tokio::spawn(serve(listener, routes, limits, running));
    (address, run)
}

/// What comes until the other side closes.
async fn heard(mut stream: TcpStream) -> String {
    let mut all = Vec::new();
    let heard = timeout(PATIENCE, stream.read_to_end(&mut all)).await;
    // A reset is a way to close.
    drop(heard.expect("the connection is still open"));
    String::from_utf8_lossy(&all).into_owned()
}

async fn said(address: SocketAddr, words: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(words.as_bytes()).await.unwrap();
    stream
}

#[tokio::test]
async fn a_request_is_answered_and_knows_who_asks() {
    let (address, _run) = opened(TIGHT).await;
    let answer = heard(
        said(
            address,
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        )
        .await,
    )
    .await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.ends_with("127.0.0.1"), "{answer}");
}

#[tokio::test]
async fn whoever_does_not_finish_a_head_is_cut_off() {
    let (address, _run) = opened(TIGHT).await;
    for words in [
        "",
        "GET / HTTP/1.1\r\nHo",
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    ] {
        let began = Instant::now();
        let _answer = heard(said(address, words).await).await;
        assert!(began.elapsed() >= SOON, "{words:?} was not given its time");
    }
}

const HEAD: &str =
    "POST /length HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3000\r\n\r\n";

#[tokio::test]
async fn a_body_that_drips_fails_and_one_that_flows_does_not() {
    let (address, _run) = opened(TIGHT).await;
    // Ten bytes a pause would take half a minute.
    let dripping = said(address, HEAD).await;
    let (mut from, mut to) = dripping.into_split();
    let drips = tokio::spawn(async move {
        while to.write_all(&[b'x'; 10]).await.is_ok() {
            sleep(SOON / 3).await;
        }
    });
    let mut answer = Vec::new();
    drop(
        timeout(PATIENCE, from.read_to_end(&mut answer))
            .await
            .expect("the connection is still open"),
    );
    drips.abort();
    let answer = String::from_utf8_lossy(&answer);
    assert!(!answer.contains("200 OK"), "{answer}");

    // Slower in all than the first allowance, but each piece earns the next pause.
    let mut flowing = said(address, HEAD).await;
    for _ in 0..6 {
        sleep(SOON / 3).await;
        flowing.write_all(&[b'x'; 500]).await.unwrap();
    }
    let answer = heard(flowing).await;
    assert!(answer.ends_with("3000"), "{answer}");
}

#[tokio::test]
async fn whoever_does_not_read_is_cut_off() {
    let (address, _run) = opened(TIGHT).await;
    let deaf = said(address, "GET /long HTTP/1.1\r\nHost: x\r\n\r\n").await;
    sleep(SOON * 4).await;
    let answer = heard(deaf).await;
    assert!(answer.len() < LONG, "all {} bytes came", answer.len());
}

#[tokio::test]
async fn beyond_the_most_one_is_sent_away_and_when_one_goes_another_comes() {
    let limits = WebLimits {
        head_time_max: PATIENCE,
        ..TIGHT
    };
    let (address, _run) = opened(limits).await;
    let mut held = Vec::new();
    for _ in 0..limits.connections_max {
        held.push(said(address, "GET").await);
        sleep(SOON / 3).await;
    }
    let answer = heard(TcpStream::connect(address).await.unwrap()).await;
    let (top, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(
        top.starts_with("HTTP/1.1 503") && top.contains("Retry-After"),
        "{top}"
    );
    assert!(
        top.contains(&format!("Content-Length: {}", body.len())),
        "{top}\n{body}"
    );
    held.pop();
    sleep(SOON).await;
    let answer = heard(
        said(
            address,
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        )
        .await,
    )
    .await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn when_it_stops_what_is_under_way_is_answered() {
    let (address, run) = opened(WebLimits::default()).await;
    let half = "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab";
    let mut stream = said(address, half).await;
    sleep(SOON).await;
    run.send(Run::Stop).unwrap();
    sleep(SOON).await;
    assert!(
        TcpStream::connect(address).await.is_err(),
        "it still takes new ones"
    );
    stream.write_all(b"cd").await.unwrap();
    let answer = heard(stream).await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with('4'),
        "{answer}"
    );
}
