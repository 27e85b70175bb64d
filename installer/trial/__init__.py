"""The installer tried under Wine, from a silent setup to the last trace gone."""
