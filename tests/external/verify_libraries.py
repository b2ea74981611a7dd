"""Holds rules/libraries/*.toml against the installed libraries.

Each name must exist, each parameter must be one of the callable's (or be taken by its `**kwargs`: "forwarded"), numbers
and booleans must be the real defaults, and an exception's bases must be in its method resolution order. What cannot be
told (a library that is not installed, a builtin without a signature) is listed as unverified.

    python -m venv .venv && .venv/bin/pip install -r tests/external/requirements.txt
    .venv/bin/python tests/external/verify_libraries.py [--verbose]

Exits 1 on a mismatch.
"""

import contextlib
import importlib
import inspect
import pathlib
import sys
import tomllib
import warnings

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "rules" / "libraries"
MISSING = object()
# Modules and names that newer Pythons no longer have.
GONE = {"asyncio.coroutine", "cgitb", "nntplib", "telnetlib", "ssl.wrap_socket"}
# Classes whose methods are handed over by each instance, not by the class.
HANDED_OVER = {
    "aiobotocore.client.AioBaseClient",
    "asyncio.Condition",
    "botocore.client.BaseClient",
    "flask_restx.Api",
    "multiprocessing.context.BaseContext",
    "multiprocessing.managers.SyncManager",
    "threading.Condition",
    "threading.Lock",
    "urllib.response.addinfourl",
}
# What a method is that a library calls where a subclass defines it.
FOR_SUBCLASSES = {"entry-point", "error-handler", "middleware", "request-hook", "route"}


class Report:
    """What was found."""

    def __init__(self):
        self.mismatches = []
        self.unverified = []
        self.forwarded = []
        self.checked = 0

    def wrong(self, file, text):
        self.mismatches.append(f"{file}: {text}")

    def unsure(self, file, text):
        self.unverified.append(f"{file}: {text}")


def resolve(name):
    """The object of a qualified name, `None` where its top module is not installed, MISSING where it has no such name."""
    if "." not in name:
        return getattr(importlib.import_module("builtins"), name, MISSING)
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        module = ".".join(parts[:end])
        try:
            found = importlib.import_module(module)
        except ImportError as error:
            missing = getattr(error, "name", None)
            if missing and not (module + ".").startswith(missing + "."):
                return None
            continue
        except Exception:
            return None
        try:
            for part in parts[end:]:
                found = getattr(found, part)
        except AttributeError:
            return MISSING
        except Exception:  # what is made from settings on first use cannot be looked at without them
            return None
        return shown(found, parts) if end == len(parts) > 1 else found
    return None


def shown(module, parts):
    """What a package shows by a module's name: a class of that name hides the module (`github.GithubException`)."""
    package = sys.modules[".".join(parts[:-1])]
    found = getattr(package, parts[-1], module)
    return found if inspect.isclass(found) else module


def signature(found):
    """Parameters by name, or `None`."""
    try:
        parameters = dict(inspect.signature(found).parameters)
    except (TypeError, ValueError):
        return None
    parameters.pop("self", None)
    return parameters


def named(function):
    """The parameters of which a fact speaks, with the default that it states."""
    facts = {}
    for name in function.get("parameters", []):
        if name != "*":
            facts[name] = MISSING
    timeout = function.get("timeout", {})
    if "parameter" in timeout:
        facts[timeout["parameter"]] = timeout.get("default", MISSING)
    for meaning in function.get("meanings", {}).values():
        if meaning.get("name"):
            facts[meaning["name"]] = meaning.get("default", MISSING)
    return facts


def same_default(real, stated):
    if isinstance(real, (bool, int, float)) and isinstance(stated, (bool, int, float)):
        return float(real) == float(stated)
    # A sentinel or an object of the library: only its behaviour could tell.
    return not isinstance(real, (str, type(None))) or real == stated or real is None


def check_order(report, file, name, listed, real):
    """Positional parameters stand where they are said to stand."""
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    actual = [parameter.name for parameter in real.values() if parameter.kind in kinds]
    stated = []
    for parameter in listed:
        if parameter.startswith("*"):
            break
        stated.append(parameter)
    wrong = [parameter for at, parameter in enumerate(stated) if parameter in actual and actual.index(parameter) != at]
    if wrong:
        report.wrong(file, f"{name}: {', '.join(wrong)} at another position (really {', '.join(actual)})")


def check_callable(report, file, name, function, found):
    facts = named(function)
    if not facts:
        return
    real = signature(found)
    if real is None:
        report.unsure(file, f"{name} has no signature")
        return
    kinds = {parameter.kind for parameter in real.values()}
    forwards = inspect.Parameter.VAR_KEYWORD in kinds
    if "parameters" in function and inspect.Parameter.VAR_POSITIONAL not in kinds:
        check_order(report, file, name, function["parameters"], real)
    for parameter, stated in facts.items():
        actual = real.get(parameter.lstrip("*"))
        if actual is None:
            if forwards or (inspect.Parameter.VAR_POSITIONAL in kinds):
                report.forwarded.append(f"{file}: {name}({parameter}=)")
            else:
                report.wrong(file, f"{name} has no parameter {parameter} (it has {', '.join(real)})")
        elif stated is not MISSING and actual.default is not actual.empty and not same_default(actual.default, stated):
            report.wrong(file, f"{name}({parameter}=) is {actual.default!r} by default, not {stated!r}")


