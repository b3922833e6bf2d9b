//! OCI-P over a socket, encrypted or not: one document, one reply.

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::Shared;
use super::document::LONGEST;
use super::framing::{end_of_document, is_blank};
use super::session::{Sent, Session};
use super::setup::Transport;

/// Serves one connection until it ends.
pub(super) async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    shared: &Arc<Shared>,
    transport: Transport,
    mut stream: S,
) {
    let mut session = Session::new(shared, transport);
    let mut buffer = Vec::new();
    while let Some(document) = next(shared, &mut stream, &mut buffer).await {
        let mut more = vec![0; 4096];
        let mut working = std::pin::pin!(session.take(&document));
        // What comes while a document is worked on came too early.
        let sent = loop {
            tokio::select! {
                biased;
                sent = &mut working => break sent,
                read = stream.read(&mut more) => match read {
                    Ok(count) if count > 0 => note(shared, &mut buffer, &more[..count]),
                    // A server does not see at once that its client has left.
                    _ => break working.await,
                },
            }
        };
        if !answer(shared, &mut stream, sent).await {
            break;
        }
    }
    if let Some(id) = session.id {
        shared.sessions().remove(&id);
    }
}

fn note(shared: &Shared, buffer: &mut Vec<u8>, more: &[u8]) {
    if is_blank(buffer) && !is_blank(more) {
        shared.record().overlaps += 1;
    }
    buffer.extend_from_slice(more);
}

/// The next document, or whatever is left to be refused.
async fn next<S: AsyncRead + Unpin>(shared: &Shared, stream: &mut S, buffer: &mut Vec<u8>) -> Option<Vec<u8>> {
    loop {
        match end_of_document(buffer) {
            Ok(Some(end)) => {
                let rest = buffer.split_off(end);
                if !is_blank(&rest) {
                    shared.record().overlaps += 1;
                }
                return Some(std::mem::replace(buffer, rest));
            }
            Ok(None) if buffer.len() < LONGEST => {}
            _ => return Some(std::mem::take(buffer)),
        }
        let mut more = vec![0; 16384];
        match stream.read(&mut more).await {
            Ok(count) if count > 0 => buffer.extend_from_slice(&more[..count]),
            _ => return None,
        }
    }
}

/// Sends it. Returns whether the connection goes on.
async fn answer<S: AsyncRead + AsyncWrite + Unpin>(shared: &Shared, stream: &mut S, sent: Sent) -> bool {
    match sent {
        Sent::Whole(reply) => write(shared, stream, &reply.bytes()).await,
        Sent::Last(reply) => {
            write(shared, stream, &reply.bytes()).await;
            close(stream).await
        }
        Sent::Half(reply) => {
            let bytes = reply.bytes();
            write(shared, stream, &bytes[..bytes.len() / 2]).await;
            close(stream).await
        }
        Sent::Bare(words) => {
            write(shared, stream, words.as_bytes()).await;
            close(stream).await
        }
        Sent::Cut | Sent::SoapFault | Sent::Unavailable => close(stream).await,
        Sent::Silence => {
            // Whatever else comes is not heard.
            while matches!(stream.read(&mut [0; 64]).await, Ok(count) if count > 0) {}
            false
        }
        Sent::Endless(reply) => {
            let bytes = reply.bytes();
            let beginning = bytes.len() - "</BroadsoftDocument>\n".len();
            let mut goes_on = write(shared, stream, &bytes[..beginning]).await;
            while goes_on {
                goes_on = stream.write_all(&[b' '; 16384]).await.is_ok();
            }
            false
        }
    }
}

async fn close<S: AsyncWrite + Unpin>(stream: &mut S) -> bool {
    let _ = stream.shutdown().await;
    false
}

async fn write<S: AsyncWrite + Unpin>(shared: &Shared, stream: &mut S, bytes: &[u8]) -> bool {
    if !shared.setup.byte_by_byte {
        return stream.write_all(bytes).await.is_ok() && stream.flush().await.is_ok();
    }
    for byte in bytes {
        if stream.write_all(&[*byte]).await.is_err() || stream.flush().await.is_err() {
            return false;
        }
        tokio::task::yield_now().await;
    }
    true
}
