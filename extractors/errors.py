"""The one tree of exceptions; the command line turns each into one line and an exit code, in one place.

KbuildError
├── InputError       a source cannot be read: says which, where and what to do (exit 1)
│   └── UndecodableError   bytes that fit no encoding tried
├── UnknownNameError a filter or argument names nothing in the database: says what is nearest (exit 1)
├── UsageError       the request makes no sense, such as a wrong option value (exit 2)
├── WorkersError     the processes that read documents cannot be started (exit 1)
└── StoreError       the database cannot be opened, is not ours, or is too new (exit 1)
    └── WriteError   evidence or knowledge cannot be written: the disk is full, the store out of reach
"""


class KbuildError(Exception):
    """A failure a user can act on; its message is one line that says what, where and what to do."""

    exit_code = 1


class InputError(KbuildError):
    """A source cannot be read; the other sources of the same command still are."""


class UndecodableError(InputError):
    """Bytes that fit none of the encodings tried."""


class UnknownNameError(KbuildError):
    """A metric, district, cluster or firm that the database does not know; the message suggests the nearest."""


class UsageError(KbuildError):
    """A request that makes no sense, such as a wrong option value."""

    exit_code = 2


class WorkersError(KbuildError):
    """Processes that read documents cannot be started; what was stored before is kept."""


class StoreError(KbuildError):
    """A database that cannot be opened, is not kbuild's, or was written by a newer version."""


class WriteError(StoreError):
    """Files that cannot be written where they are to be: no other can either, and the run is over."""
