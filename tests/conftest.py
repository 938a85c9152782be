"""What all tests share: no test reads or writes the cache folder of the user."""

import os
import tempfile

_cache = tempfile.TemporaryDirectory(prefix="kbuild-cache-", ignore_cleanup_errors=True)
os.environ["KBUILD_CACHE"] = _cache.name
