"""What stands in the letters about vouchers, as data for their templates."""
