//! Where one document ends on a connection and the next begins: nothing but XML says so.

/// No document can begin or go on like this.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoDocument;

/// The length of the first whole document, if it has come.
pub(super) fn end_of_document(bytes: &[u8]) -> Result<Option<usize>, NoDocument> {
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        let Some(begin) = bytes[at..].iter().position(|byte| *byte == b'<').map(|next| at + next) else {
            return if depth > 0 || is_blank(&bytes[at..]) { Ok(None) } else { Err(NoDocument) };
        };
        if depth == 0 && !is_blank(&bytes[at..begin]) {
            return Err(NoDocument);
        }
        let rest = &bytes[begin..];
        let end = if rest.starts_with(b"<?") {
            find(rest, b"?>")
        } else if rest.starts_with(b"<!--") {
            find(rest, b"-->")
        } else if rest.starts_with(b"<![CDATA[") {
            find(rest, b"]]>")
        } else if rest.starts_with(b"<!") && !b"<![CDATA[".starts_with(rest) && !b"<!--".starts_with(rest) {
            return Err(NoDocument);
        } else {
            end_of_tag(rest)
        };
        let Some(end) = end else { return Ok(None) };
        let tag = &rest[..end];
        at = begin + end;
        if tag.starts_with(b"</") {
            depth = depth.checked_sub(1).ok_or(NoDocument)?;
        } else if !tag.starts_with(b"<?") && !tag.starts_with(b"<!") {
            depth += usize::from(!tag.ends_with(b"/>"));
        } else {
            continue;
        }
        if depth == 0 {
            return Ok(Some(at));
        }
    }
}

/// Whether there is nothing but what may stand between documents.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|some| some == what).map(|at| at + what.len())
}

/// After the `>` that ends a tag: one within quotes does not.
fn end_of_tag(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}
