//! As much of HTTP/1.1 as clients of this server speak.

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// A request.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// The value of a header; the name in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The next request, unless the connection ends.
pub(super) async fn read<S: AsyncRead + Unpin>(stream: &mut S, buffer: &mut Vec<u8>) -> Option<Request> {
    loop {
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
            let mut lines = head.split("\r\n");
            let mut words = lines.next()?.split(' ').map(str::to_owned);
            let headers: Vec<(String, String)> = lines
                .filter_map(|line| line.split_once(':'))
                .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
                .collect();
            let length = headers.iter().find(|(name, _)| name == "content-length");
            let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
            let whole = end + 4 + length;
            if buffer.len() >= whole {
                let body = buffer[end + 4..whole].to_vec();
                buffer.drain(..whole);
                return Some(Request { method: words.next()?, path: words.next()?, headers, body });
            }
        }
        let mut more = vec![0; 16384];
        match stream.read(&mut more).await {
            Ok(count) if count > 0 => buffer.extend_from_slice(&more[..count]),
            _ => return None,
        }
    }
}

/// What goes back.
pub(super) struct Response<'a> {
    pub(super) status: u16,
    /// Whole lines, each with its end.
    pub(super) headers: String,
    pub(super) body: &'a [u8],
}

impl Response<'_> {
    /// Sends it, or the first half. Returns whether the connection goes on.
    pub(super) async fn send<S: AsyncWrite + Unpin>(&self, stream: &mut S, whole: bool) -> bool {
        let length = self.body.len();
        let head = format!("HTTP/1.1 {} X\r\ncontent-length: {length}\r\n{}\r\n", self.status, self.headers);
        let body = if whole { self.body } else { &self.body[..length / 2] };
        stream.write_all(&[head.as_bytes(), body].concat()).await.is_ok() && stream.flush().await.is_ok() && whole
    }
}
