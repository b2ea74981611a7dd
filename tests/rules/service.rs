//! The service under `fixtures/` gives the reports that a reviewer would write, across all families, and no other.

use crate::support::{check, files, read, root};
use faultlint::registry::Selected;

/// File, code and marked text of each report that a reviewer expects.
const EXPECTED: &[(&str, &str, &str)] = &[
    ("app.py", "HLT001", "Flask"),
    ("events.py", "BKP002", "queue.Queue"),
    ("loyalty.py", "BKP001", "asyncio.gather"),
    ("loyalty.py", "EXC002", "except Exception"),
    ("pricing.py", "NET002", "self.session.get"),
    ("pricing.py", "NET003", "response.json"),
    ("reconcile.py", "NET001", "requests.get"),
    ("reconcile.py", "EXC001", "except Exception"),
    ("tracking.py", "NET001", "requests.get"),
    ("warehouse.py", "RTY001", "for attempt in range(5)"),
    ("warehouse.py", "RTY006", "raise WarehouseUnavailable(order_id)"),
];

#[test]
fn the_service_gives_what_a_reviewer_expects() {
    let folder = root().join("fixtures/service");
    let reports = check(&files(&folder, "py"), &folder, &Selected::defaults());
    let found = reports.iter().map(|report| {
        let text = read(&report.path)[report.span.range()].to_owned();
        let file = report.path.file_name().unwrap().to_str().unwrap().to_owned();
        (file, report.code.to_owned(), text)
    });
    let wanted = EXPECTED.iter().map(|(file, code, text)| ((*file).to_owned(), (*code).to_owned(), (*text).to_owned()));
    assert_eq!(found.collect::<Vec<_>>(), wanted.collect::<Vec<_>>());
}
