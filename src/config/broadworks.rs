//! Settings of BroadWorks systems, and their addresses.

use std::path::{Path, PathBuf};

use url::Url;

use super::ConfigError;
#[cfg(feature = "broadworks")]
use super::address::server_url;
use super::file::BroadWorksSection;

/// Sockets that are used at once, unless said otherwise: more of them have harmed clusters.
const SOCKETS: usize = 4;
/// The most sockets that can be asked for.
const MOST_SOCKETS: usize = 50;

/// How a BroadWorks system is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroadWorksSettings {
    /// Where sign-ins are proved: the address of an Xtended Services Platform, or the like.
    pub xsi_url: Option<Url>,
    /// The most sockets at once.
    pub sockets: usize,
    /// Certificates (PEM) of authorities to trust beside those that this machine trusts.
    pub ca_file: Option<PathBuf>,
    /// Whether the portal's own rules hold where BroadWorks has none of that kind.
    pub portal_rules: bool,
}

pub(super) fn read(
    section: &BroadWorksSection,
    xsi_url: Option<String>,
    config_file: &Path,
) -> Result<BroadWorksSettings, ConfigError> {
    let sockets = section.sockets.unwrap_or(SOCKETS);
    if !(1..=MOST_SOCKETS).contains(&sockets) {
        return Err(ConfigError::new(format!("broadworks.sockets = {sockets} is not between 1 and {MOST_SOCKETS}")));
    }
    let folder = config_file.parent().unwrap_or(Path::new("."));
    Ok(BroadWorksSettings {
        xsi_url: xsi_url.map(|text| read_xsi_url(&text)).transpose()?,
        sockets,
        // Beside the file that names it, wherever the tool is started.
        ca_file: section.ca_file.as_ref().map(|file| folder.join(file)),
        portal_rules: section.portal_rules.unwrap_or(true),
    })
}

fn read_xsi_url(text: &str) -> Result<Url, ConfigError> {
    let bad =
        |why: String| ConfigError::new(format!("xsi_url {text:?} {why}")).hint("write it like https://xsp.example");
    let url = Url::parse(text).map_err(|e| bad(format!("is no address: {e}")))?;
    let is_plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    if !matches!(url.scheme(), "http" | "https") || url.fragment().is_some() || !is_plain {
        return Err(bad("is no plain http or https address".to_owned()));
    }
    Ok(url)
}

/// Where a login stands, if not in an address.
#[cfg(feature = "broadworks")]
const SIGN_IN: &str = "sign in with auth login --user NAME, or give --login-user and --login-password-file";

/// Reads an address of a BroadWorks system; `None` if it is of another kind.
#[cfg(feature = "broadworks")]
pub(super) fn address(text: &str) -> Option<Result<crate::ocip::Address, ConfigError>> {
    let (scheme, _) = text.split_once("://")?;
    match scheme {
        "ocip" | "ocips" => Some(socket(text, scheme == "ocips")),
        "broadworks+https" | "broadworks+http" => Some(soap(text.trim_start_matches("broadworks+"))),
        _ => None,
    }
}

#[cfg(feature = "broadworks")]
fn socket(text: &str, tls: bool) -> Result<crate::ocip::Address, ConfigError> {
    let url = server_url(text, SIGN_IN)?;
    if !matches!(url.path(), "" | "/") {
        return Err(ConfigError::new(format!("{text:?}: an OCI-P address has no path")));
    }
    let host = url.host_str().filter(|host| !host.is_empty());
    let host = host.ok_or_else(|| ConfigError::new(format!("{text:?} names no host")))?;
    // Within an address, that of IPv6 stands in brackets.
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let port = url.port().unwrap_or(if tls { 2209 } else { 2208 });
    Ok(crate::ocip::Address::Socket { host, port, tls })
}

#[cfg(feature = "broadworks")]
fn soap(text: &str) -> Result<crate::ocip::Address, ConfigError> {
    let mut url = server_url(text, SIGN_IN)?;
    if url.path() == "/" {
        url.set_path("/webservice/services/ProvisioningService");
    }
    Ok(crate::ocip::Address::Soap(url))
}

#[cfg(all(test, feature = "broadworks"))]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_it_does_not_say_by_default() {
        let read = |text: &str| address(text).unwrap().map(|address| address.to_string()).map_err(|e| e.message);
        for (text, canonical) in [
            ("ocip://as.example", "ocip://as.example:2208"),
            ("ocips://as.example/", "ocips://as.example:2209"),
            ("ocip://[::1]:80", "ocip://[::1]:80"),
            (
                "broadworks+https://xsp.example",
                "broadworks+https://xsp.example/webservice/services/ProvisioningService",
            ),
            ("broadworks+http://127.0.0.1:8080/OCIOverSoap", "broadworks+http://127.0.0.1:8080/OCIOverSoap"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(canonical));
            assert_eq!(read(canonical).as_deref(), Ok(canonical));
        }
        for bad in ["ocip://", "ocip://as/path", "ocips://u:p@as", "broadworks+https://xsp/?wsdl", "ocip://as:x"] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert!(address("https://as.example").is_none());
    }
}
