"""The same application on Granian and on uvicorn, under load and under faults."""
