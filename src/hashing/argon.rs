//! argon2id, computed in memory that was used before.

use std::sync::{Mutex, MutexGuard, PoisonError};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, Version};

use super::{Cost, HashError};

/// Computes argon2id (RFC 9106). Memory that was used once is used again: to hand out 19 MiB anew, page by page, takes
/// the kernel a good part of an operation, and each thread that ever hashed would keep its own.
pub(super) struct Argon {
    params: Params,
    /// As many as ever were in use at once.
    spare: Mutex<Vec<Vec<Block>>>,
}

impl Argon {
    /// One that hashes at this cost.
    pub(super) fn new(cost: Cost) -> Result<Self, HashError> {
        let params = Params::new(cost.memory_kib, cost.iterations, cost.parallelism, None).map_err(told)?;
        Ok(Self { params, spare: Mutex::default() })
    }

    /// A hash with a new salt, in PHC form.
    pub(super) fn hash(&self, input: &[u8]) -> Result<String, HashError> {
        let salt = Salt::generate();
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone());
        let hash = PasswordHash {
            algorithm: ARGON2ID_IDENT,
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&self.params).map_err(told)?,
            hash: Some(self.compute(&argon2, input, &salt, Params::DEFAULT_OUTPUT_LEN)?),
            salt: Some(salt),
        };
        Ok(hash.to_string())
    }

    /// Whether this is what was hashed, at whatever cost that was.
    pub(super) fn verify(&self, input: &[u8], stored: &str) -> Result<bool, HashError> {
        let stored = PasswordHash::new(stored).map_err(told)?;
        let (Some(salt), Some(expected)) = (stored.salt, stored.hash) else {
            return Err(HashError("a stored hash has no salt, or is none".to_owned()));
        };
        let algorithm = Algorithm::try_from(stored.algorithm.as_str()).map_err(told)?;
        let version = stored.version.map(Version::try_from).transpose().map_err(told)?.unwrap_or_default();
        let params = Params::try_from(&stored).map_err(told)?;
        // Outputs are compared in constant time.
        Ok(self.compute(&Argon2::new(algorithm, version, params), input, &salt, expected.len())? == expected)
    }

    fn compute(&self, argon2: &Argon2<'_>, input: &[u8], salt: &[u8], length: usize) -> Result<Output, HashError> {
        let mut memory = self.spare().pop().unwrap_or_default();
        let blocks = argon2.params().block_count();
        if memory.len() < blocks {
            memory.resize(blocks, Block::new());
        }
        let mut out = [0; Output::MAX_LENGTH];
        let out = &mut out[..length];
        argon2.hash_password_into_with_memory(input, salt, out, &mut memory[..blocks]).map_err(told)?;
        self.spare().push(memory);
        Output::new(out).map_err(told)
    }

    fn spare(&self) -> MutexGuard<'_, Vec<Vec<Block>>> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn told(error: impl std::fmt::Display) -> HashError {
    HashError(error.to_string())
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::{PasswordHasher, PasswordVerifier};

    use super::*;

    fn argon(memory_kib: u32) -> Argon {
        Argon::new(Cost { memory_kib, iterations: 2, parallelism: 1 }).unwrap()
    }

    #[test]
    fn it_is_the_argon2id_of_everybody_else() {
        let ours = argon(64).hash(b"secret").unwrap();
        assert!(ours.starts_with("$argon2id$v=19$m=64,t=2,p=1$"), "{ours}");
        assert!(Argon2::default().verify_password(b"secret", ours.as_str()).is_ok());
        assert!(Argon2::default().verify_password(b"secret!", ours.as_str()).is_err());
        let theirs = Argon2::default().hash_password(b"secret").unwrap().to_string();
        assert!(argon(64).verify(b"secret", &theirs).unwrap());
        assert!(!argon(64).verify(b"secret!", &theirs).unwrap());
        for broken in ["", "secret", "$argon2id$v=19$m=64,t=2,p=1", "$bcrypt$v=19$aaaaaaaaaaaaaaaaaaaaaa$aaaa"] {
            assert!(argon(64).verify(b"secret", broken).is_err(), "{broken:?}");
        }
    }

    #[test]
    fn what_was_in_the_memory_makes_no_difference() {
        let (small, large) = (argon(64), argon(256));
        let hashes = [small.hash(b"one").unwrap(), large.hash(b"two").unwrap()];
        let used = argon(64);
        for _ in 0..3 {
            assert!(used.verify(b"one", &hashes[0]).unwrap() && used.verify(b"two", &hashes[1]).unwrap());
            assert!(!used.verify(b"two", &hashes[0]).unwrap() && !used.verify(b"one", &hashes[1]).unwrap());
        }
        assert_eq!(used.spare().len(), 1, "one at a time");
    }
}
