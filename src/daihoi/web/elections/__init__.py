"""Pages of elections: before the vote (preparing), in the hall (rounds, keying, comparing), after it (results, papers)."""
