"""What changed, what repeats, since when. Stands on `corpus`; knows nothing of pages."""
