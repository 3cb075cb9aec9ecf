-- Put what stands in the log into the file itself; raises where there is no room for it.
CHECKPOINT
