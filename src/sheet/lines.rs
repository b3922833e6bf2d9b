//! Where each record of a CSV file begins, by physical line, and whether its last quote is ever closed.
//! The csv crate tells neither for files as people break them.

/// The physical lines on which records begin (blank lines begin none), and the line of a quote that is
/// still open at the end.
pub(super) struct Lines {
    pub(super) starts: Vec<u64>,
    pub(super) open_quote: Option<u64>,
}

enum State {
    /// Between records.
    Between,
    /// At the first character of a cell.
    CellStart,
    /// Within a bare cell, or behind the closing quote of a quoted one.
    Bare,
    /// Within quotes that were opened on this line.
    Quoted(u64),
    /// Behind a quote within quotes: its end, or half of a doubled one.
    QuoteInQuoted(u64),
}

pub(super) fn lines(bytes: &[u8], delimiter: u8) -> Lines {
    let mut starts = Vec::new();
    let mut line = 1;
    let mut state = State::Between;
    for (at, &byte) in bytes.iter().enumerate() {
        let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        let is_break = byte == b'\n' || byte == b'\r';
        if matches!(state, State::Between) && !is_break {
            starts.push(line);
            state = State::CellStart;
        }
        state = match state {
            State::Quoted(opened) if byte == b'"' => State::QuoteInQuoted(opened),
            State::Quoted(opened) => State::Quoted(opened),
            State::QuoteInQuoted(opened) if byte == b'"' => State::Quoted(opened),
            _ if is_break => State::Between,
            _ if byte == delimiter => State::CellStart,
            State::CellStart if byte == b'"' => State::Quoted(line),
            _ => State::Bare,
        };
        line += u64::from(ends_line);
    }
    let open_quote = if let State::Quoted(opened) = state { Some(opened) } else { None };
    Lines { starts, open_quote }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_begin_where_an_editor_shows_them() {
        let found = lines(b"a,b\r\n\r\n1,\"x\ny\"\n2,z\n\n3,\"open\nmore", b',');
        assert_eq!(found.starts, [1, 3, 5, 7]);
        assert_eq!(found.open_quote, Some(7));
        assert_eq!(lines(b"a\r1\r2", b',').starts, [1, 2, 3]);
        assert_eq!(lines(b"a,Oslo \"S\",\"q\"\"q\"\nb,\n", b',').open_quote, None);
    }
}
