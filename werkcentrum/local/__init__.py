"""The whole portal on one machine, for `make run`: servers, migrations, demo data and the processes that serve it."""
