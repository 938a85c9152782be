"""What all tests share: no test reads or writes the cache folder of the user."""

import os
import tempfile

os.environ["KBUILD_CACHE"] = tempfile.mkdtemp(prefix="kbuild-cache-")
