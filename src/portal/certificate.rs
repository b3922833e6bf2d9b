//! The certificate that `serve` shows, as its files have it now.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use sha2::{Digest as _, Sha256};

use crate::config::ConfigError;

/// Where a certificate and its key are, in PEM: the certificate first, then those that lead to its authority; the
/// private key without a passphrase.
struct Files {
    chain: PathBuf,
    key: PathBuf,
}

/// A certificate with its key, and the files that it came from.
pub(super) struct Certificate {
    files: Files,
    /// What the files held when they were last read: each state of them is told of once.
    seen: Option<[u8; 32]>,
    shown: Arc<Shown>,
}

/// What new connections are shown.
#[derive(Debug)]
pub(super) struct Shown(RwLock<Arc<CertifiedKey>>);

impl ResolvesServerCert for Shown {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Certificate {
    /// Reads it. Fails if a file is missing or holds something else, or if the key belongs to another certificate.
    pub(super) fn read(chain: &Path, key: &Path) -> Result<Self, ConfigError> {
        let files = Files { chain: chain.to_owned(), key: key.to_owned() };
        let (seen, certified) = files.read()?;
        let shown = Arc::new(Shown(RwLock::new(Arc::new(certified?))));
        Ok(Self { files, seen: Some(seen), shown })
    }

    /// What new connections are shown, from now on and after each [`look_again`](Self::look_again).
    pub(super) fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown)
    }

    /// Takes what is in the files now, if that is something else. As long as it is nothing good, the old one stays.
    pub(super) fn look_again(&mut self) {
        let (seen, renewed) = match self.files.read() {
            Ok((seen, certified)) => (Some(seen), certified),
            Err(e) => (None, Err(e)),
        };
        if std::mem::replace(&mut self.seen, seen) == seen {
            return;
        }
        match renewed {
            Ok(certified) => {
                *self.shown.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(certified);
                tracing::info!("new connections are shown the certificate that is in the file now");
            }
            Err(e) => tracing::error!(error = %e, "the certificate in the file is not taken, the old one stays"),
        }
    }
}

impl Files {
    /// A digest of both files, and what they hold.
    fn read(&self) -> Result<([u8; 32], Result<CertifiedKey, ConfigError>), ConfigError> {
        let (chain, key) = (contents(&self.chain)?, contents(&self.key)?);
        let seen = Sha256::new().chain_update(Sha256::digest(&chain)).chain_update(&key).finalize().into();
        Ok((seen, self.certified(&chain, &key)))
    }

    fn certified(&self, chain: &[u8], key: &[u8]) -> Result<CertifiedKey, ConfigError> {
        let (chain_file, key_file) = (self.chain.display(), self.key.display());
        let chain: Vec<_> = CertificateDer::pem_slice_iter(chain).collect::<Result<_, _>>().unwrap_or_default();
        if chain.is_empty() {
            return Err(ConfigError::new(format!("{chain_file} holds no certificate that can be read"))
                .hint("it has to be PEM: the server's certificate first, then those that lead to its authority"));
        }
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| {
            ConfigError::new(format!("{key_file} holds no private key that can be read"))
                .hint("it has to be PEM, without a passphrase; openssl pkey -in FILE -out NEW takes one away")
        })?;
        CertifiedKey::from_der(chain, key, &ring::default_provider()).map_err(|e| match e {
            rustls::Error::InconsistentKeys(_) => ConfigError::new(format!(
                "the key in {key_file} belongs to another certificate than {chain_file} holds"
            ))
            .hint("give the two files that were made together"),
            e => ConfigError::new(format!("{chain_file} with {key_file} cannot be used: {e}")),
        })
    }
}

fn contents(file: &Path) -> Result<Vec<u8>, ConfigError> {
    std::fs::read(file).map_err(|e| ConfigError::new(format!("{} cannot be read: {e}", file.display())))
}
