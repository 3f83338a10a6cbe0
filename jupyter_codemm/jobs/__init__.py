"""The queue of jobs over machines: a Redis between the service and the workers that judge."""
