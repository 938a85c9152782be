"""`python -m kbuild` and the `kbuild` command."""


def main() -> None:
    """Run the command line. Imported late, so that `import kbuild` stays free of it."""
    from .cli.app import run

    run()


if __name__ == "__main__":
    main()
