"""The command line. Every command is a few lines over `kg.api`; all work happens below.

Data goes to standard output and messages to standard error. `-` is standard input or
output. Exit codes: 0 fine, 1 violations found, 2 usage, 3 error.
"""

from kg.cli.root import cli

__all__ = ["cli", "main"]


def main() -> None:
    """Run the command `kg`."""
    cli.main()
