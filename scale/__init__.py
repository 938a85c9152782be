"""Beyond one machine: shards of sources, evidence as Parquet, and the engines that map the one to the other.

Worker code lives here and in `extractors`; it imports neither the command line nor the database.
"""
