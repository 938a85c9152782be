"""Lexicons, gazetteers, cue words and samples, as data; each file names its source, licence and date."""
