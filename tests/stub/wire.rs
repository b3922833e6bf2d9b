//! As much of HTTP/1.1 as the client of this project speaks.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request.
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query.
    pub(super) target: String,
    pub(super) body: Vec<u8>,
}

/// The next request of what came, if all of it is there.
pub(super) fn take(buffer: &mut Vec<u8>) -> Option<Request> {
    let end = buffer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok())
        .unwrap_or(0);
    let whole = end + 4 + length;
    let body = buffer.get(end + 4..whole)?.to_vec();
    buffer.drain(..whole);
    let mut words = head.split_whitespace().map(str::to_owned);
    Some(Request { method: words.next()?, target: words.next()?, body })
}

/// The next request, unless the connection ends.
pub(super) async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Request> {
    loop {
        if let Some(request) = take(buffer) {
            return Some(request);
        }
        if !matches!(stream.read_buf(buffer).await, Ok(count) if count > 0) {
            return None;
        }
    }
}

/// An answer as it is sent.
pub(super) fn answer(status: u16, headers: &str, body: &str) -> String {
    let kind = if status < 400 { "application/json" } else { "application/problem+json" };
    format!("HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n{headers}\r\n{body}", body.len())
}

/// Sends an answer, or the first part of one.
pub(super) async fn write(stream: &mut TcpStream, status: u16, headers: &str, body: &str, share: f64) -> bool {
    let answer = answer(status, headers, body);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share")]
    let length = (answer.len() as f64 * share) as usize;
    stream.write_all(&answer.as_bytes()[..length]).await.is_ok() && share >= 1.0
}
