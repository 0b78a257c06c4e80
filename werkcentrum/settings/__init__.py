"""Settings per environment: `local`, `test` and `production` all build on `base`."""
