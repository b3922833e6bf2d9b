//! Certificates: those that this machine trusts, and those of a file beside them.

use std::path::Path;
use std::sync::Arc;

use rustls::ClientConfig;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;

use super::OcipError;

/// How to speak TLS. Many BroadWorks systems have certificates of a private authority: `ca_file` (PEM) names it.
pub(super) fn config(ca_file: Option<&Path>) -> Result<ClientConfig, OcipError> {
    let mut extra = Vec::new();
    if let Some(file) = ca_file {
        let bad = |why: String| OcipError::Unreachable(format!("the certificates in {}: {why}", file.display()));
        let read = CertificateDer::pem_file_iter(file).map_err(|e| bad(e.to_string()))?;
        extra = read.collect::<Result<Vec<_>, _>>().map_err(|e| bad(e.to_string()))?;
        if extra.is_empty() {
            return Err(bad("there are none".to_owned()));
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let no_tls = |e: rustls::Error| OcipError::Unreachable(format!("TLS cannot be spoken: {e}"));
    let verifier = Verifier::new_with_extra_roots(extra, Arc::clone(&provider)).map_err(no_tls)?;
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(no_tls)?;
    Ok(config.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
}

/// What a failed handshake means, and what to do.
pub(super) fn explain(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        told = cause.to_string();
        source = cause.source();
    }
    if told.contains("UnknownIssuer") {
        told.push_str(" (name the authority of its certificate with broadworks.ca_file)");
    } else if told.contains("Tls12") || told.contains("ProtocolVersion") {
        told.push_str(" (it may speak TLS 1.0 or 1.1 alone, which are broken and not spoken here)");
    }
    told
}
