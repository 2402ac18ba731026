use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

const ANSWER_BYTES: usize = 64;

fn outside(allowed: &[&str]) -> Outside {
    let allowed = allowed
        .iter()
        .map(|network| network.parse().unwrap())
        .collect();
    Outside::new(Vec::new(), Reach::also(allowed)).unwrap()
}

/// A server that reads a head, answers this, and closes.
async fn server(answer: &'static [u8]) -> (Target, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let target = Target::parse(&format!(
        "http://{}/hook?a=1",
        listener.local_addr().unwrap()
    ))
    .unwrap();
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut heard = Vec::new();
        while !heard.ends_with(b"{}") {
            let mut some = [0; 1_024];
            let count = stream.read(&mut some).await.unwrap();
            if count == 0 {
                break;
            }
            heard.extend_from_slice(&some[..count]);
        }
        let _ = stream.write_all(answer).await;
        String::from_utf8(heard).unwrap()
    });
    (target, heard)
}

fn post(target: &Target) -> Request<'_> {
    Request {
        target,
        method: Method::POST,
        headers: &[],
        body: b"{}".to_vec(),
        answer_bytes_max: ANSWER_BYTES,
    }
}

#[tokio::test]
async fn a_message_is_sent_once_and_its_answer_is_read() {
    let (target, heard) = server(b"HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok").await;
    let headers = [("webhook-id", "msg_1".to_owned())];
    let answer = outside(&["127.0.0.0/8"])
        .ask(Request {
            headers: &headers,
            ..post(&target)
        })
        .await;
    assert_eq!(
        answer,
        Ok(Answer {
            status: 202,
            body: b"ok".to_vec()
        })
    );
    let heard = heard.await.unwrap();
    assert!(heard.starts_with("POST /hook?a=1 HTTP/1.1\r\n"), "{heard}");
    assert!(
        heard.contains("webhook-id: msg_1\r\n") && heard.contains("content-length: 2\r\n"),
        "{heard}"
    );
}

#[tokio::test]
async fn this_machine_is_not_reached_unless_it_is_allowed() {
    let (target, heard) = server(b"HTTP/1.1 204 No Content\r\n\r\n").await;
    assert_eq!(
        outside(&[]).ask(post(&target)).await,
        Err(Unreached::NotAllowed)
    );
    assert_eq!(
        outside(&["10.0.0.0/8"]).ask(post(&target)).await,
        Err(Unreached::NotAllowed)
    );
    assert!(!heard.is_finished(), "nobody connected");
    // A name that means this machine is this machine.
    let by_name = Target::parse("https://localhost:1/").unwrap();
    assert_eq!(
        outside(&[]).ask(post(&by_name)).await,
        Err(Unreached::NotAllowed)
    );
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let (other, followed) = server(b"HTTP/1.1 204 No Content\r\n\r\n").await;
    let moved = format!(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{}/\r\nContent-Length: 0\r\n\r\n",
        other.port()
    );
    let (target, _) = server(Box::leak(moved.into_bytes().into_boxed_slice())).await;
    let answer = outside(&["127.0.0.0/8"]).ask(post(&target)).await.unwrap();
    assert_eq!(answer.status, 302);
    assert!(!followed.is_finished());
}

#[tokio::test]
async fn answers_that_are_long_broken_or_never_come_are_told_apart() {
    let outside = outside(&["127.0.0.0/8"]);
    let (target, _) = server(b"HTTP/1.1 200 OK\r\nContent-Length: 65\r\n\r\n0123456789012345678901234567890123456789012345678901234567890123456789").await;
    assert_eq!(outside.ask(post(&target)).await, Err(Unreached::Long));
    let (target, _) = server(b"SSH-2.0-OpenSSH_9.2\r\n").await;
    assert_eq!(outside.ask(post(&target)).await, Err(Unreached::Broken));
    let (target, _) = server(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab").await;
    assert_eq!(outside.ask(post(&target)).await, Err(Unreached::Broken));
    let (target, _) = server(b"").await;
    assert_eq!(outside.ask(post(&target)).await, Err(Unreached::Broken));
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let target = Target::parse(&format!("http://{}/", silent.local_addr().unwrap())).unwrap();
    let answer = outside
        .ask_within(post(&target), Duration::from_millis(50))
        .await;
    assert_eq!(answer, Err(Unreached::Slow));
    drop(silent);
    assert_eq!(outside.ask(post(&target)).await, Err(Unreached::NotThere));
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_not_trusted() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let target = Target::parse(&format!("https://{}/", listener.local_addr().unwrap())).unwrap();
    let plain = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            .await;
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest).await;
    });
    assert_eq!(
        outside(&["127.0.0.0/8"]).ask(post(&target)).await,
        Err(Unreached::NotTrusted)
    );
    plain.await.unwrap();
}
