"""The one tree of exceptions; the command line turns each into one line and an exit code, in one place.

KbuildError
├── InputError       a source cannot be read: says which, where and what to do (exit 1)
│   └── UndecodableError   bytes that fit no encoding tried
├── UsageError       the request makes no sense: a wrong option value, an unknown name (exit 2)
└── StoreError       the database cannot be opened, is not ours, or is too new (exit 1)
"""


class KbuildError(Exception):
    """A failure a user can act on; its message is one line that says what, where and what to do."""

    exit_code = 1


class InputError(KbuildError):
    """A source cannot be read; the other sources of the same command still are."""


class UndecodableError(InputError):
    """Bytes that fit none of the encodings tried."""


class UsageError(KbuildError):
    """A request that makes no sense, such as an unknown metric in a filter."""

    exit_code = 2


class StoreError(KbuildError):
    """A database that cannot be opened, is not kbuild's, or was written by a newer version."""
