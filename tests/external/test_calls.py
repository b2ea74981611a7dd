"""The edges that the call-graph cases expect are what Python really calls."""

import ast
import builtins
import contextlib
import functools
import importlib
import importlib.machinery
import io
import json
import subprocess
import sys
import threading
import unittest
from concurrent.futures import thread as pools
from pathlib import Path

from support import ROOT

CASES = ROOT / "fixtures" / "calls"
LAZY = 0x20 | 0x80 | 0x200  # generators, coroutines, asynchronous generators: a call only makes them
OPTIMIZED = 0x1  # the code of functions, but not of modules and class bodies
FOLDED = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}


class Made(ast.NodeTransformer):
    """Marks the functions whose call runs nothing yet, so that the call is seen."""

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        mark = ast.copy_location(ast.Name("__made__", ast.Load()), node)
        node.decorator_list.append(ast.fix_missing_locations(mark))
        return node

    visit_AsyncFunctionDef = visit_FunctionDef


class Marking(importlib.machinery.SourceFileLoader):
    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(Made().visit(ast.parse(data, path)), path, "exec", dont_inherit=True)


class Tracer:
    """Collects who calls whom in the files below a folder.

    The caller is the nearest function of the project on the stack; that of a thread's or a pool's work is who handed
    it over. Code of modules, class bodies and comprehensions belongs to what it runs in.
    """

    def __init__(self, folder):
        self.folder = str(folder)
        self.edges = set()
        self.handed = {}

    def module(self, path):
        parts = Path(path).relative_to(self.folder).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def name(self, code):
        parts = [part for part in code.co_qualname.split(".") if part != "<locals>" and part not in FOLDED]
        return ".".join([self.module(code.co_filename), *(part for part in parts if part != "<module>")])

    def is_ours(self, code):
        return code.co_filename.startswith(self.folder)

    def caller(self, frame):
        """The name of the nearest function of the project at or above `frame`."""
        while frame is not None:
            code = frame.f_code
            is_class_body = not code.co_flags & OPTIMIZED and code.co_name != "<module>"
            if self.is_ours(code) and not is_class_body:
                return self.name(code)
            if code.co_name == "run" and (maker := self.handed.get(id(frame.f_locals.get("self")))):
                return maker[1]
            frame = frame.f_back
        return None

    def see(self, code, frame):
        caller = self.caller(frame)
        if caller is not None:
            self.edges.add(f"{caller} -> {self.name(code)}")

    def profile(self, frame, event, _argument):
        code = frame.f_code
        if event != "call" or not self.is_ours(code) or not code.co_flags & OPTIMIZED:
            return
        if code.co_name not in FOLDED and not code.co_flags & LAZY:
            self.see(code, frame.f_back)

    def made(self, function):
        if not function.__code__.co_flags & LAZY:
            return function

        @functools.wraps(function)
        def make(*args, **kwargs):
            self.see(function.__code__, sys._getframe(1))
            return function(*args, **kwargs)

        return make

    def remember(self, cls):
        init = cls.__init__

        def remembered(this, *args, **kwargs):
            # The object is kept, so that its identity stays its own.
            self.handed[id(this)] = (this, self.caller(sys._getframe(1)))
            init(this, *args, **kwargs)

        cls.__init__ = remembered

    def finder(self, path):
        """Finds the modules of the case, with their lazy functions marked."""
        if not path.startswith(self.folder):
            raise ImportError(path)
        return importlib.machinery.FileFinder(path, (Marking, [".py"]))

    def run(self):
        """The edges of the case, in order."""
        sys.path_hooks.insert(0, self.finder)
        sys.path.insert(0, self.folder)
        sys.dont_write_bytecode = True
        builtins.__made__ = self.made
        for cls in (threading.Thread, pools._WorkItem):
            self.remember(cls)
        threading.setprofile(self.profile)
        sys.setprofile(self.profile)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                importlib.import_module("main")
        finally:
            sys.setprofile(None)
            threading.setprofile(None)
        return sorted(self.edges)


def traced(folder):
    """The edges of one case, run in an interpreter of its own."""
    command = [sys.executable, __file__, str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if run.returncode != 0:
        raise AssertionError(f"{folder}: {run.stderr[-2000:]}")
    return json.loads(run.stdout)


class Calls(unittest.TestCase):
    def test_the_expected_edges_are_what_is_called(self):
        cases = sorted(path.parent for path in CASES.glob("*/*/edges.txt"))
        self.assertGreaterEqual(len(cases), 60)
        for case in cases:
            with self.subTest(case=str(case.relative_to(CASES))):
                wanted = (case / "edges.txt").read_text().splitlines()
                self.assertEqual(sorted(set(wanted)), traced(case))


if __name__ == "__main__":
    if len(sys.argv) == 2 and Path(sys.argv[1]).is_dir():
        print(json.dumps(Tracer(Path(sys.argv[1])).run()))
    else:
        unittest.main()
