"""`python -m kbuild` and the `kbuild` command."""


def main() -> None:
    """Run the command line. Imported late, so that `import kbuild` stays free of it.

    An interrupt while it loads ends as quietly as one while it runs.
    """
    try:
        from .cli.app import run

        run()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
