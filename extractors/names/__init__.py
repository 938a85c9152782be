"""Districts, clusters and firms: where they are named, which one is meant, and who belongs to whom."""
