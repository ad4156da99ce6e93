"""Which of the logged work paid: executions -> what the next unit of each activity's effort brings, and a verdict each."""
