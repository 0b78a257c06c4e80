"""The pages of referrals: for the Werkcentrum, for partners and for clients."""
