//! Envelopes of SOAP 1.1 as they come back.

use super::OcipError;
use super::answer::text_of;
use super::decode::decode;
use super::frame::{LONGEST_REPLY, whole};

/// What is in an envelope.
pub(super) enum Inner {
    /// A document of OCI-P, or words in place of one.
    Document(String),
    /// A fault, and why.
    Fault(String),
    /// Neither.
    Nothing,
}

/// Reads an envelope: elements are known by their local names, for front ends differ in the rest.
pub(super) fn read(body: &[u8]) -> Result<Inner, OcipError> {
    whole(body, LONGEST_REPLY)?;
    let text = decode(body)?;
    let envelope = roxmltree::Document::parse(&text).map_err(OcipError::garbled)?;
    let named = |name: &str| envelope.descendants().find(|node| node.is_element() && node.tag_name().name() == name);
    if let Some(returned) = named("processOCIMessageReturn") {
        let document = text_of(returned);
        if document.trim_start().starts_with('<') {
            whole(document.as_bytes(), LONGEST_REPLY)?;
        }
        return Ok(Inner::Document(document));
    }
    let Some(fault) = named("Fault") else { return Ok(Inner::Nothing) };
    let part = |name: &str| {
        let found = fault.descendants().find(|node| node.is_element() && node.tag_name().name() == name);
        found.map(text_of).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let said: Vec<String> = [part("faultstring"), part("string")].into_iter().flatten().collect();
    Ok(Inner::Fault(if said.is_empty() { "no reason given".to_owned() } else { said.join(": ") }))
}

/// The document in a successful answer.
pub(super) fn document_in(body: &[u8]) -> Result<String, OcipError> {
    match read(body)? {
        Inner::Document(document) => Ok(document),
        Inner::Fault(reason) => Err(OcipError::garbled(format!("it is a fault: {reason}"))),
        Inner::Nothing => Err(OcipError::garbled("it holds no document")),
    }
}
