"""What many goals leave on disk: plans, a ledger of what is done, summaries."""
