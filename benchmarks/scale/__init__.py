"""What a Spark cluster costs beside one machine; `python -m benchmarks.scale`."""
