//! What is left of sealing in a build without age: the names, and a refusal that says how to get it.

use std::convert::Infallible;
use std::io::{self, Read, Write};
use std::marker::PhantomData;
use std::path::Path;

use super::SealError;

/// Those who will be able to read; in this build there can be none.
#[derive(Clone)]
pub struct Recipients(Infallible);

impl Recipients {
    /// Refuses: this build has no age.
    pub fn parse(_: &[String]) -> Result<Self, SealError> {
        Err(SealError::NotBuilt)
    }

    /// Never called: there are no recipients.
    pub fn seal<W: Write>(&self, _: W) -> io::Result<Sealed<W>> {
        match self.0 {}
    }
}

/// What would be sealed.
pub struct Sealed<W: Write>(Infallible, PhantomData<W>);

impl<W: Write> Sealed<W> {
    /// Never called: nothing is sealed.
    pub fn finish(self) -> io::Result<W> {
        match self.0 {}
    }
}

impl<W: Write> Write for Sealed<W> {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        match self.0 {}
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0 {}
    }
}

/// Keys that open; in this build there can be none.
pub struct Identity(Infallible);

impl Identity {
    /// Refuses: this build has no age.
    pub fn read(_: &Path) -> Result<Self, SealError> {
        Err(SealError::NotBuilt)
    }

    /// Never called: there are no identities.
    pub fn open<R: Read>(&self, _: R) -> Result<Opened<R>, SealError> {
        match self.0 {}
    }
}

/// What would be opened.
pub struct Opened<R: Read>(Infallible, PhantomData<R>);

impl<R: Read> Read for Opened<R> {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        match self.0 {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_without_age_says_how_to_get_it() {
        let refused = [Recipients::parse(&["age1x".to_owned()]).err(), Identity::read(Path::new("key.txt")).err()];
        for error in refused {
            assert!(error.unwrap().to_string().contains("cargo install --path . --features age"));
        }
    }
}
