"""`python -m tocsin` is the same as `tocsin`."""

from tocsin.cli.main import run

if __name__ == "__main__":
    run()
