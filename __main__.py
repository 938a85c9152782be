"""`python -m kbuild` and the `kbuild` command."""

import gc
import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # While the command line loads there is nothing to tidy up: Ctrl-C ends the process without a word, until `run`.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def main() -> None:
    """Run the command line. Imported late, so that `import kbuild` stays free of it.

    What it loads are tens of thousands of objects to keep: with Python's own thresholds a sixth of the time of a small
    command went into looking for garbage among them.
    """
    gc.set_threshold(50_000, 20, 20)
    from .cli.app import run

    run()


if __name__ == "__main__":
    main()
