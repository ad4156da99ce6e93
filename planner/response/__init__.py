"""What effort brings: from history, from judgement, and from the playbook where there is neither."""
