"""The page of `kbuild report`: `data` is what goes into it, `page` how it is written."""
