-- Write what stands from the log into the file itself, as soon as nobody reads what stood before.
FORCE CHECKPOINT
