"""Pages of elections: before the vote, in the hall (rounds, keying, comparing), and after it (results, papers)."""
