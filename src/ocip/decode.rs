//! Bytes of a reply as text: each reply is read by its own declaration, for the same server answers in several
//! encodings.

use super::OcipError;

/// The text of a document.
pub(super) fn decode(bytes: &[u8]) -> Result<String, OcipError> {
    let bytes = bytes.trim_ascii_start();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let encoding = declared(bytes).unwrap_or_else(|| "UTF-8".to_owned());
    match encoding.to_ascii_uppercase().as_str() {
        "UTF-8" | "UTF8" | "US-ASCII" | "ASCII" => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(OcipError::garbled(format!("it says {encoding} and is not"))),
        },
        // Each byte is the character of that number.
        "ISO-8859-1" | "ISO8859-1" | "ISO_8859-1" | "LATIN1" => {
            Ok(bytes.iter().map(|byte| char::from(*byte)).collect())
        }
        _ => Err(OcipError::garbled(format!("its encoding {encoding:?} is unknown"))),
    }
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let end = bytes.windows(2).take(200).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(bytes.get(..end)?).ok()?.strip_prefix("<?xml")?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest[1..].split_once(quote).map(|(encoding, _)| encoding.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_by_its_own_declaration() {
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xc5se\x85</a>";
        assert_eq!(decode(latin).unwrap().split_once("?>").unwrap().1, "<a>Åse\u{85}</a>");
        let utf = "\n<?xml version='1.0' encoding = 'utf-8' ?><a>Åse 漢</a>";
        assert!(decode(utf.as_bytes()).unwrap().ends_with("<a>Åse 漢</a>"));
        assert_eq!(decode("<a>é</a>".as_bytes()).unwrap(), "<a>é</a>");
        assert!(decode(b"<a>\xc5</a>").is_err());
        assert!(decode(b"<?xml version='1.0' encoding='UTF-16'?><a/>").is_err());
    }
}
