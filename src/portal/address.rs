//! Where a request comes from.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

/// The address that a request comes from. Behind a proxy it is what the nearest one says (the last entry of
/// `X-Forwarded-For`); anything before that may be made up.
pub(super) struct Address(pub(super) IpAddr);

/// Marks requests that come through a proxy of the provider's.
#[derive(Clone, Copy)]
pub(super) struct BehindProxy;

impl<S: Send + Sync> FromRequestParts<S> for Address {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let told = parts.extensions.get::<BehindProxy>().and_then(|_| {
            let told = parts.headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            read(told.rsplit(',').next()?.trim())
        });
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        Ok(Self(told.or(peer).unwrap_or(IpAddr::from([0, 0, 0, 0]))))
    }
}

/// An address as proxies write it: bare, in brackets, or with a port.
fn read(text: &str) -> Option<IpAddr> {
    let bare = || text.trim_start_matches('[').trim_end_matches(']').parse().ok();
    text.parse::<SocketAddr>().map(|address| address.ip()).ok().or_else(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_proxies_write_them() {
        let v6: IpAddr = "2001:db8::1".parse().unwrap();
        assert_eq!(read("192.0.2.7"), Some(IpAddr::from([192, 0, 2, 7])));
        assert_eq!(read("192.0.2.7:4711"), Some(IpAddr::from([192, 0, 2, 7])));
        for text in ["2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:4711"] {
            assert_eq!(read(text), Some(v6), "{text}");
        }
        assert_eq!(read("unknown"), None);
    }
}
