"""What every store must do, tested through the `Store` protocol alone."""
