//! Lines that vouch for each other: each begins with a check of itself and of all lines before it, so that one that
//! was changed, moved, doubled or taken out is noticed.

use std::io::{self, BufRead};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// Hexadecimal digits of the check that a line carries.
const CHECK_LENGTH: usize = 8;

/// The lines so far, as one digest (SHA-256 of the digest before and the line).
#[derive(Clone, Copy, Default)]
pub(super) struct Chain([u8; 32]);

impl Chain {
    /// Appends a record as its line, check and line break included.
    pub(super) fn line(&mut self, record: &impl Serialize, lines: &mut Vec<u8>) -> io::Result<()> {
        let begins = lines.len();
        lines.extend([b' '; CHECK_LENGTH + 1]);
        serde_json::to_writer(&mut *lines, record)?;
        let (check, json) = lines[begins..].split_at_mut(CHECK_LENGTH + 1);
        self.add(json);
        check[..CHECK_LENGTH].copy_from_slice(&self.check());
        lines.push(b'\n');
        Ok(())
    }

    /// All lines so far in 64 hexadecimal digits.
    pub(super) fn fingerprint(&self) -> String {
        self.0.into_iter().flat_map(hexadecimal).map(char::from).collect()
    }

    fn add(&mut self, json: &[u8]) {
        self.0 = Sha256::new().chain_update(self.0).chain_update(json).finalize().into();
    }

    fn check(&self) -> [u8; CHECK_LENGTH] {
        let mut check = [0; CHECK_LENGTH];
        for (digits, byte) in check.chunks_exact_mut(2).zip(self.0) {
            digits.copy_from_slice(&hexadecimal(byte));
        }
        check
    }
}

/// The two digits of a byte: every line is checked, and `format!` would take longer than the digest.
fn hexadecimal(byte: u8) -> [u8; 2] {
    [byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)])
}

/// Why a line cannot be trusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("record {number}: {why}")]
pub(super) struct Damage {
    /// Which, counted from 1.
    pub(super) number: u64,
    pub(super) why: String,
}

impl From<Damage> for io::Error {
    fn from(damage: Damage) -> Self {
        Self::new(io::ErrorKind::InvalidData, damage)
    }
}

/// Reads lines back, and holds each against its check.
pub(super) struct Lines<R> {
    reader: R,
    pub(super) chain: Chain,
    /// Lines read.
    pub(super) number: u64,
    /// Bytes read of good lines.
    pub(super) length: u64,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, chain: Chain::default(), number: 0, length: 0, line: Vec::new() }
    }

    /// The next record, if there is one.
    pub(super) fn next<T: DeserializeOwned>(&mut self) -> io::Result<Option<T>> {
        self.line.clear();
        self.reader.read_until(b'\n', &mut self.line)?;
        if self.line.is_empty() {
            return Ok(None);
        }
        let number = self.number + 1;
        let damaged = |why: &str| Damage { number, why: why.to_owned() };
        let Some(line) = self.line.strip_suffix(b"\n") else { return Err(damaged("it is cut off").into()) };
        let (check, json) =
            line.split_at_checked(CHECK_LENGTH + 1).ok_or_else(|| damaged("it is too short to be one"))?;
        let mut chain = self.chain;
        chain.add(json);
        if check[CHECK_LENGTH] != b' ' || check[..CHECK_LENGTH] != chain.check() {
            return Err(damaged("it is damaged: its check does not fit").into());
        }
        let record = serde_json::from_slice(json).map_err(|e| damaged(&e.to_string()))?;
        self.chain = chain;
        self.number = number;
        self.length += self.line.len() as u64;
        Ok(Some(record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> Vec<u8> {
        let (mut chain, mut lines) = (Chain::default(), Vec::new());
        for word in ["a", "b", "c"] {
            chain.line(&word, &mut lines).unwrap();
        }
        lines
    }

    fn read(bytes: &[u8]) -> Result<Vec<String>, String> {
        let mut lines = Lines::new(bytes);
        std::iter::from_fn(|| lines.next().transpose()).collect::<io::Result<_>>().map_err(|e| e.to_string())
    }

    #[test]
    fn what_was_written_is_read_back() {
        assert_eq!(read(&written()).unwrap(), ["a", "b", "c"]);
    }

    #[test]
    fn no_bit_can_be_flipped_and_no_line_moved() {
        let good = written();
        for at in 0..good.len() * 8 {
            let mut bad = good.clone();
            bad[at / 8] ^= 1 << (at % 8);
            let told = read(&bad).unwrap_err();
            // A line break that is lost joins its line to the next.
            assert!(told.starts_with(&format!("record {}:", at / 8 / (good.len() / 3) + 1)), "{at}: {told}");
        }
        let lines: Vec<&[u8]> = good.split_inclusive(|b| *b == b'\n').collect();
        for moved in [[0, 2, 1], [0, 1, 1], [1, 0, 2]] {
            assert!(read(&moved.map(|line| lines[line]).concat()).is_err(), "{moved:?}");
        }
        assert_eq!(read(&good[..good.len() - 1]).unwrap_err(), "record 3: it is cut off");
    }
}
