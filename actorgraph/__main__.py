"""`python -m actorgraph` is the `actorgraph` command."""

from actorgraph.cli import main

if __name__ == "__main__":
    main()
