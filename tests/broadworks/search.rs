//! Which rows of a list are wanted, in what order, and how many.

use std::cmp::Ordering;

use super::reply::Answer;
use super::schema::Element;
use super::setup::{Overflow, Setup};

const LONGEST_PAGE: usize = 2000;

/// A row that can be searched: what it has under the name of a criterion, `UserId` or `GroupName`.
pub(super) trait Searched {
    fn value(&self, name: &str) -> &str;
    /// Whether it is what an exact criterion names.
    fn is_exactly(&self, criterion: &Element) -> bool;
}

/// The rows that a request asks for.
pub(super) fn wanted<R: Searched>(
    setup: &Setup,
    name: &str,
    body: &Element,
    mut rows: Vec<R>,
) -> Result<Vec<R>, Answer> {
    let any = body.child("searchCriteriaModeOr").is_some();
    let is_criterion = |name: &str| name.starts_with("searchCriteria") && name != "searchCriteriaModeOr";
    let criteria: Vec<&Element> = body.children().iter().filter(|child| is_criterion(child.name())).collect();
    if !criteria.is_empty() {
        rows.retain(|row| {
            let mut holds = criteria.iter().map(|criterion| meets(row, criterion));
            if any { holds.any(|it| it) } else { holds.all(|it| it) }
        });
    }
    // The first key weighs most: sort by it last, for equal rows stay in their order.
    for key in body.children().iter().filter(|child| child.name() == "sortOrder").rev() {
        for by in key.children() {
            rows.sort_by(|one, other| compare(by, one, other));
        }
    }
    if let Some(most) = number(body, "responseSizeLimit").filter(|most| *most < rows.len()) {
        match setup.overflow {
            Overflow::Cut => rows.truncate(most),
            Overflow::Refuse => return Err(Answer::error("[Error 4995] The result is larger than asked for.")),
        }
    }
    if let Some(page) = body.child("responsePagingControl") {
        let first = number(page, "responseStartIndex").unwrap_or(1) - 1;
        let size = number(page, "responsePageSize").unwrap_or(LONGEST_PAGE);
        rows = rows.into_iter().skip(first).take(size).collect();
    } else if name.contains("Paged") {
        rows.truncate(LONGEST_PAGE);
    }
    Ok(rows)
}

fn number(body: &Element, name: &str) -> Option<usize> {
    body.text_of(name)?.parse().ok()
}

fn meets<R: Searched>(row: &R, criterion: &Element) -> bool {
    let name = criterion.name().trim_start_matches("searchCriteria");
    let Some(value) = criterion.text_of("value") else { return row.is_exactly(criterion) };
    let ignores_case = criterion.text_of("isCaseInsensitive") != Some("false");
    let fold = |text: &str| if ignores_case { text.to_lowercase() } else { text.to_owned() };
    let (has, value) = (fold(row.value(name)), fold(value));
    match criterion.text_of("mode") {
        Some("Starts With") => has.starts_with(&value),
        Some("Contains") => has.contains(&value),
        _ => has == value,
    }
}

fn compare<R: Searched>(by: &Element, one: &R, other: &R) -> Ordering {
    let name = by.name().trim_start_matches("sortBy");
    let fold =
        |text: &str| if by.text_of("isCaseSensitive") == Some("true") { text.to_owned() } else { text.to_lowercase() };
    let order = fold(one.value(name)).cmp(&fold(other.value(name)));
    if by.text_of("isAscending") == Some("false") { order.reverse() } else { order }
}
