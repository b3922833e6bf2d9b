//! Email addresses: parsed once, so that nothing later has to wonder.

use std::fmt;

use super::text::has_control;

/// The longest address that a mail server must take (RFC 5321, 4.5.3.1.3, less the angle brackets).
const MAX_LENGTH: usize = 254;
/// The longest part before the `@` (RFC 5321, 4.5.3.1.1).
const MAX_LOCAL: usize = 64;

/// An address that mail can be sent to, as it was written. Its domain may be international.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email {
    written: String,
    ascii_domain: String,
}

/// Why a text is no email address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct EmailError(&'static str);

impl Email {
    /// Reads an address: one `@`, a plain ASCII part before it, a domain name of two labels or more after it.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        if has_control(text) {
            return Err(EmailError("it holds a control or invisible character"));
        }
        let Some((local, domain)) = text.rsplit_once('@') else {
            return Err(EmailError("it has no @"));
        };
        if local.is_empty() || domain.is_empty() {
            return Err(EmailError("something is missing before or after the @"));
        }
        if local.len() > MAX_LOCAL || text.len() > MAX_LENGTH {
            return Err(EmailError("it is too long"));
        }
        if !local_part_is_plain(local) {
            return Err(EmailError("the part before the @ has a character that it must not have"));
        }
        let ascii_domain =
            idna::domain_to_ascii_strict(domain).map_err(|_| EmailError("the part after the @ is no domain name"))?;
        if !ascii_domain.contains('.') || ascii_domain.ends_with('.') {
            return Err(EmailError("the part after the @ is no full domain name"));
        }
        Ok(Self { written: text.to_owned(), ascii_domain })
    }

    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The part before the `@`.
    pub fn local_part(&self) -> &str {
        self.written.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// The domain as mail servers speak it: A-labels (RFC 5890), lower case.
    pub fn ascii_domain(&self) -> &str {
        &self.ascii_domain
    }

    /// What two addresses are compared by: case ignored, domain as A-labels.
    pub fn key(&self) -> String {
        format!("{}@{}", self.local_part().to_lowercase(), self.ascii_domain)
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// An RFC 5321 dot-string: no quoting, no comments, no empty atom.
fn local_part_is_plain(local: &str) -> bool {
    local.split('.').all(|atom| {
        !atom.is_empty() && atom.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_international_domain_goes_out_as_a_labels() {
        let email = Email::parse("ukasz.park@bücher.example").unwrap();
        assert_eq!(email.ascii_domain(), "xn--bcher-kva.example");
        assert_eq!(email.as_str(), "ukasz.park@bücher.example");
    }

    #[test]
    fn what_is_no_address_says_why() {
        for bad in [
            "not-an-address",
            "a@",
            "@b.example",
            "a@b",
            "a b@c.example",
            "a@b.example\r\nBcc: x@y.example",
            "a@b..example",
            "a@@b.example",
            "ä@b.example",
            "a@b.example.",
            ".a@b.example",
            "a@-b.example",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad:?} was taken for an address");
        }
    }
}
