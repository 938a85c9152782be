"""`python -m kbuild` and the `kbuild` command."""

import gc


def main() -> None:
    """Run the command line. Imported late, so that `import kbuild` stays free of it.

    An interrupt while it loads ends as quietly as one while it runs. What it loads are tens of thousands of objects to
    keep: with Python's own thresholds a sixth of the time of a small command went into looking for garbage among them.
    """
    gc.set_threshold(50_000, 20, 20)
    try:
        from .cli.app import run

        run()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