def expand(function, facts):
    """A fact with what its `like` says."""
    seen = 0
    while "like" in function and seen < 8:
        model = facts.get(function["like"], {})
        function = {**model, **{key: value for key, value in function.items() if key != "like"}}
        seen += 1
    return function


def collect(libraries):
    facts = {}
    for library in libraries.values():
        facts.update(library.get("functions", {}))
        for name, entry in library.get("classes", {}).items():
            facts[name] = entry.get("constructor", {})
            for method, function in entry.get("methods", {}).items():
                facts[f"{name}.{method}"] = function
    for library in libraries.values():
        for name, entry in library.get("classes", {}).items():
            for base in entry.get("bases", []):
                for method, function in libraries_methods(libraries, base).items():
                    facts.setdefault(f"{name}.{method}", function)
    return facts


def libraries_methods(libraries, name):
    for library in libraries.values():
        entry = library.get("classes", {}).get(name)
        if entry:
            inherited = {}
            for base in entry.get("bases", []):
                inherited.update(libraries_methods(libraries, base))
            return {**inherited, **entry.get("methods", {})}
    return {}


def gone(name):
    return any(name == other or name.startswith(other + ".") for other in GONE)


def check_name(report, file, name):
    found = resolve(name)
    report.checked += 1
    if found is None:
        report.unsure(file, f"{name}: its module cannot be imported")
    elif found is MISSING:
        if gone(name):
            report.unsure(file, f"{name} is gone from this Python")
        else:
            report.wrong(file, f"{name} does not exist")
        return None
    return found


def check_class(report, file, name, entry, facts):
    found = check_name(report, file, name)
    if found is None:
        return
    check_callable(report, file, name, expand(entry.get("constructor", {}), facts), found)
    for base in entry.get("bases", []):
        real = resolve(base)
        if inspect.isclass(found) and inspect.isclass(real) and not issubclass(found, real):
            report.wrong(file, f"{name} does not descend from {base}")
    for method, function in entry.get("methods", {}).items():
        if method == "*":
            report.unsure(file, f"{name}.* stands for names made at run time")
            continue
        full = f"{name}.{method}"
        report.checked += 1
        real = getattr(found, method, MISSING)
        if real is not MISSING:
            check_callable(report, file, full, expand(function, facts), real)
        elif name in HANDED_OVER:
            report.unsure(file, f"{full} is found on instances only")
        elif function.get("role") in FOR_SUBCLASSES:
            report.unsure(file, f"{full} is for subclasses to define")
        else:
            report.wrong(file, f"{full} does not exist")
    for attribute in entry.get("attributes-without-effect", []):
        if hasattr(found, attribute):
            report.wrong(file, f"{name}.{attribute} exists, and may have an effect")
    response = entry.get("response", {})
    for attribute in {*response.get("body", []), *response.get("status", [])}:
        if not hasattr(found, attribute):
            report.unsure(file, f"{name}.{attribute} is set on instances only")


def check_exception(report, file, name, bases):
    found = check_name(report, file, name)
    if found is None:
        return
    if not (inspect.isclass(found) and issubclass(found, BaseException)):
        report.wrong(file, f"{name} is no exception")
        return
    for base in bases:
        real = resolve(base)
        if real is None or real is MISSING:
            report.unsure(file, f"{name}: its base {base} cannot be imported")
        elif real not in found.__mro__:
            report.wrong(file, f"{name} does not descend from {base}")


def check_library(report, file, library, facts):
    tops = [module.split(".")[0] for module in library["modules"]]
    if library["name"] != "python" and resolve(tops[0] + ".__name__") is None:
        report.unsure(file, f"{library['name']} is not installed")
        return
    for name, function in library.get("functions", {}).items():
        found = check_name(report, file, name)
        if found is not None and callable(found):
            check_callable(report, file, name, expand(function, facts), found)
    for name, entry in library.get("classes", {}).items():
        check_class(report, file, name, entry, facts)
    for name, bases in library.get("exceptions", {}).items():
        check_exception(report, file, name, bases)


def prepare():
    """Some libraries look at their settings, or at what else has been imported, when they are imported."""
    warnings.simplefilter("ignore")
    with contextlib.suppress(ImportError):
        # eventlet loads modules of dnspython anew with its own `socket`, which trio cannot be loaded with.
        import trio  # noqa: F401
    try:
        import django
        from django.conf import settings

        settings.configure(INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"])
        django.setup()
    except ImportError:
        pass


def main():
    prepare()
    libraries = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
    facts = collect(libraries)
    report = Report()
    for file, library in libraries.items():
        check_library(report, file, library, facts)
    if "--verbose" in sys.argv:
        print("\n".join(f"forwarded   {line}" for line in report.forwarded))
    print("\n".join(f"unverified  {line}" for line in report.unverified))
    print("\n".join(f"MISMATCH    {line}" for line in report.mismatches))
    print(
        f"{len(libraries)} files, {report.checked} names, {len(report.forwarded)} forwarded parameters, "
        f"{len(report.unverified)} unverified, {len(report.mismatches)} mismatches"
    )
    return 1 if report.mismatches or not libraries else 0


if __name__ == "__main__":
    sys.exit(main())
