//! Where a reply ends. On a socket nothing says so but the XML itself: a document is over when its root element closes,
//! and an end tag within CDATA (error 6004 repeats what it refused there) or a comment closes nothing.

use super::OcipError;

/// The longest reply: a location of a hundred thousand users has less.
pub(super) const LONGEST_REPLY: usize = 32 * 1024 * 1024;
/// The deepest that elements may nest; replies of the platform nest six deep.
const DEEPEST: usize = 64;

/// Why bytes can be no reply.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// It is longer than it may be.
    #[error("the reply is longer than {0} bytes")]
    TooLong(usize),
    /// It declares a document type: entities are never resolved.
    #[error("the reply declares a document type")]
    DocumentType,
    /// It is not XML.
    #[error("the reply is no XML")]
    NotXml,
    /// Its elements nest deeper than any reply does.
    #[error("the reply nests too deep")]
    TooDeep,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before the document: blanks, line ends and NUL are left over from the one before.
    Before,
    Text,
    /// Behind `<`.
    Open,
    Instruction,
    /// Behind `<!`, so many characters of `--` or `[CDATA[` read.
    Bang(usize),
    Comment,
    Cdata,
    StartTag,
    Quoted(u8),
    EndTag,
}

/// Finds the end of one document, whatever the pieces in which it arrives.
pub struct Framer {
    at: At,
    depth: usize,
    length: usize,
    most: usize,
    /// The two bytes before.
    last: [u8; 2],
}

impl Framer {
    /// For a document of at most so many bytes.
    pub fn new(most: usize) -> Self {
        Self { at: At::Before, depth: 0, length: 0, most, last: [0; 2] }
    }

    /// Whether a document has begun.
    pub fn has_begun(&self) -> bool {
        self.at != At::Before
    }

    /// Reads on. `Some`: so many of these bytes belong to the document, and it is complete.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Option<usize>, FrameError> {
        let mut place = 0;
        while place < bytes.len() {
            if self.at == At::Text && self.depth > 0 {
                // Most of a reply is text, in which nothing but a tag matters.
                let text = memchr::memchr(b'<', &bytes[place..]).unwrap_or(bytes.len() - place);
                self.count(text)?;
                place += text;
            }
            let Some(byte) = bytes.get(place).copied() else { break };
            self.count(1)?;
            place += 1;
            let is_over = self.step(byte)?;
            self.last = [self.last[1], byte];
            if is_over {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    fn count(&mut self, bytes: usize) -> Result<(), FrameError> {
        self.length += bytes;
        if self.length > self.most { Err(FrameError::TooLong(self.most)) } else { Ok(()) }
    }

    /// Whether this byte ends the document.
    fn step(&mut self, byte: u8) -> Result<bool, FrameError> {
        self.at = match self.at {
            At::Before => match byte {
                b'<' => At::Open,
                // Blanks are left over from the document before; the others are the mark of UTF-8.
                b' ' | b'\t' | b'\r' | b'\n' | 0 | 0xef | 0xbb | 0xbf => At::Before,
                _ => return Err(FrameError::NotXml),
            },
            At::Text if byte == b'<' => At::Open,
            At::Text if self.depth == 0 && !byte.is_ascii_whitespace() => return Err(FrameError::NotXml),
            At::Open => match byte {
                b'?' => At::Instruction,
                b'!' => At::Bang(0),
                b'/' if self.depth > 0 => At::EndTag,
                b'/' | b'<' | b'>' => return Err(FrameError::NotXml),
                _ => At::StartTag,
            },
            At::Instruction if self.last[1] == b'?' && byte == b'>' => At::Text,
            At::Bang(read) => self.bang(read, byte)?,
            At::Comment if self.last == *b"--" && byte == b'>' => At::Text,
            At::Cdata if self.last == *b"]]" && byte == b'>' => At::Text,
            At::StartTag if matches!(byte, b'"' | b'\'') => At::Quoted(byte),
            At::StartTag if byte == b'<' => return Err(FrameError::NotXml),
            At::StartTag if byte == b'>' => {
                if self.last[1] == b'/' {
                    if self.depth == 0 {
                        return Ok(true);
                    }
                } else {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(FrameError::TooDeep);
                    }
                }
                At::Text
            }
            At::Quoted(quote) if byte == quote => At::StartTag,
            At::EndTag if byte == b'>' => {
                self.depth -= 1;
                if self.depth == 0 {
                    return Ok(true);
                }
                At::Text
            }
            same => same,
        };
        Ok(false)
    }

    fn bang(&self, read: usize, byte: u8) -> Result<At, FrameError> {
        const CDATA: &[u8] = b"[CDATA[";
        match (read, byte) {
            (0, b'-') => Ok(At::Bang(1)),
            (1, b'-') if self.last[1] == b'-' => Ok(At::Comment),
            (read, byte) if self.depth > 0 && CDATA.get(read) == Some(&byte) => {
                Ok(if read + 1 == CDATA.len() { At::Cdata } else { At::Bang(read + 1) })
            }
            _ => Err(FrameError::DocumentType),
        }
    }
}

/// Whether these bytes are one whole document, of no depth and no declarations that a reply does not have: nothing else
/// may reach a parser.
pub(super) fn whole(document: &[u8], most: usize) -> Result<(), OcipError> {
    match Framer::new(most).push(document).map_err(OcipError::garbled)? {
        Some(_) => Ok(()),
        None => Err(OcipError::garbled("it ends in the middle")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In one piece and byte by byte, where the document ends.
    fn ends(text: &str) -> Result<Option<usize>, FrameError> {
        let whole = Framer::new(10_000).push(text.as_bytes());
        let mut framer = Framer::new(10_000);
        let mut single = Ok(None);
        for (at, byte) in text.bytes().enumerate() {
            match framer.push(&[byte]) {
                Ok(None) => {}
                Ok(Some(_)) => {
                    single = Ok(Some(at + 1));
                    break;
                }
                Err(e) => {
                    single = Err(e);
                    break;
                }
            }
        }
        assert_eq!(whole, single, "{text}");
        whole
    }

    #[test]
    fn a_document_ends_with_its_root_element() {
        for whole in [
            "<a/>",
            "<?xml version=\"1.0\"?>\n<a b='>'><b/><!-- </a> --></a>",
            "\n\0 <a><![CDATA[</a>]] >]]]]></a>",
            "<a><b c=\"/\">x</b><!----></a>",
            "<a><!-- a - b -- c --></a>",
        ] {
            assert_eq!(ends(whole), Ok(Some(whole.len())));
            assert_eq!(ends(&format!("{whole}\n<next>")), Ok(Some(whole.len())));
            assert_eq!(ends(&whole[..whole.len() - 1]), Ok(None));
        }
    }

    #[test]
    fn what_is_no_reply_is_told_at_once() {
        assert_eq!(ends("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), Err(FrameError::DocumentType));
        assert_eq!(ends("<a><!ENTITY"), Err(FrameError::DocumentType));
        assert_eq!(ends("HTTP/1.1 400"), Err(FrameError::NotXml));
        assert_eq!(ends("<?xml?>x<a/>"), Err(FrameError::NotXml));
        assert_eq!(ends("</a>"), Err(FrameError::NotXml));
        assert_eq!(ends(&"<a>".repeat(DEEPEST + 1)), Err(FrameError::TooDeep));
        assert_eq!(ends(&format!("<a>{}", "x".repeat(10_000))), Err(FrameError::TooLong(10_000)));
    }
}
