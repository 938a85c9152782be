"""Makes a reader die, hang or fail over a text that says so; for processes with this folder in PYTHONPATH."""

import importlib.abc
import importlib.machinery
import os
import signal
import sys
import time


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != "kbuild.extractors.worker":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            module.read = poisoned(module.read)

        spec.loader.exec_module = exec_module
        return spec


def poisoned(read):
    def read_or_die(raw):
        text = raw.articles[0].text
        if "此文致命" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "此文退出" in text:
            os._exit(3)
        if "此文无尽" in text:
            time.sleep(3600)
        return read(raw)

    return read_or_die


sys.meta_path.insert(0, Finder())
