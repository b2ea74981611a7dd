//! The mends that help proposes read as code that works in the reader's own file.

use crate::support::{CATALOG, root};
use faultlint::project::{Manifest, Project};
use faultlint::registry::{self, Selected};
use faultlint::semantic::Module;
use faultlint::source::Source;
use std::sync::Arc;

/// The help of the first report with that code on a file of that text.
fn help(code: &str, text: &str) -> String {
    let module = Module::new(Arc::new(Source::new(root().join("snippet.py"), text.to_owned())));
    let project = Project::link(root(), Manifest::default(), Arc::clone(&CATALOG), vec![module]);
    let program = project.program();
    let reports =
        program.files().flat_map(|file| registry::run(file, &project, &Selected::defaults())).collect::<Vec<_>>();
    let report = reports.iter().find(|report| report.code == code).unwrap_or_else(|| panic!("no {code}: {reports:?}"));
    report.help.clone().unwrap_or_default()
}

fn assert_help(code: &str, text: &str, expected: &str) {
    let found = help(code, text);
    assert!(found.contains(expected), "{text}\n\nexpected: {expected}\n   found: {found}");
}

#[test]
fn a_timeout_object_is_written_under_the_readers_name() {
    let text = "import aiohttp as net\ns = net.ClientSession(timeout=net.ClientTimeout(total=None))\n";
    assert_help("NET002", text, "`net.ClientSession(timeout=net.ClientTimeout(total=10))`");
    let text = "from aiohttp import ClientSession\ns = ClientSession(timeout=0)\n";
    assert_help("NET002", text, "`ClientSession(timeout=aiohttp.ClientTimeout(total=10))` (with `import aiohttp`)");
}

#[test]
fn a_timeout_that_is_switched_off_is_replaced_in_its_place() {
    let text = "from urllib.request import urlopen\nurlopen(\"x\", None, None)\n";
    assert_help("NET002", text, "`urlopen(\"x\", None, 10)`");
    let text = "import requests\nrequests.get(\"x\", **{\"timeout\": None, \"verify\": True})\n";
    assert_help("NET002", text, "`requests.get(\"x\", **{\"timeout\": 10, \"verify\": True})`");
    let text = "import requests\nlimits = {\"timeout\": None}\nrequests.get(\"x\", **limits)\n";
    assert_help("NET002", text, "`10` in the place of `None`");
}

#[test]
fn what_takes_no_timeout_is_bounded_from_outside() {
    let text = "import asyncio as aio\nasync def f(h):\n    r, w = await aio.open_connection(h, 443)\n";
    assert_help("NET002", text, "`await aio.wait_for(aio.open_connection(h, 443), timeout=10)`");
    let text = "from urllib.request import urlretrieve\nurlretrieve(\"x\", \"y\")\n";
    assert_help("NET002", text, "`socket.setdefaulttimeout(10)` (with `import socket`)");
    let text = "import http.client\nc = http.client.HTTPSConnection(\"h\")\nc.request(\"GET\", \"/\")\n";
    assert_help("NET002", text, "`http.client.HTTPSConnection(\"h\", timeout=10)`");
}

#[test]
fn long_calls_keep_their_first_arguments() {
    let text = "import requests\nrequests.post(url, headers={\"authorization\": token, \"accept\": \"application/json\"}, json={\n    \"a\": 1,\n})\n";
    assert_help("NET002", text, "`requests.post(url, …, timeout=10)`");
}

#[test]
fn a_chain_is_taken_apart() {
    let text = "import requests\ndata = requests.get(\"x\", timeout=5).json()\n";
    assert_help("NET003", text, "`response = requests.get(\"x\", timeout=5)`, then `response.raise_for_status()`");
    let text = "import httpx\nasync def f(c: httpx.AsyncClient):\n    return (await c.get(\"x\")).json()\n";
    assert_help("NET003", text, "`response = await c.get(\"x\")`, then `response.raise_for_status()`");
}

#[test]
fn classes_are_spelled_as_the_file_can() {
    let call = "def f(): return rq.get(\"x\", timeout=5).raise_for_status()\n";
    assert_help("NET001", &format!("import requests as rq\n{call}"), "except rq.RequestException:`");
    let text = "from requests import get\ndef f(): return get(\"x\", timeout=5)\n";
    assert_help("NET001", text, "except requests.RequestException:` (with `import requests`)");
    let text = "from requests import get, RequestException as Failed\ndef f(): return get(\"x\", timeout=5)\n";
    assert_help("NET001", text, "except Failed:`");
    let text = "def f(): return requests.get(\"x\", timeout=5)\n";
    assert_help("NET001", text, "except requests.RequestException:` around");
    let text = "import requests as rq\ntry:\n    rq.get(\"x\", timeout=5)\nexcept Exception:\n    print(1)\n";
    assert_help("EXC001", text, "except rq.RequestException:`");
}
