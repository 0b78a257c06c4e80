"""Pure decisions about clients and cases: no database, no clock."""
