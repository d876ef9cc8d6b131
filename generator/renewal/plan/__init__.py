"""The plan of a year's renewals."""
