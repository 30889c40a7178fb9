"""Who is who: the people and organisations that documents speak of, from all that is known."""
