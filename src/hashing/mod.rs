//! Storing secrets so that nobody can read them back: argon2id, keyed first with a pepper that lives
//! outside the database.

mod argon;
mod key;
mod queue;

pub use key::KeyFile;
pub use queue::{Full, Lane};

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OnceCell;

use self::argon::Argon;
use self::queue::{Entry, Queue};
use crate::domain::Secret;

/// The cost of hashing a secret. The default is what OWASP asks of argon2id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub iterations: u32,
    /// Lanes.
    pub parallelism: u32,
}

impl Default for Cost {
    fn default() -> Self {
        Self { memory_kib: 19_456, iterations: 2, parallelism: 1 }
    }
}

impl Cost {
    /// What an operation takes before one was measured: of the default cost, what a core of today needs.
    fn believed(self) -> Duration {
        let usual = Self::default();
        let work = |cost: Self| f64::from(cost.memory_kib) * f64::from(cost.iterations);
        Duration::from_millis(25).mul_f64(work(self) / work(usual))
    }
}

/// Hashing failed.
#[derive(Clone, Debug, thiserror::Error)]
#[error("hashing a secret: {0}")]
pub struct HashError(String);

/// Hashes secrets and compares them with stored hashes, off the threads that serve I/O and as many at once
/// as there are cores.
pub struct Hasher {
    key: Arc<KeyFile>,
    argon: Arc<Argon>,
    queue: Arc<Queue>,
    of_nobody: OnceCell<String>,
}

impl Hasher {
    /// A hasher with this key and cost.
    pub fn new(key: KeyFile, cost: Cost) -> Result<Self, HashError> {
        let argon = Arc::new(Argon::new(cost)?);
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let queue = Queue::new(cores, cost.believed());
        Ok(Self { key: Arc::new(key), argon, queue, of_nobody: OnceCell::new() })
    }

    /// Takes places for so many operations, before the first is begun: all, or none where the queue is full.
    pub fn places(&self, lane: Lane, operations: usize) -> Result<Places<'_>, Full> {
        self.queue.enter(lane, operations).map(|entry| Places { hasher: self, entry })
    }

    /// A code by which a text is known again, and from which it cannot be found without the key file. It is
    /// quick: not for storing secrets.
    pub fn code(&self, text: &Secret) -> Result<String, HashError> {
        self.key.code(self.key.newest(), text)
    }

    /// Whether a code is that of this text.
    pub fn is_code(&self, text: &Secret, code: &str) -> Result<bool, HashError> {
        let (key_id, _) = code.split_once(':').ok_or_else(|| HashError("a stored code has no key id".to_owned()))?;
        Ok(self.key.code(key_id, text)? == code)
    }
}

/// Places in the queue of a [`Hasher`], for operations of one request. They are given back one by one as
/// operations are done, and all at once when this is dropped.
pub struct Places<'a> {
    hasher: &'a Hasher,
    entry: Entry,
}

impl Places<'_> {
    /// Hashes a secret with a new salt, for storing.
    pub async fn hash(&self, secret: &Secret) -> Result<String, HashError> {
        let (key, argon, secret) = self.for_a_thread(secret);
        self.off_the_reactor(move || {
            let hash = argon.hash(&key.keyed(key.newest(), &secret)?)?;
            Ok(format!("{}{hash}", key.newest()))
        })
        .await
    }

    /// Whether a secret is the one that was stored.
    pub async fn verify(&self, secret: &Secret, stored: &str) -> Result<bool, HashError> {
        let (key, argon, secret) = self.for_a_thread(secret);
        let stored = stored.to_owned();
        self.off_the_reactor(move || {
            let at = stored.find('$').ok_or_else(|| HashError("a stored hash has no key id".to_owned()))?;
            let (key_id, phc) = stored.split_at(at);
            argon.verify(&key.keyed(key_id, &secret)?, phc)
        })
        .await
    }

    /// Takes as long as [`verify`](Self::verify), for a user who is not there or has no such credential.
    pub async fn verify_nobody(&self, secret: &Secret) -> Result<(), HashError> {
        let nobody = Secret::new("nobody".to_owned());
        let of_nobody = self.hasher.of_nobody.get_or_try_init(|| self.hash(&nobody)).await?;
        self.verify(secret, of_nobody).await.map(drop)
    }

    fn for_a_thread(&self, secret: &Secret) -> (Arc<KeyFile>, Arc<Argon>, Secret) {
        (Arc::clone(&self.hasher.key), Arc::clone(&self.hasher.argon), secret.clone())
    }

    // Argon2 is meant to be slow: keep it off the threads that serve I/O, and other requests answering.
    async fn off_the_reactor<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, HashError> + Send + 'static,
    ) -> Result<T, HashError> {
        self.entry.carry_out(work).await.unwrap_or_else(|| Err(HashError("it was broken off".to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_same_secret_with_the_same_key_verifies() {
        let folder = tempfile::tempdir().unwrap();
        let cost = Cost { memory_kib: 8, iterations: 1, parallelism: 1 };
        let hasher =
            |name: &str| Hasher::new(KeyFile::open_or_create(&folder.path().join(name)).unwrap(), cost).unwrap();
        let (here, elsewhere) = (hasher("a.key"), hasher("b.key"));
        let secret = Secret::new("Correct!Horse7".to_owned());
        let places = here.places(Lane::Person, 2).unwrap();
        let stored = places.hash(&secret).await.unwrap();
        assert!(places.verify(&secret, &stored).await.unwrap());
        assert!(!places.verify(&Secret::new("wrong".to_owned()), &stored).await.unwrap());
        assert!(!matches!(elsewhere.places(Lane::Person, 1).unwrap().verify(&secret, &stored).await, Ok(true)));
        assert!(hasher("a.key").places(Lane::Bulk, 1).unwrap().verify(&secret, &stored).await.unwrap());
    }
}
