"""engine: runs a stage over many batches, in this process or in several."""
